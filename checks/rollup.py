"""Area reports against the bodies they add up: no member above its area, the sum of all members, the scope said in words.

Scope first: a government that does not say that it reports for its whole area is asked, never reckoned up. A difference never
tells which side is wrong, so nothing here is blamed on either. Break-downs inside the prose are `checks.rollup_prose`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.forms import Form
from checks.gates import is_trusted
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.prose import own_words
from checks.registry import Answer, Context, batch_rule, filing_rule
from checks.report import CellState, Number, Report
from checks.scope import is_area_report
from checks.status import owes
from checks.wordings import cell_name

_AREA = re.compile(
    r"全[省市县区州盟旗]|各级行政机关|汇总|本行政区域|各[县区市][（(]?[^，。；]{0,6}|所辖|各乡镇|[县区市]直(?:各)?(?:部门|单位)|各部门(?:各单位)?"
)
_INCLUDES_VERTICAL = re.compile(r"垂直管理|垂管|中央驻|省驻|驻[市县区](?:单位|机构)")
# Documents of the government itself are counted once, fees are money of other budgets: neither is a plain sum.
_SUMMED = re.compile(
    r"^(?:T3\..+\.total|T4\.(?:review|direct|after)\.total|T2\.(?:licence|penalty|coercion)\.decisions)$"
)
MOST_LISTED = 5
MOST_NAMED = 3
LEAST_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Area:
    """A government's filing (by place) and those of the registry's agencies that it adds up."""

    place: int
    members: tuple[int, ...]


@batch_rule("X-AREA-MONO")
def members_within(filings: Sequence[Filing], context: Context) -> Iterator[tuple[int, Answer]]:
    """A member's figure is above that of its whole area. Holds with any part of the roster read.

    Source: logical, where the area report says that it covers the area.
    """
    for area in areas(filings):
        report = filings[area.place].report
        if report is None or not area.members:
            continue
        if not says_area(report):
            yield area.place, Unassessable(context.rule.id, "报告未写明汇总口径")
            continue
        for together in _told_together(_members_above(filings, area, _figures(report))):
            yield area.place, _above_hit(filings, context, area, together)


@dataclass(frozen=True, slots=True)
class _Above:
    """A member with figures above its area's; `over` is how far, cell by cell."""

    filing: Filing
    over: Mapping[str, Number]


def _members_above(filings: Sequence[Filing], area: Area, whole: Mapping[str, Number]) -> list[_Above]:
    found = []
    for filing in (filings[member] for member in area.members):
        if filing.report is None or filing.agency is None or filing.agency.kind == "vertical":
            continue
        own = _figures(filing.report)
        over = {cell: value - whole[cell] for cell, value in own.items() if cell in whole and value > whole[cell]}
        if over:
            found.append(_Above(filing, over))
    return found


def _told_together(above: Sequence[_Above]) -> Iterator[tuple[str, list[_Above]]]:
    """The cells with the members above the area there, the farthest first: an area's one wrong figure is one finding.

    Each member stands once, in the cell where most are above.
    """
    left = list(above)
    while left:
        cells = {cell: [one for one in left if cell in one.over] for one in left for cell in one.over}
        cell = max(cells, key=lambda cell: (len(cells[cell]), max(one.over[cell] for one in cells[cell])))
        yield cell, sorted(cells[cell], key=lambda one: -one.over[cell])
        left = [one for one in left if cell not in one.over]


def _above_hit(filings: Sequence[Filing], context: Context, area: Area, told: tuple[str, list[_Above]]) -> Hit:
    cell, members = told
    worst, *others = members
    agency, report = worst.filing.agency, filings[area.place].report
    assert agency is not None
    assert report is not None
    ours = _figures(report)[cell]
    names = [one.filing.agency.name for one in others if one.filing.agency]
    return Hit(
        context.rule.id,
        key=agency.agency_id if not others else cell,
        cells=(cell, *(other for other in worst.over if other != cell)),
        expected=f"≥{ours + worst.over[cell]}",
        actual=str(ours),
        difference=worst.over[cell],
        values={
            "member": agency.name,
            "member_id": agency.agency_id,
            "place": cell_name(context.form(filings[area.place]), cell),
            "place_en": cell,
            "theirs": str(ours + worst.over[cell]),
            "ours": str(ours),
            "count": str(len(worst.over)),
            "others": _others(names),
            "others_en": f"; {len(names)} more member(s) are above it there" if names else "",
            "read": _share(filings, area),
        },
        responsibility=Responsibility.UNDECIDED,
    )


def _others(names: Sequence[str]) -> str:
    listed = "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
    return f"；另有{listed}（{len(names)}个成员单位）该项也大于汇总数" if names else ""


@batch_rule("X-AREA-SUM")
def members_sum(filings: Sequence[Filing], context: Context) -> Iterator[tuple[int, Answer]]:
    """The area's figures are not the sum of all its members'.

    Source: practice, not mandated (条例 article 49 only asks for 本级政府's report). Only with every member of the registry read,
    the government's own office among them; vertical bodies count only where the report says so.
    """
    for area in areas(filings):
        filing = filings[area.place]
        if filing.report is None or not area.members:
            continue
        why = _not_summable(filings, area)
        answer = Unassessable(context.rule.id, why) if why else _unequal(filings, context, area)
        if answer is not None:
            yield area.place, answer


def _not_summable(filings: Sequence[Filing], area: Area) -> str | None:
    report = filings[area.place].report
    assert report is not None
    members = [filings[member] for member in area.members]
    kinds = {filing.agency.kind for filing in members if filing.agency}
    if not says_area(report):
        return "报告未写明汇总口径"
    if len(members) < LEAST_MEMBERS or "government_office" not in kinds:
        return "名录不完整（缺少本级政府办公厅（室）或成员单位）"
    if any(not _is_read(filing.report) for filing in members) or not _is_read(report):
        return f"成员单位未全部读取（{_share(filings, area)}）"
    return None


def _unequal(filings: Sequence[Filing], context: Context, area: Area) -> Hit | None:
    filing = filings[area.place]
    assert filing.report is not None
    whole = _figures(filing.report)
    vertical = bool(_INCLUDES_VERTICAL.search(own_words(filing.report)))
    added: dict[str, Number] = defaultdict(int)
    for member in area.members:
        agency, report = filings[member].agency, filings[member].report
        if report is not None and agency is not None and (vertical or agency.kind != "vertical"):
            for cell, value in _figures(report).items():
                added[cell] += value
    differing = [cell for cell in whole if _SUMMED.match(cell) and whole[cell] != added[cell]]
    if not differing:
        return None
    form = context.form(filing)
    first = differing[0]
    return Hit(
        context.rule.id,
        key="sum",
        cells=tuple(differing),
        expected=str(added[first]),
        actual=str(whole[first]),
        difference=whole[first] - added[first],
        values={
            "differences": "；".join(_difference(form, cell, whole, added) for cell in differing[:MOST_LISTED]),
            "differences_en": "; ".join(f"{c}: {whole[c]} against {added[c]}" for c in differing[:MOST_LISTED]),
            "count": str(len(differing)),
            "read": _share(filings, area),
        },
        responsibility=Responsibility.UNDECIDED,
    )


def _difference(form: Form | None, cell: str, whole: Mapping[str, Number], added: Mapping[str, Number]) -> str:
    return f"{cell_name(form, cell)}为{whole[cell]}，成员合计{added[cell]}"


@filing_rule("X-SCOPE")
def scope_said(filing: Filing, context: Context) -> Iterator[Answer]:
    """A government's report does not say whether it covers its whole area. Source: practice (未反映本行政区域全貌)."""
    if filing.report is not None and is_area_report(filing) and not says_area(filing.report):
        yield Hit(context.rule.id, responsibility=Responsibility.UNDECIDED)


def areas(filings: Sequence[Filing]) -> Iterator[Area]:
    """The governments of a batch with their members of the same year by the registry's `parent_id`."""
    children: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, filing in enumerate(filings):
        agency = filing.agency
        if agency is not None and agency.parent_id and owes(agency, filing.year):
            children[agency.parent_id, filing.year].append(place)
    for place, filing in enumerate(filings):
        if filing.agency is not None and filing.agency.kind == "government":
            yield Area(place, tuple(children.get((filing.agency.agency_id, filing.year), ())))


def says_area(report: Report) -> bool:
    """Whether the report's own words say that it covers all bodies of its area."""
    return bool(_AREA.search(own_words(report)))


def _figures(report: Report) -> dict[str, Number]:
    """The figures of the total columns, and of table 2's counts, in the tables read for certain."""
    trusted = {table for table in ("T2", "T3", "T4") if is_trusted(report, table)}
    return {
        name: cell.value
        for name, cell in report.cells.items()
        if cell.state is CellState.NUMBER and cell.value is not None and name[:2] in trusted and _SUMMED.match(name)
    }


def _is_read(report: Report | None) -> bool:
    return report is not None and report.form is not None and all(is_trusted(report, t) for t in ("T2", "T3", "T4"))


def _share(filings: Sequence[Filing], area: Area) -> str:
    read = sum(_is_read(filings[member].report) for member in area.members)
    return f"{read}/{len(area.members)}"
