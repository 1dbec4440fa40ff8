"""Break-downs by body inside an area report's prose (「沭阳县477件、泗阳县301件」) against those bodies' own reports.

Names are matched to the registry's members only; a part that names no member, or two, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.contradictions import plain
from checks.figures import figure
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility
from checks.names import parse_name
from checks.prose import Sentence, sentences
from checks.registry import Answer, Context, batch_rule
from checks.report import Number
from checks.rollup import Area, areas

_APPLICATIONS = re.compile(
    r"(?:收到|受理|收办|办理|接收|新收)[^，。；（(]{0,20}申请[^，。；（(]{0,8}\d+件[（(，,：:](?P<list>[^）)。；]+)"
)
_PART = re.compile(r"(?P<name>[一-龥（）()]{2,20}?)(?P<count>\d+)件")
_READINGS = ("T3.new.total", "T3.new.total+T3.carried_in.total", "T3.total.total")


@dataclass(frozen=True, slots=True)
class Part:
    """One body's share as the prose gives it."""

    name: str
    count: int
    sentence: Sentence


@batch_rule("X-AREA-PROSE")
def parts_of_prose(filings: Sequence[Filing], context: Context) -> Iterator[tuple[int, Answer]]:
    """A body's number of applications in the area report's prose is none of the readings of that body's own table.

    Source: logical, with the same cautions as X-AREA-SUM; neither side is blamed.
    """
    for area in areas(filings):
        report = filings[area.place].report
        if report is None or not area.members:
            continue
        for part in (part for sentence in sentences(report) for part in _parts(sentence)):
            member = _member(filings, area, part.name)
            hit = _differs(filings[member], context, part) if member is not None else None
            if hit is not None:
                yield area.place, hit


def _parts(sentence: Sentence) -> Iterator[Part]:
    match = _APPLICATIONS.search(sentence.own)
    for found in _PART.finditer(match["list"]) if match else ():
        yield Part(re.sub(r"^[，,、其中：:]+", "", found["name"]), int(found["count"]), sentence)


def _member(filings: Sequence[Filing], area: Area, name: str) -> int | None:
    """The one member that a short name stands for: 沭阳县 is 沭阳县人民政府, 市公安局 is 宿迁市公安局."""
    fitting = [member for member in area.members if _is_called(filings[member], name)]
    return fitting[0] if len(fitting) == 1 else None


def _is_called(filing: Filing, name: str) -> bool:
    agency = filing.agency
    if agency is None:
        return False
    known = (agency.name, *agency.aliases)
    if agency.kind == "government":
        return any(own.removesuffix("人民政府").endswith(name) for own in known) and len(name) > 2
    short = parse_name(name)
    parsed = [own for own in map(parse_name, known) if own is not None]
    return name in known or (
        short is not None and bool(short.field) and any(own.field == short.field for own in parsed)
    )


def _differs(member: Filing, context: Context, part: Part) -> Hit | None:
    report = member.report
    if report is None or member.agency is None:
        return None
    read = [figure(report, reading).value for reading in _READINGS]
    values: list[Number] = [value for value in read if value is not None]
    if len(values) < len(_READINGS) or part.count in values:
        return None
    return Hit(
        context.rule.id,
        key=member.agency.agency_id,
        expected=plain(values[0]),
        actual=str(part.count),
        difference=part.count - values[0],
        values={
            "member": member.agency.name,
            "said": str(part.count),
            "found": plain(values[0]),
            "carried": plain(values[1]),
        },
        quote=mask(part.sentence.text[:200]),
        responsibility=Responsibility.UNDECIDED,
    )
