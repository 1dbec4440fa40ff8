"""A report in traditional script is judged as it would be in simplified script, and quoted as it stands."""

from __future__ import annotations

from dataclasses import replace

import opencc
import pytest

from checks.characters import simplified
from checks.engine import audit
from checks.model import Filing
from checks.report import Report
from checks.script import as_compared
from flows.extract.claims import read_claims
from tests.checks.build import AS_OF, CATALOGUE, FORMS
from tests.checks.clean import clean_filing


def with_claims(report: Report) -> Report:
    return replace(report, claims=read_claims(report.sections, report.preamble, report.year))


def in_traditional(report: Report, script: str) -> Report:
    written = opencc.OpenCC(script).convert
    return with_claims(
        replace(
            report,
            title=report.title and written(report.title),
            preamble=written(report.preamble),
            sections=tuple(replace(s, heading=written(s.heading), text=written(s.text)) for s in report.sections),
            headings=tuple(replace(h, text=written(h.text)) for h in report.headings),
        )
    )


def told(filing: Filing) -> list[tuple[str, str, str | None]]:
    (assessment,) = audit([filing], CATALOGUE, FORMS, AS_OF)
    return [(one.rule_id, one.severity, one.evidence.quote) for one in assessment.findings]


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("seed", range(4))
def test_findings_hang_on_no_script_and_quote_what_was_published(script, seed):
    made, other = clean_filing(seed), clean_filing(seed + 40)
    assert made.report
    assert other.report
    # The words of one report over the figures of another: hardly a sentence fits.
    report = with_claims(replace(made.report, sections=other.report.sections, preamble=other.report.preamble))
    published = in_traditional(report, script)
    found, expected = told(replace(made, report=published)), told(replace(made, report=report))
    assert [one[:2] for one in found] == [one[:2] for one in expected]
    assert any(quote for _, _, quote in found)
    prose = "".join((published.preamble, published.title or "", *(s.heading + s.text for s in published.sections)))
    assert all(quote in prose for _, _, quote in found if quote and "\n" not in quote)


def test_a_report_in_simplified_script_is_compared_as_it_is():
    filing = clean_filing(1)
    assert as_compared(filing) is filing


@pytest.mark.parametrize("text", ["乾隆年间的著作", "行政复议、行政诉讼情况"])
def test_characters_of_both_scripts_stay(text):
    assert simplified(text) == text


@pytest.mark.parametrize(
    ("text", "as_written"),
    [
        ("按時答覆申請", "按时答复申请"),
        ("覆函與批覆", "复函与批复"),
        ("全覆蓋", "全覆盖"),
        ("工作計畫", "工作计划"),
        ("瞭望", "瞭望"),
    ],
)
def test_characters_of_both_scripts_turn_in_the_words_where_they_stand_for_another(text, as_written):
    assert simplified(text) == as_written
