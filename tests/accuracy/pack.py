"""The conformance pack: every quirk in every format that can show it, with the truth."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.accuracy.figures import Figures, invent
from tests.accuracy.formats import archive, docx, html, ofd, pdf, sheet, text
from tests.accuracy.pieces import Piece
from tests.accuracy.quirks import beside, cells, labels, spans
from tests.accuracy.report import pieces_of

Render = Callable[[list[Piece], str, int], bytes]
FORMATS: dict[str, tuple[str, tuple[str, ...], Render]] = {
    "html": (".html", html.QUIRKS, html.as_html),
    "text": (".txt", text.QUIRKS, lambda pieces, quirk, seed: text.as_text(pieces, quirk)),
    "docx": (".docx", docx.QUIRKS, lambda pieces, quirk, seed: docx.as_docx(pieces, quirk)),
    "xlsx": (".xlsx", sheet.QUIRKS, lambda pieces, quirk, seed: sheet.as_sheet(pieces, quirk)),
    "pdf": (".pdf", pdf.QUIRKS, lambda pieces, quirk, seed: pdf.as_pdf(pieces, quirk)),
    "zip": (".zip", archive.QUIRKS, lambda pieces, quirk, seed: archive.as_zip(pieces, quirk)),
    "ofd": (".ofd", ofd.QUIRKS, lambda pieces, quirk, seed: ofd.as_ofd(pieces, quirk)),
}
"""Format → suffix, its own quirks (the first is none), how it is written."""
DAMAGE = {**spans.DAMAGE, **beside.DAMAGE}
STRUCTURE = {**spans.QUIRKS, **beside.QUIRKS, **DAMAGE, **labels.QUIRKS}
FORMS = ("2021", "2019", "mixed")


@dataclass(frozen=True)
class Sample:
    """One document with its truth; `quirk` names what is odd about it."""

    format: str
    quirk: str
    name: str
    content: bytes
    truth: Figures


# Columns in another order cannot be told, by nobody, once their heads are lost.
_UNKNOWABLE = {"columns_permuted", "head_lost"}


def shows(format_: str, quirk: str, dress: str = "") -> bool:
    """Whether a format, in this dress, can show a quirk.

    In running text a row is filled up with blanks to the table's width; the maker of PDFs draws whole tables only.
    """
    if format_ == "pdf":
        return quirk not in STRUCTURE
    if format_ == "zip":
        return False  # what is inside shows its own
    is_flat = format_ == "text" or dress in html.FLAT
    return not is_flat or quirk not in ("one_zero_a_row", "figures_merged", "figure_cell_lost")


def sample(format_: str, quirk: str, seed: int, form: str = "2021", dress: str | None = None) -> Sample:
    """One document: `quirk` is of its figures, labels or build, `dress` is the format's own."""
    suffix, dresses, render = FORMATS[format_]
    chance = random.Random(f"{format_} {quirk} {seed}")
    figures = invent(seed, form, busy=chance.choice((0.05, 0.25, 0.6)))
    if quirk in cells.QUIRKS:
        figures = cells.QUIRKS[quirk](figures, chance)
    pieces = pieces_of(figures)
    if quirk in STRUCTURE:
        pieces = STRUCTURE[quirk](pieces, chance)
    dress = dress or dresses[0]
    return Sample(format_, quirk, f"{quirk}-{dress}-{seed}{suffix}", render(pieces, dress, seed), figures)


def mixture(seed: int) -> Sample:
    """One document with an oddity of each kind at once."""
    chance = random.Random(f"mixture {seed}")
    format_ = chance.choice(sorted(FORMATS.keys() - {"pdf", "zip"}))
    suffix, dresses, render = FORMATS[format_]
    dress = chance.choice(dresses)
    figures = invent(seed, chance.choice(FORMS), busy=chance.choice((0.03, 0.2, 0.6)))
    possible = [name for name in STRUCTURE if shows(format_, name, dress)]
    names = [chance.choice(sorted(cells.QUIRKS)), *sorted(chance.sample(possible, 2), key=possible.index)]
    figures = cells.QUIRKS[names[0]](figures, chance)
    pieces = pieces_of(figures)
    if set(names) >= _UNKNOWABLE:
        names.remove("columns_permuted")
    for name in names[1:]:
        pieces = STRUCTURE[name](pieces, chance)
    quirk = "+".join((dress, *names))
    return Sample(format_, quirk, f"{quirk}-{seed}{suffix}", render(pieces, dress, seed), figures)


def samples(seeds: range) -> Iterator[Sample]:
    """Every format's own quirks, and every other quirk in each format's plainest dress; forms in turn."""
    for seed in seeds:
        form = FORMS[seed % len(FORMS)]
        for format_, (_, dresses, _) in FORMATS.items():
            yield from (
                Sample(s.format, dress, s.name, s.content, s.truth)
                for dress in dresses
                for s in [sample(format_, "none", seed, form, dress)]
            )
            for quirk in filter(lambda name: shows(format_, name), (*cells.QUIRKS, *STRUCTURE)):
                yield sample(format_, quirk, seed, form, dresses[0])
