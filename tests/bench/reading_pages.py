"""Pages whose reading is timed, and what their reading is set against: bare lxml."""

from __future__ import annotations

import lxml.html

from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.report import pieces_of
from tests.checks.clean import clean_filing

DRESSES = {"word_paste": "pasted from Word", "vsb": "in a site's frame"}
_PAGE_BYTES = 75_000
_SEEDS = range(8)
_ENTRY = '<li class="nav-item"><a href="/zwgk/list-{0}.html" target="_blank" title="栏目{0}">政务公开栏目{0}</a></li>'
_SCRIPT = "<script>var item{0} = {{ id: {0}, url: '/zwgk/list-{0}.html', name: '栏目{0}' }};</script>"


def pages(dress: str) -> list[bytes]:
    """Reports of different figures and words, none smaller than a usual page.

    What is missing to its size is a menu and scripts: a site's frame, which takes up most of a real page.
    """
    return [_framed(_report(dress, seed)) for seed in _SEEDS]


def _report(dress: str, seed: int) -> bytes:
    pieces = pieces_of(invent(seed, "2021"))
    told = clean_filing(seed).report
    prose = told.section("S1") if told else None
    pieces[4:5] = prose.text.splitlines() if prose else []
    return as_html(pieces, dress, seed)


def _framed(page: bytes) -> bytes:
    entries = b""
    number = 0
    while len(page) + len(entries) < _PAGE_BYTES:
        number += 1
        entries += (_ENTRY if number % 2 else _SCRIPT).format(number).encode()
    return page.replace(b"</body>", b"<ul>" + entries + b"</ul></body>")


def walk(page: bytes) -> int:
    """Bare lxml over the same tables: every cell's words in the slots that its spans cover; how many slots that are."""
    taken = 0
    for table in lxml.html.fromstring(page).iter("table"):
        slots: dict[tuple[int, int], str] = {}
        for number, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (number, column) in slots:
                    column += 1
                words = " ".join(cell.text_content().split())
                wide, high = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
                for down in range(high):
                    for right in range(wide):
                        slots[number + down, column + right] = words
        taken += len(slots)
    return taken


def walk_texts(page: bytes) -> int:
    """The least that a walk can be: every cell's text as it stands, wherever it may belong."""
    tables = lxml.html.fromstring(page).iter("table")
    return sum(len(cell.text_content()) for table in tables for row in table.iter("tr") for cell in row)
