"""A report that is not in the page but behind it: an attachment, an inner frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from checks.model import Agency
from flows.crawl.pages.links import resolved
from flows.crawl.pages.names import Same, compare
from flows.crawl.pages.page import Page
from flows.crawl.pages.titles import Kind, read_title

# In the order in which they are preferred: those that keep tables best come first.
SUFFIXES = (".docx", ".doc", ".wps", ".pdf", ".ofd", ".zip", ".xlsx", ".xls", ".et", ".odt", ".ods")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_DOWNLOAD = re.compile(r"download\.jsp|downfile|/download/|[?&](file|filename|attach\w*)=", re.I)
_NAMED = re.compile(r"(?:下载|附件|word|pdf|全文|文本|点击)", re.I)
# A link that says no more than that a file is behind it.
_FILE_ONLY = re.compile(
    r"^\W*(?:点击|请?点此)?(?:下载|附件)\s*\d*(?:下载|附件|文件|文档|全文|正文|报告|word|pdf|wps)*\W*$", re.I
)
# What sites offer on every page.
_FURNITURE = re.compile(
    r"申请表|申请书|流程图|指南|帮助|手册|客户端|APP|阅读器|插件|浏览器|模板|格式|样表|须知|下载中心", re.I
)
_PAGE = re.compile(r"(?:\.s?html?|\.jsp|\.aspx?|\.php|/)$", re.I)
_VIEWER = re.compile(r"\.s?html?$|viewer|preview", re.I)
# Packed or read by a vendor's software only: nothing here opens them.
_SEALED = (".rar", ".7z", ".ceb", ".gd", ".sep", ".caj", ".exe")
# What the readers know by its first bytes; a text has no zeros unless it begins with the mark of UTF-16.
_OPENED = (
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG"),
    *(b"II*\x00", b"MM\x00*", b"\xff\xfe", b"\xfe\xff"),
)
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_FIRST_BYTES = 1_024
_THIN_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page offers; `suffix` is empty where only fetching will tell."""

    text: str
    url: str
    suffix: str = ""


def attachments(page: Page, agency: Agency, year: int) -> list[Attachment]:
    """The files of a page that may be an agency's report of a year, best first; never another year's or agency's."""
    offered = [Attachment(link.text, link.url, suffix_of(link.url, link.text)) for link in page.links]
    shown = [*map(file_shown, page.frames), *page.documents]
    offered += [Attachment("", url, suffix_of(url, "")) for url in dict.fromkeys(shown) if suffix_of(url, "")]
    # A picture is the report only where its link says so.
    pictured = (Attachment(link.text, link.url, _suffix(link.url, link.text, _PICTURES)) for link in page.links)
    offered += [one for one in pictured if one.suffix and read_title(one.text).kind >= Kind.LOOSE]
    fitting = [one for one in offered if _is_file(one, page.url) and _fits(one, agency, year)]
    return sorted(fitting, key=lambda one: (-_points(one, year), _order(one)))


def offers_report(page: Page, agency: Agency, year: int) -> bool:
    """Whether one of a page's files is called the agency's report of a year by its whole title."""
    told = (read_title(one.text) for one in attachments(page, agency, year))
    return any(one.kind is Kind.FIRM and year in one.years and compare(one.agency, agency) > Same.NEAR for one in told)


def sealed(page: Page, agency: Agency, year: int) -> Attachment | None:
    """A file that may be the report of a year and is of a format that cannot be opened, or None."""
    offered = (Attachment(link.text, link.url, _suffix(link.url, link.text, _SEALED)) for link in page.links)
    return next((one for one in offered if one.suffix and _fits(one, agency, year)), None)


def sealed_format(content: bytes, *names: str) -> str | None:
    """The suffix of a file that cannot be opened, empty where no name tells it; None for one that may be read."""
    start = content[:_FIRST_BYTES]
    if start.startswith(_OPENED) or b"%PDF" in start:
        return None
    told = next(filter(None, (_suffix(name, name, _SEALED) for name in names)), "")
    return told or ("" if b"\0" in start or start.startswith(_PACKED) else None)


def is_sealed(url: str) -> bool:
    """Whether an address is that of a file of a format that cannot be opened."""
    return bool(_suffix(url, "", _SEALED))


def is_thin(page: Page) -> bool:
    """Whether a page holds too little text of its own to be a report."""
    return len(page.own_words) < _THIN_CHARACTERS


def suffix_of(url: str, text: str = "") -> str:
    """The suffix of a document that an address, its query or the link's text names; empty for pages."""
    return _suffix(url, text, SUFFIXES)


def _suffix(url: str, text: str, known: Sequence[str]) -> str:
    parts = urlsplit(url)
    names = [unquote(parts.path), *(value for _, value in parse_qsl(parts.query)), text.strip()]
    lower = [name.lower().rstrip(")）]】 ") for name in names]
    return next((suffix for name in lower for suffix in known if name.endswith(suffix)), "")


def file_shown(url: str) -> str:
    """The file that a viewer's address names (`viewer.html?file=/a.pdf`); every other address itself."""
    parts = urlsplit(url)
    if not _VIEWER.search(parts.path):
        return url
    named = (value for _, value in parse_qsl(parts.query) if value.lower().endswith(SUFFIXES))
    return next(filter(None, (resolved(url, value) for value in named)), url)


def _is_file(offered: Attachment, here: str) -> bool:
    """Whether a file is behind a link: its address says so, or its text does and the address is not that of a page."""
    if offered.suffix or _DOWNLOAD.search(offered.url):
        return True
    is_named = bool(_FILE_ONLY.match(offered.text)) or read_title(offered.text).kind is Kind.FIRM
    return is_named and not _PAGE.search(urlsplit(offered.url).path) and offered.url != here


def _fits(attachment: Attachment, agency: Agency, year: int) -> bool:
    title = read_title(attachment.text)
    is_fit = not (title.why_not or _FURNITURE.search(attachment.text)) and is_file_of(attachment.text, agency)
    return is_fit and (not title.years or year in title.years)


def is_file_of(name: str, agency: Agency | None) -> bool:
    """Whether the name of a file may mean an agency's report: not where it is the title of another's; None is any agency."""
    title = read_title(name)
    return agency is None or title.kind <= Kind.WEAK or compare(title.agency, agency) is not Same.OTHER


def _points(attachment: Attachment, year: int) -> int:
    title = read_title(attachment.text)
    named = bool(_NAMED.search(attachment.text))
    return 4 * (title.kind >= Kind.WEAK) + 3 * (year in title.years) + named + bool(attachment.suffix)


def _order(attachment: Attachment) -> int:
    return SUFFIXES.index(attachment.suffix) if attachment.suffix in SUFFIXES else len(SUFFIXES)
