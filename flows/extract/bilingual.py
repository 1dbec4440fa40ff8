"""Pages in two languages: the words of a minority's script that stand beside the Chinese ones of a label, heading or title."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extract.document import Block, Document, GridCell, Paragraph

# Arabic (Uyghur, Kazakh, Kirghiz), Tibetan, Korean, Mongolian, Dai and Yi.
_SCRIPT = (
    "\u0600-\u06ff\u0750-\u077f\u0f00-\u0fff\u1100-\u11ff\u1800-\u18af\u1950-\u19df\ua000-\ua4cf"
    "\uac00-\ud7af\ufb50-\ufdff\ufe70-\ufefc"
)
_CHINESE = "\u4e00-\u9fff"
_FOREIGN = re.compile(f"[{_SCRIPT}]")
# A run of them with its own numbering, numbers and marks, and the stroke between the languages.
_RUN = re.compile(
    rf"[\s/|·]*(?:[(（]?\d{{1,2}}[.、)）]\s*)?[{_SCRIPT}](?:[^{_CHINESE}]{{0,200}}[{_SCRIPT}])?[\s/|·]*[.:؛،]?\s*"
)
_IS_CHINESE = re.compile(f"[{_CHINESE}]")


def in_chinese(document: Document) -> Document:
    """The document with the Chinese words alone wherever both languages share a line; what is in one of them stays."""
    # Most cells say the same: 0.
    texts = {text for block in document.blocks for text in _texts(block)}
    if not any(map(_FOREIGN.search, texts)):
        return document
    return replace(document, blocks=tuple(map(_chinese, document.blocks)))


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def _chinese(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_words(block.text))
    return replace(block, cells=tuple(map(_cell, block.cells)))


def _cell(cell: GridCell) -> GridCell:
    words = _words(cell.text)
    if words == cell.text:
        return cell
    return cell._replace(text=words, lines=tuple(line for line in map(_words, cell.lines) if _IS_CHINESE.search(line)))


def _words(text: str) -> str:
    if not _FOREIGN.search(text) or not _IS_CHINESE.search(text):
        return text
    return _RUN.sub(" ", text).strip()
