"""A draft as the text of an article: HTML in one of the looks, or plain text with piped tables."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from checks.forms import Form
from flows.demo.draft import Draft
from flows.demo.figures import forms
from flows.demo.looks import LOOKS
from flows.demo.tables import Line, t2_blocks, table

TABLE_OF = {"S2": "T2", "S3": "T3", "S4": "T4"}
CUT_UP = frozenset({"word", "splithead"})


def article_html(draft: Draft) -> str:
    """The report from its preamble to the date under it, without title."""
    return "".join(_html(draft))


def article_text(draft: Draft) -> str:
    """The report as text: headings behind hashes, tables in pipes, spans lost."""
    return "\n\n".join(_text(draft)) + "\n"


def _html(draft: Draft) -> Iterator[str]:
    look = draft.facts.body.look
    yield _paragraph(draft.preamble)
    for part in draft.parts:
        yield f'<p style="text-indent:2em"><strong>{escape(part.heading)}</strong></p>\n'
        yield from map(_paragraph, part.paragraphs)
        name = TABLE_OF.get(part.id)
        if name in draft.pictured:
            yield f'<p align="center"><img src="images/{name}.png" border="0" oldsrc="{name}.png"></p>\n'
        elif name and name not in draft.without:
            yield _table_html(draft, name, look)
    for line in draft.signature:
        yield f'<p style="text-align:right">{escape(line)}&nbsp;&nbsp;</p>\n'


def _table_html(draft: Draft, name: str, look: str) -> str:
    form, cells = _form(draft), draft.facts.cells
    draw = LOOKS[look]
    if name == "T2" and look in CUT_UP:
        return "".join(f"<p>{escape(heading)}</p>\n{draw(lines)}" for heading, lines in t2_blocks(form, cells))
    return draw(table(form, name, cells))


def _text(draft: Draft) -> Iterator[str]:
    yield f"# {draft.title}"
    yield draft.preamble
    for part in draft.parts:
        yield f"## {part.heading}"
        yield from part.paragraphs
        name = TABLE_OF.get(part.id)
        if name and name not in draft.without:
            yield "\n".join(_pipes(table(_form(draft), name, draft.facts.cells)))
    yield "\n".join(draft.signature)


def _pipes(lines: tuple[Line, ...]) -> Iterator[str]:
    """Each merged cell written once at its place, the slots it covers left empty."""
    width = sum(box.columns for box in lines[0])
    hanging = [0] * width
    for line in lines:
        slots = [""] * width
        boxes = list(line)
        for slot in range(width):
            if hanging[slot]:
                hanging[slot] -= 1
                continue
            if not boxes:
                break
            box = boxes.pop(0)
            slots[slot] = box.text
            for covered in range(slot, slot + box.columns):
                hanging[covered] = box.rows - (covered == slot)
        yield f"| {' | '.join(slots)} |"


def _form(draft: Draft) -> Form:
    return forms()[draft.facts.form]


def _paragraph(text: str) -> str:
    return f'<p style="text-indent:2em;line-height:1.75em">{escape(text)}</p>\n'
