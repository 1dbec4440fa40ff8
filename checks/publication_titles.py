"""Titles and whose report it is: the prescribed form of the title, its body's name, a government's report or its office's.

Order and wording vary by right (2025年上海市…, 年/年度); only what is plainly missing or contradictory is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.model import Filing, Hit, Responsibility, Severity, Unassessable
from checks.prose import sentences, solid
from checks.registry import Answer, Context, filing_rule
from checks.subjects import subjects
from checks.wording_years import told_year

_REPORT = re.compile(r"年度报告?|年报|年度[^，。]{0,14}的?报告")
_DISCLOSURE = re.compile(r"信息公开|政务公开")
_YEAR = re.compile(r"(19|20)\d\d(?=年)")
_RUBRIC = re.compile(
    r"(?:19|20)\d\d年度?|关于|政府信息|政务信息|信息|政务|公开|工作|年度|年报|报告|情况|的|[（(][^（）()]*[）)]|[《》“”\"\s—\-:：]"
)
_OFFICE = re.compile(r"政府办公?[厅室]|政府办$")
_GOVERNMENT = re.compile(r"人民政府$|[省市县区州盟旗]政府$")
_TO_WHOM = re.compile(r"^[一-龥]{2,20}(?:办公厅|办公室|政府|局|委|政务公开办)[:：]$")
_SUBMITTED = re.compile(r"妥否|请批示|请审阅|现予?报送|随文报送|特此报送")


@filing_rule("PUB-TITLE")
def title_form(filing: Filing, context: Context) -> Iterator[Answer]:
    """The title is no 政府信息公开工作年度报告, or of another year.

    Source: practice (莆田通报: 将题目“年度报告”写成“工作报告”); a missing name is PUB-TITLE-NOORG.
    """
    report = filing.report
    if report is None:
        return
    title = solid(report.title or "")
    if "报" not in title and "公开" not in title:
        yield Unassessable(context.rule.id, "没有读到标题")
        return
    year = told_year(filing)
    years = [int(match.group()) for match in _YEAR.finditer(title)]
    if not _REPORT.search(title):
        lack, lack_en = "缺少“年度报告”字样", "it does not say 年度报告"
    elif not _DISCLOSURE.search(title):
        lack, lack_en = "缺少“信息公开”字样", "it does not say 信息公开"
    elif years and year not in years:
        lack, lack_en = f"年份与报告年度（{year}）不一致", f"its year is not {year}"
    else:
        return
    values = {"title": title, "lack": lack, "lack_en": lack_en}
    # 「2023年度…工作报告」 has the year's word, if not in its place.
    mild = "年度" in title and not _REPORT.search(title)
    yield Hit(context.rule.id, key=lack_en, actual=title, values=values, severity=Severity.ADVICE if mild else None)


@filing_rule("PUB-TITLE-NOORG")
def title_name(filing: Filing, context: Context) -> Iterator[Answer]:
    """The title names no body. Source: practice; lists often strip the name, so a question."""
    report = filing.report
    title = solid(report.title or "") if report else ""
    if title and _REPORT.search(title) and len(_RUBRIC.sub("", title)) < 2:
        yield Hit(context.rule.id, actual=title, values={"title": title}, responsibility=Responsibility.UNDECIDED)


@filing_rule("PUB-SCOPE-MIX")
def whose_report(filing: Filing, context: Context) -> Iterator[Answer]:
    """The title is the government office's and the preamble declares the government's own report, or the other way round.

    Source: 条例 article 49: two reports, two dates. An office that acts for its government is no contradiction.
    """
    report = filing.report
    if report is None or not report.title:
        return
    title = re.split(r"(?:19|20)\d\d年", solid(report.title))
    name = next((part for part in title if part), "")
    declared = next((s.name.text for s in subjects(report) if s.role == "reports"), None)
    if declared is None:
        declared = _declared_government(filing)
    if declared is None:
        return
    office_first = bool(_OFFICE.search(name)) and bool(_GOVERNMENT.search(declared))
    government_first = bool(_GOVERNMENT.search(name)) and bool(_OFFICE.search(declared))
    if office_first or government_first:
        yield Hit(context.rule.id, expected=name, actual=declared, values={"title": name, "said": declared})


_DECLARES = re.compile(
    r"(?:现将|现公布|公布|发布|编制)(?P<name>[一-龥]{2,16}?人民政府(?:办公[厅室])?)(?:19|20)\d\d年度?的?(?:政府信息公开|政务公开|信息公开)[^，。；]{0,6}报告"
)


def _declared_government(filing: Filing) -> str | None:
    assert filing.report is not None
    opening = (s.own for s in sentences(filing.report) if s.section is None)
    return next((match["name"] for own in opening if (match := _DECLARES.search(own))), None)


@filing_rule("PUB-LETTER")
def letter(filing: Filing, context: Context) -> Iterator[Answer]:
    """The cover letter to the supervising office was published with the report.

    Source: practice (莆田通报). A document number alone is common and harmless.
    """
    report = filing.report
    if report is None:
        return
    first = next((line.strip() for line in report.preamble.splitlines() if line.strip()), "")
    submitted = (s.text for s in sentences(report) if s.section in (None, "S6") and _SUBMITTED.search(s.own))
    said = first if _TO_WHOM.match(solid(first)) else next(submitted, None)
    if said is not None:
        yield Hit(
            context.rule.id, values={"said": said[:60]}, quote=said[:120], responsibility=Responsibility.UNDECIDED
        )
