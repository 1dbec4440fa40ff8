"""Where and in what shape a report stands: column, year folder, title, images in place of text, attachments, dead links.

A site's habit is learnt from its other reports before one of them is called misplaced; what a browser might still draw is asked
about, not asserted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from checks.forms import TABLE_NAMES
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.names import parse_name
from checks.prose import prose_length
from checks.registry import Answer, Context, filing_rule, joint_rule
from checks.report import PICTURED, Report

_REPORTS_COLUMN = re.compile(r"年报|年度报告|信息公开报告|公开报告|工作报告|关区报告")
_OTHER_COLUMN = re.compile(
    r"动态|新闻|要闻|通知|公告|公示|文件|政策|计划|总结|规划|财政|预算|决算|专题|人事|招考|机构|领导|党建"
)
_NO_COLUMN = re.compile(r"^(?:正文|详情|内容|信息)(?:页|内容)?$|(?:19|20)\d\d")
_FOLDER_YEAR = re.compile(
    # Not the day of an address: /2025/01/20/, /2025/0120/, /2025/202501/.
    r"/[a-z]{0,8}_?(20\d\d)(?:n|nd|nb|nian|year|bm|nbg)?(?=/)(?!/\d{1,2}/)(?!/[01]\d[0-3]\d/)(?!/\1[01]\d/)",
    re.IGNORECASE,
)
_ATTACHMENTS = frozenset({".pdf", ".doc", ".docx", ".wps", ".ofd", ".zip", ".rar", ".xls", ".xlsx"})
LEAST_PROSE = 300
LEAST_PEERS = 3


@filing_rule("PUB-COLUMN")
def column(filing: Filing, context: Context) -> Iterator[Answer]:
    """The report was found in a column that is plainly for something else.

    Source: 国办公开办函〔2019〕61号; 条例 article 24. A column of another wording is left alone. Of a path (政务公开 > 通知公告)
    the last step is the column, and none may speak of reports; 正文 is no column, nor is a body (部门公开 > 县财政局).
    """
    publication = filing.publication
    if filing.report is None or publication is None:
        return
    if not publication.column:
        yield Unassessable(context.rule.id, "不知道报告所在的栏目")
    elif _OTHER_COLUMN.search(_last_step(publication.column)) and not _REPORTS_COLUMN.search(publication.column):
        yield Hit(context.rule.id, actual=publication.column, values={"column": publication.column})


def _last_step(path: str) -> str:
    steps = [step.strip() for step in path.split(">")]
    step = next((step for step in reversed(steps) if not _NO_COLUMN.search(step)), "")
    body = parse_name(step)
    return step if body is None or body.kind == "中心" else ""


@joint_rule("PUB-YEARDIR")
def year_folder(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    """A report stands in another year's folder than its site's habit puts it in.

    Source: practice (专栏排序混乱). Some sites file by year of publication: the habit of at least three others decides, of
    other bodies or of other years.
    """
    offsets: dict[str, dict[int, int]] = defaultdict(dict)
    habits: dict[str, Counter[int]] = defaultdict(Counter)
    for place, filing in enumerate(filings):
        url = filing.publication.url if filing.publication and filing.report else None
        for host, year in _folder(url):
            offsets[host][place] = year - filing.year
            habits[host][year - filing.year] += 1
        for host, offset in _of_earlier_years(filing):
            habits[host][offset] += 1
    for host, by_place in offsets.items():
        yield from _astray(filings, contexts["PUB-YEARDIR"], by_place, habits[host])


def _astray(
    filings: Sequence[Filing], context: Context, by_place: Mapping[int, int], habits: Counter[int]
) -> Iterator[tuple[int, Answer]]:
    (habit, followers), *others = habits.most_common()
    if followers < LEAST_PEERS or sum(count for _, count in others) * LEAST_PEERS > followers:
        return
    for place, offset in by_place.items():
        if offset != habit:
            right, said = filings[place].year + habit, filings[place].year + offset
            values = {"said": str(said), "right": str(right), "peers": str(followers)}
            yield place, Hit(context.rule.id, expected=str(right), actual=str(said), values=values)


def _of_earlier_years(filing: Filing) -> Iterator[tuple[str, int]]:
    for report in (filing.previous, *filing.older):
        if report is not None and report.year is not None:
            yield from ((host, year - report.year) for host, year in _folder(report.source))


def _folder(url: str | None) -> Iterator[tuple[str, int]]:
    """The host and the year of the folder that an address names, if it names one."""
    parts = urlsplit(url or "")
    match = _FOLDER_YEAR.search(parts.path)
    if match and parts.netloc:
        yield parts.netloc, int(match[1])


@filing_rule("PUB-FORM-IMG")
def pictured(filing: Filing, context: Context) -> Iterator[Answer]:
    """The report, or its tables, stand there as pictures.

    Source: 条例 article 24 (检索、查阅、下载). Tables that a browser may still draw are a question.
    """
    report = filing.report
    if report is None:
        return
    if report.method == "ocr":
        yield _image_hit(context, "全文为图片或扫描件", "the whole report is an image or a scan", Responsibility.AGENCY)
    elif report.method == "mixed":
        yield _image_hit(
            context, "正文为文字，表格为图片", "the text is text and tables are images", Responsibility.AGENCY
        )
    elif report.images and prose_length(report) < LEAST_PROSE:
        yield _little_text(context, report)
    elif report.images and (unread := _tables_unread(report)):
        names = "、".join(TABLE_NAMES[table] for table in unread)
        yield _image_hit(
            context,
            f"有正文而没有文字的{names}，疑似为图片",
            f"there is text, but {', '.join(unread)} seem to be images",
            Responsibility.UNDECIDED,
        )


def _tables_unread(report: Report) -> list[str]:
    """All the tables where nothing of any was read, else those in whose place a picture stands."""
    if report.form is None or not any(report.coverage.values()):
        return list(TABLE_NAMES)
    return [table for table in TABLE_NAMES if PICTURED in report.suspicions.get(table, "")]


def _little_text(context: Context, report: Report) -> Hit:
    """Beside tables in text it is a question whether pictures hold the prose: it may be as short as that."""
    if any(report.coverage.values()):
        found, found_en = "正文文字很少，疑似为图片", "there is little prose, which may be in images"
        return _image_hit(context, found, found_en, Responsibility.UNDECIDED)
    found, found_en = "页面几乎没有文字，仅有图片", "the page has images and hardly any text"
    return _image_hit(context, found, found_en, Responsibility.AGENCY)


def _image_hit(context: Context, how: str, how_en: str, whose: Responsibility) -> Hit:
    return Hit(context.rule.id, values={"how": how, "how_en": how_en}, responsibility=whose)


@filing_rule("PUB-FORM-ATTACH")
def attached(filing: Filing, context: Context) -> Iterator[Answer]:
    """The report is only in an attachment. Source: practice; not unlawful, so a question."""
    publication = filing.publication
    if filing.report is None or publication is None or not publication.url:
        return
    suffix = PurePosixPath(urlsplit(publication.url).path).suffix.lower()
    if suffix in _ATTACHMENTS:
        yield Hit(context.rule.id, actual=suffix, values={"suffix": suffix}, responsibility=Responsibility.UNDECIDED)


@filing_rule("PUB-DEADLINK")
def dead_links(filing: Filing, context: Context) -> Iterator[Answer]:
    """A link of the report or of its list leads nowhere.

    Source: 条例 article 24. One night's look proves little (a firewall looks the same), so a person confirms.
    """
    publication = filing.publication
    if publication is None or not publication.dead_links:
        return
    listed = "、".join(publication.dead_links[:3])
    values = {"count": str(len(publication.dead_links)), "links": listed}
    yield Hit(context.rule.id, values=values, responsibility=Responsibility.UNDECIDED)


@filing_rule("PUB-DOMAIN")
def domain(filing: Filing, context: Context) -> Iterator[Answer]:
    """The copy audited stands on no official host of the body: a reason to doubt the evidence, not the body. Source: practice."""
    agency, publication = filing.agency, filing.publication
    if filing.report is None or agency is None or publication is None or not publication.url:
        return
    known = [_host(url) for url in (agency.site_url, agency.report_list_url, agency.report_url) if url]
    host = _host(publication.url)
    official = (
        not known or host.endswith(".gov.cn") or any(_is_under(host, own) or _is_under(own, host) for own in known)
    )
    if not official:
        yield Hit(
            context.rule.id, expected=known[0], actual=host, values={"host": host}, responsibility=Responsibility.FETCH
        )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_under(host: str, other: str) -> bool:
    return host == other or host.endswith("." + other)
