"""What the folders of an address say where its link says nothing: a column of annual reports, or 政府信息公开."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# The folders under which real sites keep them: zfxxgknb, xxgknb, gknb, ndbg, zfxxgkgzndbg, bmnb2023, nb2024 …
_REPORTS = re.compile(r"^(zf|zw|bm|xz|szf)?(xx)?(gk)?(gz)?(nb|ndbg|nianbao|gzndbg|gb)(gs)?(_?\d{1,4})?n?$", re.I)
_OPENNESS = re.compile(r"^(zf|zw|bm)?xxgk(zl|pt|ml|w)?$|^zwgk(zl|pt)?$|^gkmlpt$", re.I)
_PAGE = re.compile(r"\.(?:s?html?|jsp|aspx?|php)$", re.I)
_FIRST_PAGE = re.compile(r"(?:index|default|list)\.(?:s?html?|jsp|aspx?|php)", re.I)
_DOCUMENT = re.compile(r"\.(?:docx?|wps|pdf|ofd|zip|rar|7z|xlsx?|ceb)$", re.I)
_SUFFIX = re.compile(r"\.\w{2,5}$")


def home_of(url: str) -> str:
    """The address of the home page of an address's site."""
    return urlsplit(url)._replace(path="/", query="", fragment="").geturl()


def report_folder(url: str) -> str | None:
    """The address of the folder in a path, or of the page at its end (`ndbg.htm`), that is named as a column of reports is."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return None
    *folders, page = parts.path.split("/")
    for depth, folder in enumerate(folders, 1):
        if _REPORTS.match(folder):
            return f"{parts.scheme}://{parts.netloc}{'/'.join(folders[:depth])}/"
    is_column = _REPORTS.match(_PAGE.sub("", page))
    return f"{parts.scheme}://{parts.netloc}{parts.path}" if is_column else None


def is_first_page(url: str, folder: str) -> bool:
    """Whether an address is that of the page by which a folder opens: /nb/ is answered nowhere but at /nb/index.html."""
    return url.startswith(folder) and bool(_FIRST_PAGE.fullmatch(url.removeprefix(folder)))


def is_document(url: str) -> bool:
    """Whether an address is that of a file by its suffix, and so no folder."""
    return bool(_DOCUMENT.search(urlsplit(url).path))


def is_openness(url: str) -> bool:
    """Whether the last folder or file of an address is named as 政府信息公开 or 政务公开 is."""
    named = [_SUFFIX.sub("", one) for one in urlsplit(url).path.split("/") if one]
    while named and named[-1].lower() in ("index", "default", "list"):
        named.pop()
    return bool(named) and bool(_OPENNESS.match(named[-1]))
