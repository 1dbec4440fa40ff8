"""Plain text and Markdown: paragraphs by line, tables by tabs, commas or pipes.

Pages copied as text hold their tables in many ways: cells between tabs or commas, Markdown rows, a `|` on a line of its own
between two cells, or one cell a line. The last two keep their order here and get their rows when they are matched.
"""

from __future__ import annotations

import re
from functools import reduce

from checks.report import Where
from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Block, Document, Paragraph
from flows.extract.encoding import decode
from flows.extract.prose_rows import blocks_of, parted
from flows.extract.readers import Source, reader
from flows.extract.readers.html import read_page
from flows.extract.readers.html_flat import with_blank_cells
from flows.extract.readers.html_tables import MOST_IN_A_ROW
from flows.extract.readers.sheet import blocks_of_sheet
from flows.extract.readers.text_boxes import drawn_tables
from flows.extract.readers.text_commas import with_commas
from flows.extract.readers.text_dashes import barred
from flows.extract.readers.text_drawn import undrawn
from flows.extract.readers.text_dumps import undumped
from flows.extract.readers.text_folded import mended, rejoined, unbarred, unfolded, untorn
from flows.extract.readers.text_names import with_whole_names
from flows.extract.readers.text_pages import unnumbered
from flows.extract.readers.text_pitch import pitched_tables
from flows.extract.readers.text_rows import rows_of_run, unmarked
from flows.extract.readers.text_runs import Lines, runs
from flows.extract.readers.text_tabs import undoubled
from flows.extract.readers.text_wiki import Markup, tables_in_markup
from flows.extract.script import settle

_FRONT = re.compile(r"\s*---[ \t]*\n((?:[\w-]+[ \t]*:.*\n)+)---[ \t]*\n")
_QUOTED = re.compile(r"^[ \t]{0,3}(?:> ?)+", re.MULTILINE)
"""What Markdown begins the lines of a quotation with."""
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]+\)")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_HEADING = re.compile(
    r"\s{0,3}(?:(?P<signs>#{1,6}|={1,6})|h(?P<level>[1-6])(?:\([^()]*\))?\.)\s+(?:\{anchor:[^{}]*\})?(?P<words>.*)"
    r"|\s*\.\. rubric:: (?P<rubric>.*)"
)
"""What Markdown, wikis, AsciiDoc, Textile and Pandoc's reStructuredText head a part with."""
_ATTRIBUTES = re.compile(r"\{[#.][^{}]*\}\s*\Z")
_ELEMENT = re.compile(
    r"^[ \t]*(?:</?(?:div|span|center|section|article|font|p)\b[^<>\n]*>|:{3,}[^\n]*)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A tag alone on its line, which texts may hold, or the fence of colons that Pandoc writes for one."""
# What undoes what programs did to the lines of a text, in this order.
_AS_WRITTEN = (settle, undoubled, unnumbered, untorn, undumped, unfolded, with_whole_names, rejoined, unbarred, mended)
_RULE = re.compile(r"[ \t]*(?:-{5,}|={5,}|_{5,}|\*{5,}|~{5,})[ \t]*")
"""A line drawn across the text: over or under a table or a heading, or between parts."""
_PAGE = re.compile(r"\s*<(?:!doctype|html|body)\b", re.IGNORECASE)
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_BINARY = re.compile("[\x00-\x08\ufffd]")
_BINARY_SHARE = 0.02


@reader(
    ".txt", ".md", ".markdown", ".text", ".csv", ".tsv", "text/plain", "text/csv", "text/markdown", "text/x-markdown"
)
def read_text(source: Source) -> Document:
    """The document of a text.

    Raises `BrokenDocument` where the bytes are no text, `TooLarge` for tables over the limits.
    """
    decoded = decode(source.content, source.content_type)
    text = reduce(lambda text, undone: undone(text), _AS_WRITTEN, _LINE_ENDS.sub("\n", decoded.text))
    if len(_BINARY.findall(text)) > len(text) * _BINARY_SHARE:
        raise BrokenDocument(f"{source.name}: 不是文本文件 (not a text)")
    notes = (f"{decoded.undecodable} characters could not be decoded",) if decoded.undecodable else ()
    if _PAGE.match(text):
        return read_page(text.encode(), source, notes)
    text = _QUOTED.sub("", _ELEMENT.sub("", text))
    if source.suffix == ".csv":
        text = with_commas(text)
    blocks: list[Block] = []
    meta, end = _front_matter(text)
    written = [Markup(found.start(), found.end(), found[0]) for found in _HTML_TABLE.finditer(text)]
    for start, stop, table in sorted([*written, *tables_in_markup(text)]):
        if start >= end:
            blocks += [*_read_lines(text, end, start, source), *read_page(table.encode(), source).blocks]
            end = stop
    blocks += _read_lines(text, end, len(text), source)
    blocks = with_blank_cells(blocks, are_lines=True)
    return Document(tuple(blocks), meta, images=len(_IMAGE.findall(text)), notes=notes)


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """What a text says of itself between two lines of dashes above all else, and where the text proper begins."""
    found = _FRONT.match(text)
    if found is None:
        return {}, 0
    pairs = (line.partition(":") for line in found[1].split("\n"))
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()}, found.end()


def _read_lines(text: str, start: int, end: int, source: Source) -> list[Block]:
    """What stands between two places of a text: tables drawn with strokes, and the lines around them."""
    first = text.count("\n", 0, start) + 1
    lines = list(enumerate(text[start:end].split("\n"), first))
    blocks: list[Block] = []
    at = 0
    for table in drawn_tables(lines, source.name):
        blocks += [*_read_runs(lines[at : table.lines.start], source), *parted(table.grid)]
        at = table.lines.stop
    return blocks + _read_runs(lines[at:], source)


def _read_runs(numbered: Lines, source: Source) -> list[Block]:
    blocks: list[Block] = []
    limit = source.settings.max_table_cells

    def place(number: int, cell: int) -> Where:
        return Where(source.name, f"line {number}, cell {cell}")

    text = undrawn(barred("\n".join(line for _, line in numbered)))
    for kind, lines in runs(text.split("\n"), numbered[0][0]) if numbered else ():
        if kind == "prose":
            blocks += _prose(lines, source.name)
            continue
        rows = rows_of_run(kind, lines, place)
        if sum(map(len, rows)) > limit:
            raise TooLarge(f"{source.name}: 表格超过 {limit} 格 (a table of more than {limit} cells)")
        where = Where(source.name, f"line {lines[0][0]}")
        if kind == "commas":
            blocks += blocks_of_sheet(rows, where, limit)
            continue
        if len(rows) == 1 and len(rows[0]) > MOST_IN_A_ROW:
            blocks += [Paragraph(raw.text, raw.where) for raw in rows[0]]
            continue
        while rows and kind == "pipes" and sum(bool(raw.text) for raw in rows[0]) == 1:
            blocks += [Paragraph(raw.text, raw.where) for raw in rows.pop(0) if raw.text]
        blocks += blocks_of(rows, where, limit)
    return blocks


def _prose(lines: Lines, name: str) -> list[Block]:
    """Paragraphs, and between them the tables that spaces set out."""
    blocks: list[Block] = []
    start = 0
    for table in pitched_tables(lines, name):
        blocks += [*_paragraphs(lines[start : table.lines.start], name), table.grid]
        start = table.lines.stop
    return blocks + _paragraphs(lines[start:], name)


def _headed(heading: re.Match[str]) -> str:
    """The words of a heading, without attributes (`{#part .unnumbered}`) and closing signs behind them."""
    if heading["words"] is None:
        return heading["rubric"] or ""
    return _ATTRIBUTES.sub("", heading["words"]).rstrip().rstrip("#=").rstrip()


def _paragraphs(lines: Lines, name: str) -> list[Block]:
    """The paragraphs of lines, empty ones between them for the empty lines: they may be blank cells."""
    blocks: list[Block] = []
    above = lines[0][0] if lines else 0
    for number, line in lines:
        blocks += [Paragraph("", Where(name, f"line {empty}")) for empty in range(above + 1, number)]
        above = number
        heading = _HEADING.fullmatch(line)
        words = "" if _RULE.fullmatch(line) else unmarked(_headed(heading) if heading else line)
        if words:
            level = int(heading["level"] or len(heading["signs"] or "#")) if heading else 0
            blocks.append(Paragraph(words, Where(name, f"line {number}"), level))
    return blocks
