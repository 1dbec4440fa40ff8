"""Plain text and Markdown: paragraphs by line, tables by tabs or pipes.

Pages copied as text hold their tables in many ways: cells between tabs, Markdown rows, a `|` on a line of its own
between two cells, or one cell a line. The last two keep their order here and get their rows when they are matched.
"""

from __future__ import annotations

import re

from checks.model import Where
from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Block, Document, Paragraph
from flows.extract.encoding import decode
from flows.extract.grid import RawCell
from flows.extract.prose_rows import blocks_of
from flows.extract.readers import Source, reader
from flows.extract.readers.html import read_page
from flows.extract.readers.text_runs import Lines, runs
from flows.extract.script import settle

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\\)`")
_PAGE = re.compile(r"\s*<(?:!doctype|html|body)\b", re.IGNORECASE)
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BINARY = re.compile("[\x00-\x08\ufffd]")
_BINARY_SHARE = 0.02


@reader(".txt", ".md", ".markdown", ".text", "text/plain", "text/markdown", "text/x-markdown")
def read_text(source: Source) -> Document:
    """The document of a text.

    Raises `BrokenDocument` where the bytes are no text, `TooLarge` for tables over the limits.
    """
    decoded = decode(source.content, source.content_type)
    text = settle(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(_BINARY.findall(text)) > len(text) * _BINARY_SHARE:
        raise BrokenDocument(f"{source.name}: not a text")
    notes = (f"{decoded.undecodable} characters could not be decoded",) if decoded.undecodable else ()
    if _PAGE.match(text):
        return read_page(text, source, notes)
    blocks: list[Block] = []
    end = 0
    for table in _HTML_TABLE.finditer(text):
        blocks += _read_lines(text, end, table.start(), source)
        blocks += read_page(table[0], source).blocks
        end = table.end()
    blocks += _read_lines(text, end, len(text), source)
    return Document(tuple(blocks), {}, notes=notes)


def _read_lines(text: str, start: int, end: int, source: Source) -> list[Block]:
    blocks: list[Block] = []
    limit = source.settings.max_table_cells
    first = text.count("\n", 0, start) + 1
    for kind, lines in runs(text[start:end].split("\n"), first):
        if kind == "prose":
            blocks += _paragraphs(lines, source.name)
            continue
        rows = [row for number, line in lines for row in _rows(kind, number, line, source.name)]
        if sum(map(len, rows)) > limit:
            raise TooLarge(f"{source.name}: a table of more than {limit} cells")
        blocks += blocks_of(rows, Where(source.name, f"line {lines[0][0]}"), limit)
    return blocks


def _paragraphs(lines: Lines, name: str) -> list[Block]:
    blocks: list[Block] = []
    for number, line in lines:
        heading = _HEADING.fullmatch(line)
        words = " ".join(_EMPHASIS.sub("", heading[2] if heading else line).split())
        if words:
            blocks.append(Paragraph(words, Where(name, f"line {number}"), len(heading[1]) if heading else 0))
    return blocks


def _rows(kind: str, number: int, line: str, name: str) -> list[list[RawCell]]:
    """The rows of one line: one, except that a line of bars is one blank cell for every bar after the first."""
    if kind == "bars":
        texts = [""] * (line.count("|") - 1) if not line.strip("| ") else [line]
        return [[_cell(words, number, 1, name)] for words in texts]
    if kind == "pipes":
        if _RULE.fullmatch(line):
            return []
        bare = line.strip()
        bare = bare[1:] if bare.startswith("|") else bare
        bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
        texts = _PIPE.split(bare)
    else:
        texts = line.split("\t")
    return [[_cell(words, number, place, name) for place, words in enumerate(texts, 1)]]


def _cell(text: str, number: int, place: int, name: str) -> RawCell:
    lines = [" ".join(_EMPHASIS.sub("", part).split()) for part in _LINE_BREAK.split(text.replace("\\|", "|"))]
    words = " ".join(filter(None, lines))
    kept = tuple(filter(None, lines)) if len(lines) > 1 else ()
    return RawCell(words, where=Where(name, f"line {number}, cell {place}"), lines=kept)
