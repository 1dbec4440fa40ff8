"""Who filed a report and for which year, from what the page itself says, and how surely it says so.

When it was published is read in `flows.extract.published`. Nothing is guessed from addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from checks.report import Origin
from flows.extract.document import Document, Paragraph
from flows.extract.headings import squeeze
from flows.extract.published import header_lines, read_published
from flows.extract.script import is_traditional, simplified
from flows.extract.sections import Prose
from flows.extract.titles import as_published, is_bare_title, is_title, title_agency, title_year

_TITLE_KEYS = (
    "articletitle",
    "article_title",
    "ucaptitle",
    "og:title",
    "dc.title",
    "h1",
    "link_text",
    "linktext",
    "title",
)
_HEAD_LINES, _HEAD_CHARACTERS = 25, 60
_LINES_OF_A_TITLE = 3
_SHORT = 16
"""Characters of the beginning of a title that was broken inside the body's name."""
_SEPARATORS = re.compile(r"[-_|—–>›»]+")
_SITE_WORDS = re.compile(r"网|首页|门户|专栏|年报$|信息公开$")
_BRACKET_YEAR = re.compile(r"^[(（\[【〔]\s*(20\d\d)\s*年度?\s*[)）\]】〕]$")
_PERIOD = re.compile(
    r"(?:统计)?(?:期限|时间|起止|数据|周期|范围|日期)[^。；]{0,14}?(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。；]{0,8}?(?:20\d\d\s*年\s*)?12\s*月\s*31\s*日"
    r"|(20\d\d)\s*年\s*1\s*月\s*1\s*日\s*(?:起)?\s*[至到—－–~-]+\s*(?:20\d\d\s*年\s*)?12\s*月\s*31\s*日"
)
_ORGANISATION = re.compile(
    r"^[\u4e00-\u9fff（）()、]{3,30}?(?:人民政府|办公室|办公厅|委员会|管委会|局|厅|部|署|办事处|街道办?|中心|[支分]行|院|司|处|海关|总队|支队|大队|分局|镇|乡|政府|[馆校所社]|公司|[合协]会|红十字会)(?:[（(][^）)]{2,20}[）)])?$"
)
# A list's entry, its date behind the title, is a link to another report.
_ENTRY = re.compile(r"\S\s*[\[(（]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?$")
_BEGINNING = re.compile(
    r"20\d\d年|二[〇○零0]|年度$|(?:[省市县区州旗盟乡镇局委办厅处会院队部署馆校所社]|街道|中心|公司|[支分]行)[)）]?(?:关于)?(?:20?\d{0,2})?$|^关于"
)
# 现公布某局2021年政府信息公开工作年度报告: the opening words name the report where no title stands above them.
_ANNOUNCED = re.compile(r"(?:公布|公开|发布|编制)(?:了|本级)?((?![我本])[^，,。；;]{8,60}?(?:报告|年报))[，,。；;]")
# 现将某局2021年度政府信息公开工作情况报告如下: a year, where neither a title nor the period tells one.
_TOLD_OF = re.compile(
    r"将[^，,。；;]{0,24}?(20\d\d)\s*年度?[^，,。；;]{0,24}?信息公开[^，,。；;]{0,16}?(?:报告|公布|公告|汇报|总结)如下"
)
# A table of the page's data repeats the title behind its label.
_LABEL = re.compile(r"^[\s•·]*(?:标\s*题|名\s*称)\s*[:：]\s*")
# 关于印发《某局2023年政府信息公开工作年度报告》的通知 is its cover.
_QUOTED = re.compile(r"^.{0,16}(?:印发|公布|发布|公开)\s*《([^《》]{8,60}(?:报告|年报))》\s*的(?:通知|公告|通告|函)$")
# Blanks beside a Chinese character come of type-setting and of digits in another font.
_SET_APART = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")
_ISSUER = re.compile(r"(?:发布|公开|制作|编制)(?:机构|单位|部门|主体)\s*[:：\]】|]*\s*([^\s:：|]{3,30})")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says of itself; None for whatever it does not say; `origins` tells of the rest where it stood."""

    title: str | None
    agency: str | None
    year: int | None
    published: date | None
    origins: Mapping[str, Origin] = field(default_factory=dict)


class _Title(NamedTuple):
    text: str
    origin: Origin


def read_identity(document: Document, prose: Prose, source: str, hint_year: int | None = None) -> Identity:
    """Title, agency, report year and publication date of a document.

    The year comes from the titles, a bracket line under them, the period of the statistics, or what the opening says it
    tells of; `hint_year` only where none of them tells it. `source` is the address or file; its dates are not used. The
    title is given without the blanks that set its characters apart.
    """
    titles = _by_rank(list(_titles(document)))
    year, year_from = next(_years(titles, document, prose, hint_year), (None, None))
    agency, agency_from = next(_agencies(titles, document, prose), (None, None))
    published, published_from = read_published(document, year)
    title, title_from = titles[0] if titles else _bare(document)
    title = title and _SET_APART.sub("", title)
    origins = {"title": title_from, "agency": agency_from, "year": year_from, "published": published_from}
    return Identity(title, agency, year, published, {what: origin for what, origin in origins.items() if origin})


def _titles(document: Document) -> Iterator[_Title]:
    """Titles by trust: lines of the text (one, or two of a broken title), the page's metadata, a line above the article."""
    yield from (_Title(text, Origin("text", 1.0)) for text in _body_titles(_head(document)))
    for key in _TITLE_KEYS:
        if found := _of_page(document.meta.get(key, "")):
            yield _Title(found, Origin("metadata", 0.8 if key == "title" else 0.95))
    # Of several reports that are named there, nobody can tell which is this one.
    lines = [words for line in document.meta.get("above", "").splitlines() for words in line.split(" | ")]
    # Without a year it is as likely the name of the column: 某县政府信息公开年报 above a department's report.
    above = {text for text in _body_titles(lines) if title_agency(text) and title_year(text)}
    if len(above) == 1:
        yield _Title(above.pop(), Origin("text", 0.9))


def _bare(document: Document) -> _Title | tuple[None, None]:
    """Where nothing else is a title: the first line of the article, if that names a report and not what it is on."""
    first = next(filter(None, _head(document)), "")
    return _Title(first, Origin("text", 0.6)) if is_bare_title(first) else (None, None)


def _by_rank(titles: list[_Title]) -> list[_Title]:
    """The report's own title first.

    The name of the column (政府信息公开年报) stands above many a title, links to other years' reports beside it: of titles
    of several years that is the report's which the page calls itself, else the one nearest to the text.
    """
    own = {squeeze(title.text) for title in titles if title.origin.place == "metadata"}
    written = [title for title in titles if title.origin.place == "text" and title_year(title.text)]
    if written:
        titles = [title for title in titles if title.origin.place != "text" or title in written]
    if len({title_year(title.text) for title in written}) > 1:
        called = (title for title in titles if title.origin.place == "metadata" and _tells(title.text))
        chosen = next((title for title in written if squeeze(title.text) in own), next(called, written[-1]))
        titles = [chosen, *(title for title in titles if title not in written)]
    return sorted(titles, key=lambda title: not _tells(title.text))


def _tells(title: str) -> bool:
    return bool(title_year(title) or title_agency(title))


def _of_page(value: str) -> str | None:
    """The report's title in what a page calls itself: 某市政府网 年报 …工作年度报告 - 某市人民政府."""
    titles = list(filter(is_title, (*_SEPARATORS.split(value), value)))
    if not titles:
        return None
    # The name of the column may be a part of its own: 政府信息公开年报-某市…工作年度报告.
    words = next(filter(_tells, titles), titles[0]).split()
    return next(filter(_names_agency, (" ".join(words[at:]) for at in _after_site(words))), " ".join(words))


def _after_site(words: list[str]) -> Iterator[int]:
    """Where the title may begin behind the names of a site and its columns, the furthest first."""
    last = max((at for at, word in enumerate(words, 1) if _SITE_WORDS.search(word)), default=0)
    yield from range(min(last, len(words) - 1), 0, -1)


def _names_agency(text: str) -> bool:
    return is_title(text) and title_agency(text) is not None


def _head(document: Document) -> list[str]:
    """The lines above the first long paragraph or table of the article."""
    lines = []
    for block in document.blocks[: _HEAD_LINES * 2]:
        if isinstance(block, Paragraph):
            line = _LABEL.sub("", block.text.strip(" #*　"))
            lines.append(_QUOTED.sub(r"\1", line))
        if len(lines) >= _HEAD_LINES:
            break
    return lines


def _body_titles(lines: list[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        # The first part's heading, or whichever part comes first where it is missing.
        if re.match(r"[一二三四五六1][、.．]|[(（]一[)）]", line):
            return
        # Of a site's menu hundreds of lines may stand above an article, and hardly one of them says 信息.
        if "息" not in "".join(lines[index : index + _LINES_OF_A_TITLE]) or _ENTRY.search(line):
            continue
        for count in range(1, _LINES_OF_A_TITLE + 1):
            parts = lines[index : index + count]
            joined = "".join(parts)
            cut = joined.endswith("报") and "".join(lines[index + count :][:1]).startswith("告")
            whole = is_title(joined) and not cut
            if all(0 < len(part) <= _HEAD_CHARACTERS for part in parts) and whole and not _splits(parts):
                yield _before_site(re.sub(r"\s+", " ", joined).strip())
                break


def _before_site(title: str) -> str:
    """A title without what a page's own name has behind it, which texts made of pages begin with: …工作年度报告_某网站."""
    first = _SEPARATORS.split(title)[0].strip()
    return first if is_title(first) and title_year(first) and title_agency(first) else title


def _splits(parts: list[str]) -> bool:
    """Whether the later lines alone make the title and the first is something else (a crumb of navigation, a date)."""
    rest = "".join(parts[1:])
    if not rest:
        return False
    first = squeeze(parts[0])
    begins_with_year = re.match(r"20\d\d年", first) is not None
    if re.search(r"[:：>〉]|首页|索引|发布|来源|^\d", first) and not begins_with_year:
        return True
    if begins_with_year and len(first) <= _SHORT and title_year(rest) is None:
        return False
    if _is_organisation(title_agency("".join(parts))) and not _is_organisation(title_agency(rest)):
        return False  # broken inside the body's name, or behind it
    return bool(title_agency(rest)) or (is_title(rest) and not _begins_title(simplified(first)))


def _is_organisation(name: str | None) -> bool:
    return name is not None and _ORGANISATION.match(squeeze(name)) is not None


def _begins_title(words: str) -> bool:
    """Whether a line can be the first of a title broken in two: it names a body, a place or the year."""
    return _ORGANISATION.match(words) is not None or _BEGINNING.search(words) is not None


def _years(
    titles: list[_Title], document: Document, prose: Prose, hint_year: int | None
) -> Iterator[tuple[int, Origin]]:
    yield from ((year, title.origin) for title in titles if (year := title_year(title.text)))
    if (announced := _announced(prose)) and (year := title_year(announced)):
        yield year, Origin("text", 0.9)
    for line in _head(document):
        if match := _BRACKET_YEAR.match(squeeze(line)):
            yield int(match.group(1)), Origin("text", 0.95)
    opening = (prose.preamble, *(part.text for part in prose.sections[:1]))
    for match in filter(None, map(_PERIOD.search, opening)):
        yield int(match.group(1) or match.group(2)), Origin("period", 0.9)
    for match in filter(None, map(_TOLD_OF.search, opening)):
        yield int(match[1]), Origin("text", 0.8)
    if hint_year:
        yield hint_year, Origin("asked", 0.5)


def _announced(prose: Prose) -> str | None:
    return next((match[1] for match in _ANNOUNCED.finditer(prose.preamble) if is_title(match[1])), None)


def _agencies(titles: list[_Title], document: Document, prose: Prose) -> Iterator[tuple[str, Origin]]:
    """Agencies by trust: the titles', the line under a title, the signature, the body that the page names as its source."""
    yield from ((name, title.origin) for title in titles if (name := title_agency(title.text)))
    if (announced := _announced(prose)) and (name := title_agency(announced)):
        yield name, Origin("text", 0.9)
    for line, below in pairwise(_head(document)):
        if is_title(line) and _ORGANISATION.match(squeeze(below)):
            yield as_published(squeeze(below), below), Origin("text", 0.9)
    tail = prose.sections[-1].text.splitlines()[-4:] if prose.sections else []
    for line in reversed(tail):
        if _ORGANISATION.match(squeeze(line)):
            yield as_published(squeeze(line), line), Origin("signature", 0.8)
    told = (match[1] for line in header_lines(document) if (match := _ISSUER.search(line)))
    as_registered = simplified if any(is_traditional(title.text) for title in titles) else str
    for name in map(as_registered, (*told, document.meta.get("contentsource", ""))):
        if _ORGANISATION.match(squeeze(name)):
            yield as_published(squeeze(name), name), Origin("metadata", 0.5)
