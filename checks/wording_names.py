"""Bodies' names in the prose: the author under two names, and another body's name left in a copied report.

A false hit here is an insult, so another body is an error only where the prose makes it the author: it collects the applications,
or the report is declared to be its own. Supervisors, partners and subordinate bodies are none of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from checks.figures import figure
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Severity
from checks.names import (
    Name,
    families_of,
    is_elsewhere,
    is_of_other_level,
    is_renamed,
    is_same_body,
    is_short_for,
    parse_name,
)
from checks.prose import own_words, sentences
from checks.registry import Answer, Context, filing_rule
from checks.report import Report
from checks.scope import kind_of, own_names
from checks.subjects import ROLES, Subject, subjects

_RENAMED_NOTE = re.compile(r"更名|改名|挂牌|加挂|组建|合并|划转|机构改革|原为|[（(]原|新设|职能调整|改为|整合")
_SELF = re.compile(r"我(?P<kind>局|厅|镇|乡|街道)(?!公安|人民|各|级)")
# What a body of each kind never calls itself; 委 and 办 are left out, they change with every reform.
_FOREIGN = {
    "局": ("镇", "乡", "街道"),
    "厅": ("局", "委员会", "委", "镇", "乡", "街道", "分局"),
    "镇": ("局", "厅", "委员会", "委", "分局"),
    "乡": ("局", "厅", "委员会", "委", "分局"),
    "街道": ("局", "厅", "委员会", "委", "分局"),
}
_INNER = frozenset({"办公室", "办", "中心", "分局", "支局", "研究室", "站", "院", "处", "会", "队", "办事处"})
# What a body says of itself before it says anything else.
_OWN_WORK = re.compile(r"(?:高度重视|认真|严格|坚持|切实|深入)[^，。；]{0,24}(?:信息公开|政务公开|条例|◇)")
# Characters of a recognised name that may be misread.
MOST_MISREAD = 1
_WEAKEST = ("discloses", "contact")
_AREA_KINDS = ("government", "government_office")


@filing_rule("TXT-OTHERORG")
def other_body(filing: Filing, context: Context) -> Iterator[Answer]:
    """Another body of the same level stands in the prose as the author: a report taken over from it.

    Source: 国办公开办函〔2021〕30号（四）, 敷衍塞责; logical where the report is declared to be another body's.
    """
    report, own = filing.report, _parsed(filing)
    if report is None or not own:
        return
    families = families_of(context.rule.parameters)
    foreign: dict[str, list[Subject]] = {}
    for subject in subjects(report):
        if report.method == "ocr" and any(_is_misread(context, mine, subject.name) for mine in own):
            continue
        if subject.role == "contact" and not _is_like_us(context, subject.name):
            continue
        if _is_foreign(filing, subject, own, families):
            same = (text for text, found in foreign.items() if _is_one(found[0].name, subject.name))
            foreign.setdefault(next(same, subject.name.text), []).append(subject)
    for found in foreign.values():
        yield _foreign_hit(context, report, found, own[0])
    if kind_of(filing) not in _AREA_KINDS:
        yield from _foreign_self(context, report, own)


def _is_misread(context: Context, own: Name, other: Name) -> bool:
    """Whether a recognised name is ours with a character misread: 艮政局 is no bureau, 财政局 is another one."""
    alike = Levenshtein.distance(own.text, other.text, score_cutoff=MOST_MISREAD) <= MOST_MISREAD
    return alike and (own.field == other.field or not _is_department(context, other))


def _is_like_us(context: Context, name: Name) -> bool:
    """Whether a name is that of a body which has a report of its own to answer questions about."""
    return name.is_town or name.is_zone or _is_department(context, name)


def _is_one(one: Name, other: Name) -> bool:
    """Whether two foreign names are one body's: 白杨县水利局 and 县水利局."""
    return is_same_body(one, other) and not is_elsewhere(one, other)


def _is_department(context: Context, name: Name) -> bool:
    departments = context.rule.parameters.get("departments") or []
    return any(is_short_for(name.field, str(department)) for department in departments)


def _is_foreign(filing: Filing, subject: Subject, own: Sequence[Name], families: Sequence[frozenset[str]]) -> bool:
    if "政府" in subject.name.field:
        return False
    if any(is_same_body(name, subject.name, families) and not is_elsewhere(name, subject.name) for name in own):
        return False
    return subject.role in ("reports", "is_us") or _is_peer(filing, subject.name, own)


def _is_peer(filing: Filing, name: Name, own: Sequence[Name]) -> bool:
    """Whether a name may be a body like this one: of its level and kind, not an office or a branch within it."""
    if kind_of(filing) in _AREA_KINDS or any(is_of_other_level(mine, name) for mine in own):
        return False
    within = name.kind in _INNER and not (name.place and any(mine.kind == name.kind for mine in own))
    return not within and any((mine.is_town, mine.is_zone) == (name.is_town, name.is_zone) for mine in own)


def _foreign_hit(context: Context, report: Report, found: Sequence[Subject], own: Name) -> Hit:
    # The strongest place speaks; a body that only discloses, or is only to be asked, and once, may be a partner.
    subject = min(found, key=lambda one: ROLES.index(one.role))
    weak = not _is_certain(context, report, subject, len(found), own)
    often = subject.role not in _WEAKEST or len(found) > 1 or _OWN_WORK.search(subject.sentence.own) is not None
    return Hit(
        context.rule.id,
        key=subject.name.text,
        expected=own.text,
        actual=subject.name.text,
        values=_told(subject.name.text, own, asks=subject.role == "contact"),
        quote=mask(subject.sentence.text[:160]),
        severity=(Severity.WARNING if often else Severity.ADVICE) if weak else None,
        responsibility=Responsibility.UNDECIDED if weak else Responsibility.AGENCY,
    )


def _told(said: str, own: Name, *, asks: bool = False) -> dict[str, str]:
    """The words of the finding; `asks` where readers are only sent to the other body with their questions."""
    how, how_en = f"以“{said}”作为报告主体", f"speaks as “{said}”"
    if asks:
        how, how_en = f"所留的联系单位为“{said}”", f"sends its readers to “{said}”"
    return {"said": said, "found": own.text, "how": how, "how_en": how_en}


def _is_certain(context: Context, report: Report, subject: Subject, times: int, own: Name) -> bool:
    """Whether nothing but a copied text explains it: the report is declared another body's, or that body is its author throughout.

    A bureau within a bureau (公路局, 林业局) may be told of once by right; a government's constituent departments are peers,
    and nobody else collects the very number of applications that table 3 counts.
    """
    if subject.role in ("reports", "is_us"):
        return True
    if subject.role != "collects":
        # 青石县水利局高度重视政府信息公开 in the report of 云岭县水利局: a partner does not do our own work elsewhere.
        return own.field == subject.name.field and _OWN_WORK.search(subject.sentence.own) is not None
    listed = _is_department(context, subject.name) and bool(subject.name.place)
    named = subject.name.is_town or subject.name.is_zone
    return named or times > 1 or _tells_our_figure(report, subject) or listed


def _tells_our_figure(report: Report, subject: Subject) -> bool:
    received = figure(report, "T3.new.total").value
    told = re.search(r"(\d+)[件条项宗份]", subject.sentence.own)
    return bool(received) and told is not None and int(told[1]) == received


def _foreign_self(context: Context, report: Report, own: Sequence[Name]) -> Iterator[Answer]:
    """「我厅」 in a bureau's report, 「我局」 in a town's."""
    kinds = {name.kind for name in own}
    if not _SELF.search(own_words(report)):
        return
    for sentence in sentences(report):
        match = _SELF.search(sentence.own)
        if match and kinds <= set(_FOREIGN[match["kind"]]):
            said = "我" + match["kind"]
            values = _told(said, own[0])
            yield Hit(
                context.rule.id,
                key=said,
                expected=own[0].text,
                actual=said,
                values=values,
                quote=mask(sentence.text[:160]),
                severity=Severity.WARNING,
                responsibility=Responsibility.UNDECIDED,
            )
            return


@filing_rule("TXT-ORG")
def two_names(filing: Filing, context: Context) -> Iterator[Answer]:
    """The author is called by a name that is not its own but, after a reform, its other one, and no note says so.

    Source: practice of inspecting offices (周口市人防办 and 市国动办 in one report).
    """
    report, own = filing.report, _parsed(filing)
    if report is None or not own or _RENAMED_NOTE.search(own_words(report)):
        return
    families = families_of(context.rule.parameters)
    others = [s for s in subjects(report) if _is_other_name(s.name, own, families)]
    if len(others) > 1 or any(s.role != "discloses" or _OWN_WORK.search(s.sentence.own) for s in others):
        said = "、".join(dict.fromkeys(subject.name.text for subject in others))
        yield Hit(
            context.rule.id,
            key="names",
            expected=own[0].text,
            actual=said,
            values={"said": said, "found": own[0].text},
            quote=mask(others[0].sentence.text[:160]),
        )


def _is_other_name(name: Name, own: Sequence[Name], families: Sequence[frozenset[str]]) -> bool:
    return not any(is_same_body(mine, name) for mine in own) and any(is_renamed(mine, name, families) for mine in own)


def _parsed(filing: Filing) -> list[Name]:
    names = (parse_name(text) for text in own_names(filing))
    return [name for name in names if name is not None]
