"""summary.xlsx for people who work in Excel: the night, its findings one a row, what is missing, what could not be assessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks.forms import TABLE_NAMES
from checks.model import Severity, Status
from flows.night import AgencyNight, Night
from flows.publish import workbook_findings
from flows.publish.desk import Desk
from flows.publish.english import told
from flows.publish.outcome import outcome_advice, outcome_words
from flows.publish.regions import Regions
from flows.publish.rulebook import RuleWords
from flows.publish.standing import counted, is_published, published_on
from flows.publish.tally import NightTally, Tally
from flows.publish.words import LIFECYCLE, SEVERITY, STATUS, STATUS_MEANING, kind_words, level_words
from flows.publish.workbook_findings import Row, page_link
from flows.spreadsheet.book import Book, Leaf, Sheets
from flows.spreadsheet.sheet import Column, Link, Share

MISSING = (
    Column("单位", 24, wraps=True),
    Column("地区", 18, wraps=True),
    Column("单位类别", 12),
    Column("层级", 6),
    Column("栏目或网站", 34),
    Column("说明", 30, wraps=True),
    Column("检索经过", 84, wraps=True),
    Column("联系人", 10),
    Column("核查页面", 10, printed=False),
)
UNASSESSABLE = (
    Column("单位", 24, wraps=True),
    Column("地区", 18, wraps=True),
    Column("单位类别", 12),
    Column("原因", 24, wraps=True),
    Column("说明", 40, wraps=True),
    Column("建议处理", 34, wraps=True),
    Column("报告链接", 34),
    Column("核查页面", 10, printed=False),
)
RULES = (
    Column("规则编号", 18),
    Column("规则", 34),
    Column("性质", 8),
    Column("单位数", 9),
    Column("问题数", 9),
    Column("新增", 8),
    Column("复发", 8),
    Column("持续", 8),
    Column("已消除", 8),
    Column("依据", 60, wraps=True),
)
REGIONS = (
    Column("地区", 28),
    Column("单位数", 9),
    Column("应发布", 9),
    Column("已发布", 9),
    Column("发布率", 9),
    Column("逾期发布", 9),
    *(Column(words.zh, max(10, 2 * len(words.zh) + 1)) for words in STATUS.values()),
    Column("未能核实是否发布", 17),
)
AGENCIES = (
    Column("单位", 28),
    Column("代码", 18),
    Column("地区", 22),
    Column("单位类别", 16),
    Column("层级", 8),
    Column("状态", 12),
    Column("错误", 7),
    Column("疑点", 7),
    Column("发布日期", 12),
    Column("报告链接", 34),
)


def night_book(night: Night) -> Book:
    """The workbook of a night, its sheets in the order of their tabs."""
    leaves = (
        Leaf("汇总", (Column("项目", 34), Column("数量", 12), Column("占应发布", 12), Column("说明", 60))),
        Leaf("问题清单", workbook_findings.COLUMNS),
        Leaf("未发布", MISSING),
        Leaf("无法核查", UNASSESSABLE),
        Leaf("按规则", RULES),
        Leaf("按地区", REGIONS),
        Leaf("单位一览", AGENCIES),
    )
    title = f"{night.year}年度政府信息公开工作年度报告核查"
    return Book(title, night.finished, f"{night.year}年度报告核查 截至{night.as_of}", leaves)


class BookRows:
    """Puts the agencies that are added to it on the sheets of a `night_book`, in their order."""

    def __init__(self, desk: Desk, sheets: Sheets) -> None:
        self._desk, self._sheets = desk, sheets

    def add(self, result: AgencyNight) -> None:
        """Add one agency."""
        desk, put = self._desk, self._sheets.put
        put("问题清单", workbook_findings.finding_rows(result, desk))
        if result.status is Status.MISSING:
            put("未发布", (_missing(result, desk.regions),))
        if result.status is Status.NOT_ASSESSABLE:
            put("无法核查", (_unassessable(result, desk.regions),))
        put("单位一览", (_agency(result, desk.regions),))

    def finish(self) -> None:
        """Put what was counted of them all on the sheets that are about no single one."""
        night, tally = self._desk.night, self._desk.tally
        self._sheets.put("汇总", _summary(night, tally))
        self._sheets.put("按规则", _rules(tally, self._desk.told_rules))
        self._sheets.put("按地区", _regions(tally, self._desk.regions))


def _summary(night: Night, tally: NightTally) -> Iterator[Row]:
    whole = tally.whole
    yield ("报告年度", f"{night.year}年度", None, f"运行 {night.run_id}")
    yield ("核查日", night.as_of, None, None)
    yield ("登记单位", whole.agencies, None, None)
    yield ("应发布", whole.due, Share(1.0 if whole.due else None), "期限已到且本年度有发布义务的单位")
    yield ("已发布", whole.published, _of(whole.published, whole), None)
    yield ("未能核实是否发布", whole.unknown, _of(whole.unknown, whole), "网站无法访问等，不认定为未发布，不计入发布率")
    yield ("发布率", Share(whole.published_share), None, "已发布÷（已发布＋未发布）")
    yield ("其中逾期发布", whole.late, _of(whole.late, whole), None)
    for status, words in STATUS.items():
        share = None if status is Status.NOT_DUE else _of(whole.status[status], whole)
        yield (words.zh, whole.status[status], share, STATUS_MEANING[status].zh)
    for life, words in LIFECYCLE.items():
        yield (f"问题：{words.zh}", tally.findings[life], None, "与上次运行相比" if night.previous_run else "首次运行")


def _of(count: int, whole: Tally) -> Share:
    return Share(count / whole.due if whole.due else None)


def _missing(result: AgencyNight, regions: Regions) -> Row:
    agency, publication = result.agency, result.assessment.filing.publication
    where = agency.report_list_url or agency.site_url or agency.report_url
    return (
        agency.name,
        regions.name(agency),
        kind_words(agency.kind).zh,
        level_words(agency.level).zh,
        Link(where, where) if where else None,
        result.detail or outcome_words(result.fetch).zh,
        "\n".join(publication.trail) if publication else None,
        agency.contact_name,
        page_link(result),
    )


def _unassessable(result: AgencyNight, regions: Regions) -> Row:
    agency, filing = result.agency, result.assessment.filing
    url = filing.publication.url if filing.publication else None
    why = (outcome_words(result.fetch).zh, told(filing.unread or result.detail).zh, outcome_advice(result.fetch).zh)
    if filing.report is not None:
        torn = [name for table, name in TABLE_NAMES.items() if filing.report.coverage.get(table, 0) < 1]
        detail = f"{'、'.join(torn)}未能读全，原因见核查页面。" if torn else "原因见核查页面。"
        why = ("报告已取得，未能据以认定。", detail, "请打开报告人工核对。")
    return (
        agency.name,
        regions.name(agency),
        kind_words(agency.kind).zh,
        *why,
        Link(url, url) if url else None,
        page_link(result),
    )


def _rules(tally: NightTally, rules: Mapping[str, RuleWords]) -> Iterator[Row]:
    for found in tally.biting:
        rule = rules[found.rule_id]
        lives = [found.lifecycle[life] for life in LIFECYCLE]
        yield (rule.id, rule.name.zh, SEVERITY[found.gravest].zh, found.agencies, found.standing, *lives, rule.law)


def _regions(tally: NightTally, regions: Regions) -> Iterator[Row]:
    for region, group in sorted(tally.by_region.items(), key=lambda item: regions.names[item[0]]):
        statuses = [group.status[status] for status in STATUS]
        share = Share(group.published_share)
        counts = (group.agencies, group.due, group.published, share, group.late)
        yield (regions.names[region], *counts, *statuses, group.unknown)


def _agency(result: AgencyNight, regions: Regions) -> Row:
    agency, publication = result.agency, result.assessment.filing.publication
    grades = [finding.severity for finding in counted(result)]
    url = publication.url if publication else None
    return (
        page_link(result, text=agency.name),
        agency.agency_id,
        regions.name(agency),
        kind_words(agency.kind).zh,
        level_words(agency.level).zh,
        STATUS[result.status].zh,
        grades.count(Severity.ERROR),
        grades.count(Severity.WARNING),
        published_on(result) if is_published(result) else None,
        Link(url, url) if url else None,
    )
