"""Who filed a report, for which year, and when it was published, from what the page itself says.

Nothing is guessed from addresses: a date in a URL is when a file was put on a server, not when the report was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.extract.document import Document, Grid, Paragraph
from flows.extract.headings import squeeze
from flows.extract.sections import Prose
from flows.extract.titles import chinese_year, is_title, title_agency, title_year

_TITLE_KEYS = ("articletitle", "article_title", "og:title", "dc.title", "link_text", "linktext", "title")
_DATE_KEYS = ("pubdate", "publishdate", "publishtime", "article:published_time", "dc.date", "date")
_HEAD_LINES, _HEAD_CHARACTERS = 25, 60
_EDGE_BLOCKS = 20
_BRACKET_YEAR = re.compile(r"^[(（\[【〔]\s*(20\d\d)\s*年度?\s*[)）\]】〕]$")
_PERIOD = re.compile(
    r"(?:统计)?(?:期限|时间|起止|数据|周期|范围|日期)[^。；]{0,14}?(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。；]{0,8}?(?:20\d\d\s*年\s*)?12\s*月\s*31\s*日"
    r"|(20\d\d)\s*年\s*1\s*月\s*1\s*日\s*(?:起)?\s*[至到—－–~-]+\s*(?:20\d\d\s*年\s*)?12\s*月\s*31\s*日"
)
_DATE = re.compile(r"(20\d\d)\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)\s*日?")
_CHINESE_DATE = re.compile(
    r"(二[〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
# The better says a label when the page was put up, the earlier it stands here.
_DATE_LABELS = (
    re.compile(r"(?:信息)?(?:发布|公开|公布)(?:日期|时间)$"),
    re.compile(r"^(?:日期|时间|更新时间|更新日期|发文日期|发文时间)$"),
    re.compile(r"(?:成文|生成|公文生成|制发|印发)(?:日期|时间)$"),
)
_LABELLED = re.compile(
    r"((?:信息)?(?:发布|公开|公布|成文|公文生成|生成|制发|印发|发文|更新)?(?:日期|时间))\s*[:：\]】|]*\s*[\[【]?\s*((?:20\d\d)[年\-/.]\s*\d{1,2}[月\-/.]\s*\d{1,2})"
)
_ORGANISATION = re.compile(
    r"^[\u4e00-\u9fff（）()、]{3,30}?(?:人民政府|办公室|办公厅|委员会|管委会|局|厅|部|署|办事处|街道办|中心|院|司|处|海关|总队|支队|大队|分局|镇|乡|政府)(?:[（(][^）)]{2,20}[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says of itself; None for whatever it does not say."""

    title: str | None
    agency: str | None
    year: int | None
    published: date | None


def read_identity(document: Document, prose: Prose, source: str, hint_year: int | None = None) -> Identity:
    """Title, agency, report year and publication date of a document.

    The year comes from the titles, a bracket line under them, or the period of the statistics; `hint_year` only where
    none of them tells it. `source` is the address or file; its dates are not used.
    """
    # The name of the column (政府信息公开年报) stands above many a title.
    titles = sorted(_titles(document), key=lambda title: not (title_year(title) or title_agency(title)))
    year = next((found for found in map(title_year, titles) if found), None)
    year = year or _bracket_year(document) or _period_year(prose) or hint_year
    named = (title_agency(title) for title in titles)
    agency = next((name for name in named if name), None) or _signature(document, prose)
    return Identity(titles[0] if titles else None, agency, year, _published(document, year))


def _titles(document: Document) -> Iterator[str]:
    """Titles by trust: lines of the text (one, or two of a broken title), then what the page's metadata say."""
    yield from _body_titles(_head(document))
    for key in _TITLE_KEYS:
        if value := document.meta.get(key):
            for part in (value, *re.split(r"[-_|—–]+", value)):
                if is_title(part):
                    yield part.strip()
                    break


def _head(document: Document) -> list[str]:
    """The lines above the first long paragraph or table of the article."""
    lines = []
    for block in document.blocks[: _HEAD_LINES * 2]:
        if isinstance(block, Paragraph):
            lines.append(block.text.strip(" #*　"))
        if len(lines) >= _HEAD_LINES:
            break
    return lines


def _body_titles(lines: list[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        if re.match(r"[一1][、.．]|[(（]一[)）]", line):
            return
        for count in (1, 2, 3):
            parts = lines[index : index + count]
            joined = "".join(parts)
            if all(0 < len(part) <= _HEAD_CHARACTERS for part in parts) and is_title(joined) and not _splits(parts):
                yield re.sub(r"\s+", " ", joined).strip()
                break


def _splits(parts: list[str]) -> bool:
    """Whether the later lines alone make the title and the first is something else (a crumb of navigation, a date)."""
    rest = "".join(parts[1:])
    if not rest:
        return False
    first = squeeze(parts[0])
    if re.search(r"[:：>〉]|首页|索引|发布|来源|^\d", first) and not re.match(r"20\d\d年", first):
        return True
    return bool(title_agency(rest))


def _bracket_year(document: Document) -> int | None:
    for line in _head(document):
        if match := _BRACKET_YEAR.match(squeeze(line)):
            return int(match.group(1))
    return None


def _period_year(prose: Prose) -> int | None:
    for text in (prose.preamble, *(part.text for part in prose.sections[:1])):
        if match := _PERIOD.search(text):
            return int(match.group(1) or match.group(2))
    return None


def _signature(document: Document, prose: Prose) -> str | None:
    """The agency of a title without one: the line right under the title, or the signature at the end."""
    head = _head(document)
    for index, line in enumerate(head[:-1]):
        if is_title(line) and _ORGANISATION.match(squeeze(head[index + 1])):
            return squeeze(head[index + 1])
    tail = prose.sections[-1].text.splitlines()[-4:] if prose.sections else []
    return next((squeeze(line) for line in reversed(tail) if _ORGANISATION.match(squeeze(line))), None)


def _published(document: Document, year: int | None) -> date | None:
    """The first plausible of: a labelled date of publication, the metadata's, a general date, a signature's."""
    for found in _dates(document):
        if year is None or found >= date(year, 12, 20):
            return found
    return None


def _dates(document: Document) -> Iterator[date]:
    labelled = list(_labelled(document))
    for rank, pattern in enumerate(_DATE_LABELS):
        yield from (day for label, day in labelled if pattern.search(label))
        if rank == 0:
            texts = (document.meta[key] for key in _DATE_KEYS if key in document.meta)
            yield from (day for day in map(read_date, texts) if day)
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    for line in (*reversed(lines[-12:]), *lines[:_HEAD_LINES]):
        text = squeeze(line).strip("()（）")
        if len(text) <= 40 and (day := read_date(text)) and re.search(r"日$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$", text):
            yield day


def _labelled(document: Document) -> Iterator[tuple[str, date]]:
    """Pairs of label and date: 发布日期：2024-01-15 in a line, or in two cells side by side."""
    for block in (*document.blocks[:_EDGE_BLOCKS], *document.blocks[_EDGE_BLOCKS:][-_EDGE_BLOCKS:]):
        if isinstance(block, Grid):
            cells = [squeeze(cell.text) for cell in block.cells[:60]]
            pairs = zip(cells, cells[1:], strict=False)
            found = [
                (label.strip(":：[]【】"), day)
                for label, text in pairs
                if (day := read_date(text)) and len(label) <= 10
            ]
            yield from ((label, day) for label, day in found if any(p.search(label) for p in _DATE_LABELS))
        text = "\n".join(cell.text for cell in block.cells[:60]) if isinstance(block, Grid) else block.text[:400]
        for match in _LABELLED.finditer(text):
            if day := read_date(match.group(2)):
                yield squeeze(match.group(1)), day


def read_date(text: str) -> date | None:
    """The first full date in a text, in figures or Chinese numerals, or None."""
    if match := _DATE.search(text):
        parts = [int(part) for part in match.groups()]
    elif match := _CHINESE_DATE.search(text):
        parts = [chinese_year(match.group(1)) or 0, _small(match.group(2)), _small(match.group(3))]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _small(text: str) -> int:
    """一…三十一 as a number."""
    tens, ten, ones = text.rpartition("十")
    digits = "一二三四五六七八九"
    one = digits.find(ones) + 1
    return (digits.find(tens) + 1 or 1) * 10 + one if ten else one
