"""Which links lead on towards the list of annual reports: the column itself, a year's folder, an agency's part of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from flows.crawl.dialects import Request
from flows.crawl.pages.around import says_little
from flows.crawl.pages.folders import home_of, is_document, report_folder
from flows.crawl.pages.links import Link
from flows.crawl.pages.lists import ListPage
from flows.crawl.pages.moved import notice_of_move
from flows.crawl.pages.names import BESIDE_NAMES, Same, compare
from flows.crawl.pages.templates import Template
from flows.crawl.pages.titles import Kind, read_title
from flows.extract.script import comparable

_REPORTS = re.compile(r"年报|年度报告|年度工作报告|关区报告")
_NOT_REPORTS = re.compile(
    r"网站|法治|依法行政|预算|决算|统计|财政|环境|质量|上市|企业|党|人大|通知|解读|图解|指南|制度|规定|办法"
)
_YEAR = re.compile(
    r"^(20\d{2})(年|年度|n)?(年报|年度报告|政府信息公开年报|政府信息公开工作年度报告|信息公开年报)?(专题|专栏|汇总|合集|集中公开)?$",
    re.I,
)
# 县直部门, 乡镇（街道）, 中省市驻县单位, 群团组织: kinds of bodies, and nothing else. 政府信息公开 is no kind of body.
_PARTS = re.compile(
    r"^(?!政府(信息)?公开(工作)?$)(各|其他|中(?=[省市直])|省|市|县|区|州|旗|中央|直|级|属|驻|政府|党委|党群|组成|工作|直属|派出|直管|垂直|垂管|双重?管理?|管理|群团|群众|团体|司法|金融|公共"
    r"|国有|企事业|事业|企业|部门|单位|机构|机关|组织|委办局|乡镇|镇街|街道|乡|镇|县区|区县|县市区|园区|功能区|开发区|管委会|办事处|学校|院校|医院|[、及和与]|[一二三四五]$)+"
    r"(信息公开|公开)?(工作)?(年报|年度报告)?$"
)
# Behind it stands the whole of a list that the page begins.
_MORE = re.compile(r"^(查看|点击)?(更多|more)\W*$", re.I)
# 走进云岭县 tells of the county.
_PRAISE = re.compile(r"走[进近]|魅力|美丽|今日|印象|认识|了解|信用|诚信|数字|人文|活力|投资")
_ENTER = re.compile(r"^(点击)?(进入|查看)\W*$")
_PLAIN = re.compile(r"(历年|往年)?(年报|年度报告|年度工作报告)")
_SINCE = re.compile(r"^(20\d{2})年?度?(?:起|及?以[来后]|至今|[—~～至到](?:今|(20\d{2})年?度?)?)(?:年报|年度报告)?$")
_BARE_YEAR = re.compile(r"20\d\d年?")
_NO_END = 2999
_MOST_TEXT = 24
_AGENCY_RANK = 1
_MOVED_RANK = 2
_VERSION_RANK = 7
# The same list in another language or form; only that of the list is kept up everywhere.
_VERSION = re.compile(r"^(中文|简体|简体中文|手机|移动|触屏|电脑|pc|新|旧|老|wap)(版|站|网站)$", re.I)


_VISIT = re.compile(r";jsessionid=[^?#/]*|(?<=[?&])PHPSESSID=[^&#]*&?", re.I)
_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|jsp|aspx?|php)$")


REGISTERED = "登记的年报栏目"
"""What the list of the registry is called; all others are met by a name."""


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """An address worth reading as a list. The smaller `rank`, the sooner; `depth` counts folders below the root.

    `proves` is false for a search: that it finds nothing says nothing. `form` is what is posted there, nothing for a
    GET; `asked_by` and `templates` are those of the request.
    `year` is that of the folder that it stands in, 0 where it stands in none; `is_own`: the agency's own part of the
    site leads there. `is_inner`: it is a part of another column's page. `is_folder`: the folder in which the page of a
    list stands that has been read, so that where nothing is at its address nothing is out of sight. `is_promised`: an entry
    by its title the wanted report led there. `is_open`: it is asked for with less than a script would, so that it may show a part
    only; `is_of_list`: a script of a list that is shown asks for it. `since`: what was published in that year or later may be the report, so
    that a list of all papers is read back to its beginning; 0 where only the first pages are read.
    """

    rank: int
    depth: int
    url: str
    label: str = ""
    proves: bool = True
    form: tuple[tuple[str, str], ...] = ()
    asked_by: str = ""
    templates: tuple[Template, ...] = ()
    year: int = 0
    is_own: bool = False
    is_inner: bool = False
    is_folder: bool = False
    is_promised: bool = False
    is_open: bool = False
    is_of_list: bool = False
    since: int = 0

    @property
    def request(self) -> Request:
        """What to ask for to read its first page."""
        return Request(self.url, self.form or None, self.asked_by, self.templates, self.is_open, self.is_of_list)

    def is_for_another(self, year: int) -> bool:
        """Whether a page's script asks by itself for another year than the wanted one or that in which its reports come out."""
        asked = [
            value for _, value in (*parse_qsl(urlsplit(self.url).query), *self.form) if _BARE_YEAR.fullmatch(value)
        ]
        return bool(self.is_inner and asked) and not any(int(value[:4]) in (year, year + 1) for value in asked)


def place(url: str) -> str:
    """An address by which two links to one column are known as one: `/nb/` and `/nb/index.html` are the same.

    A number for one visit makes every link another each time it is met, and leads to the same place.
    """
    return _INDEX.sub("/", _VISIT.sub("", url) if "sess" in url.lower() else url)


def known_as(request: Request) -> Request:
    """What a page is asked for by, whatever links to it are called: `/nb/` and `/nb/index.html` are one page."""
    return Request(place(request.url), request.form)


def below(listing: ListPage, agency: Agency, year: int, above: Column) -> Iterator[Column]:
    """The columns that a list of reports leads on to for one agency and year."""
    dated = {entry.url for entry in listing.entries if entry.day}
    authored = {
        entry.url for entry in listing.entries if read_title(entry.title).kind and read_title(entry.title).agency
    }
    folder = listing.url.partition("?")[0].rpartition("/")[0] + "/"
    for link in listing.links:
        is_moved = bool(listing.moved) and bool(notice_of_move(link.around))
        rank = _MOVED_RANK if is_moved else _rank(link, listing, agency, year)
        # What has a day beside it is an article, unless it is named for nothing but the year.
        is_article = link.url in dated and _folded(link.text).rstrip("年度") != str(year)
        # A year under an agency's name, 查看 beside it and a year, are that agency's report.
        is_bare = bool(_YEAR.match(_folded(link.text))) or says_little(link.text)
        is_article = is_article or (link.url in authored and is_bare)
        # In an earlier year's folder a file under the agency's name is its report of that year.
        is_article = is_article or (rank == _AGENCY_RANK and 0 < above.year < year and is_document(link.url))
        if rank is not None and (link.form or link.url != listing.url) and not is_article:
            told = _YEAR.match(_folded(link.text))
            filed = int(told[1]) if told else above.year
            yield Column(
                rank,
                above.depth + 1,
                link.url,
                link.text,
                rank != _VERSION_RANK,
                link.form,
                link.asked_by,
                link.templates,
                year=filed,
                is_own=rank == _AGENCY_RANK or above.is_own,
                is_folder=link.url == folder,
            )
    for url in listing.round.versions:
        yield Column(_VERSION_RANK, above.depth + 1, url, "另一版本", False)


def year_columns(listing: ListPage, year: int, depth: int) -> list[Column]:
    """Links named for nothing but the year, on a page that speaks of annual reports."""
    if not _REPORTS.search(listing.about):
        return []
    return [
        Column(4, depth, link.url, link.text, proves=False, year=year)
        for link in listing.links
        if re.fullmatch(rf"{year}年?度?", _folded(link.text))
    ]


def report_columns(links: Sequence[Link], depth: int) -> list[Column]:
    """Links named as a column of annual reports on open government, the plainest name first."""
    found = [column for link in links if (column := _report_column(link, depth))]
    return sorted(found, key=lambda column: (column.rank, len(column.label)))


def _report_column(link: Link, depth: int) -> Column | None:
    """A link as a column of reports; a picture without words is known by the folder that it leads to."""
    text = _folded(link.text)
    if not text:
        return Column(1, depth, link.url, "图片链接") if report_folder(link.url) else None
    if not is_report_column(text) or not ("公开" in text or _PLAIN.match(text)):
        return None
    rank = 0 if "公开" in text else 1
    return Column(rank, depth, link.url, link.text, True, link.form, link.asked_by, link.templates)


def is_agency(link: Link, agency: Agency) -> bool:
    """Whether a link is the agency's own name, or stands alone beside it: its part of a shared platform."""
    # <td>水务局</td><td><a>查看</a></td>
    name = link.around.replace(link.text, "").strip(BESIDE_NAMES) if says_little(link.text) else link.text
    is_name = 2 < len(name) <= len(agency.name) + 4 and not _PRAISE.match(name)
    return is_name and compare(name, agency) >= Same.SHORT


def is_report_column(text: str) -> bool:
    """Whether a link's text, folded, names a column of annual reports."""
    short = len(text) <= _MOST_TEXT and not re.search(r"20\d{2}", text)
    return bool(short and _REPORTS.search(text) and not _NOT_REPORTS.search(text))


def _rank(link: Link, listing: ListPage, agency: Agency, year: int) -> int | None:
    text = _folded(link.text)
    if not text or len(text) > _MOST_TEXT:
        return None
    if (since := _SINCE.match(text)) and int(since[1]) <= year <= int(since[2] or _NO_END):
        return 0
    if match := _YEAR.match(text):
        return _rank_of_year(int(match[1]), text, year)
    if is_agency(link, agency):
        # The name on a site's logo leads home.
        return None if link.url == home_of(listing.url) else _AGENCY_RANK
    if listing.has_reports and _VERSION.match(text):
        return _VERSION_RANK
    return 3 if is_report_column(text) else _rank_by_place(link, text, listing)


def _rank_of_year(told: int, text: str, year: int) -> int | None:
    distance = abs(told - year)
    # 2024年信息公开年报 is that year's report, unless that year is not over yet.
    if told < year and read_title(text).kind is Kind.FIRM:
        return None
    # Some sites file by the year of publication, some misfile by one: those folders are read last, but read.
    return {0: 0, 1: 5, 2: 6}.get(distance) if distance < 2 or told > year else None


def _rank_by_place(link: Link, text: str, listing: ListPage) -> int | None:
    """Of what says only 更多, 进入 or 各部门 where it stands decides."""
    leads_on = _PARTS.match(re.sub(r"[（）()]", "", text)) or _MORE.match(text)
    is_of_reports = _MORE.match(text) and _REPORTS.search(link.around)
    # The row of a year's report has its 查看 too.
    is_new = _ENTER.match(text) and _PLAIN.search(link.around) and not re.search(r"20\d{2}", link.around)
    is_near = leads_on and _is_below(link.url, listing.url)
    return 4 if is_of_reports or is_near or (is_new and listing.has_reports) else None


def _is_below(url: str, root: str) -> bool:
    there, own = urlsplit(url), urlsplit(root)
    folder = own.path.rpartition("/")[0]
    return there.netloc == own.netloc and len(folder) > 1 and there.path.startswith(folder + "/")


def _folded(text: str) -> str:
    return re.sub(r"[\s>›»·•|●■◆★※☆○▪▶►→-]+", "", unicodedata.normalize("NFKC", comparable(text)))
