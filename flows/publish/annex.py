"""The annex of a circular: what was found at each agency, and how each published its report.

Nothing of severity advice is in it; what is only probable is marked 疑似.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from checks.model import Finding, Severity, Status
from flows.night import AgencyNight, Night
from flows.official import day_words, days_in_words
from flows.publish import paper
from flows.publish.paper import Paper
from flows.publish.rulebook import RuleWords
from flows.publish.standing import is_due, is_published, published_on
from flows.publish.words import STATUS

_MOST_ROWS = 1000


class Annex:
    """The two tables of the annex, of the agencies that are added to it, in their order."""

    def __init__(self, rules: Mapping[str, RuleWords]) -> None:
        self._rules = rules
        self._problems, self._publications = _Table(), _Table()

    def add(self, result: AgencyNight, findings: Iterable[Finding]) -> None:
        """Add one agency with the findings that count against it."""
        for finding in findings:
            if finding.severity is not Severity.ADVICE:
                self._problems.add(partial(_problem_row, result, finding, self._law(finding)))
        if is_due(result):
            self._publications.add(partial(_publication_row, result))

    def _law(self, finding: Finding) -> str:
        """What the finding rests on; empty where its wording was never seen in writing: such a text is not quoted."""
        rule = self._rules.get(finding.rule_id)
        return finding.legal_basis if rule is not None and rule.is_law_verified else ""

    def write(self, night: Night, path: Path) -> None:
        """Write both tables, each with a sentence on what there was no room for."""
        annex = paper.new_paper(landscape=True)
        paper.title(annex, f"附件1　{night.year}年度报告问题清单")
        heads = ("序号", "单位", "报告链接", "问题", "依据", "整改要求", "时限")
        paper.table(annex, heads, (13, 33, 42, 70, 44, 39, 16))
        _tell_rest(annex, self._problems.count)
        paper.page_break(annex)
        paper.title(annex, f"附件2　各单位{night.year}年度报告发布情况表")
        paper.table(annex, ("序号", "单位", "是否发布", "发布日期", "所在栏目", "核查结果"), (13, 74, 25, 38, 67, 40))
        _tell_rest(annex, self._publications.count)
        paper.save(annex, path, night.finished, (self._problems.first, self._publications.first))


@dataclass(slots=True)
class _Table:
    """A table of the annex: how many rows there are, and the first of them."""

    count: int = 0
    first: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, row: Callable[[int], tuple[str, ...]]) -> None:
        """Count a row; it is made, from its number, only where there is room for it."""
        self.count += 1
        if self.count <= _MOST_ROWS:
            self.first.append(row(self.count))


def _tell_rest(annex: Paper, count: int) -> None:
    if count > _MOST_ROWS:
        paper.body(annex, f"（共{count}条，此处列出前{_MOST_ROWS}条，其余见工作簿 summary.xlsx）", indent=False)


def _problem_row(result: AgencyNight, finding: Finding, law: str, number: int) -> tuple[str, ...]:
    doubt = "〔疑似，请核实〕" if finding.severity is Severity.WARNING else ""
    # Of a report that was not found the address is that of a page searched for it.
    url = (finding.evidence.url or "") if finding.evidence.snapshot else ""
    return (
        str(number),
        result.agency.name,
        url,
        f"{doubt}{days_in_words(finding.message)}",
        law,
        finding.fix,
        "〔　〕",
    )


def _publication_row(result: AgencyNight, number: int) -> tuple[str, ...]:
    published, publication = published_on(result), result.assessment.filing.publication
    is_known = result.status is not Status.NOT_ASSESSABLE or is_published(result)
    return (
        str(number),
        result.agency.name,
        ("已发布" if is_published(result) else "未见发布") if is_known else "未能核查",
        day_words(published) if published and is_published(result) else "",
        (publication.column or "") if publication else "",
        STATUS[result.status].zh,
    )
