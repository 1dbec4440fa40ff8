"""Fonts that call digits by other digits' names, and annotations that strike figures out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from flows.errors import BrokenDocument
from flows.extract.layout.doubtful import without_doubtful
from flows.extract.layout.page import TORN, PageLayout
from flows.extract.readers import Source, pdf
from flows.extract.readers.pdf import pdf_pages, read_pdf
from flows.settings import load_settings

FACES = ["Helvetica", "Times-Roman", "Courier-Bold", "Times-BoldItalic"]
LINE = "1 0 0 RG 1 w 0 6 m 15 6 l S"


def page(
    face: str, shown: str, names: Mapping[str, str] | None = None, annotation: str = "", form: str = ""
) -> PageLayout:
    """The page of `written`."""
    return pdf_pages(Source(written(face, shown, names, annotation, form), "a.pdf", None, load_settings()))[0]


def written(
    face: str, shown: str, names: Mapping[str, str] | None = None, annotation: str = "", form: str = ""
) -> bytes:
    """A PDF with one line in a face; `names` are what the font calls its digits, `form` moves the form that the line
    stands in, if any. PDFium finds the objects by itself.
    """
    told = "\n".join(f"<{ord(sign):02X}> <{ord(name):04X}>" for sign, name in (names or {}).items())
    cmap = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(names or {})} beginbfchar\n{told}\nendbfchar endcmap"
    )
    drawn = f"BT /F 12 Tf 100 700 Td ({shown}) Tj ET"
    shown_by = f"q {form} cm /X Do Q" if form else drawn
    unicode = "/ToUnicode 6 0 R" if names else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>/XObject<</X 8 0 R>>>>/Contents 5 0 R"
        f"/Annots[{annotation}]>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/{face}{unicode}>>",
        f"<</Length {len(shown_by)}>>\nstream\n{shown_by}\nendstream",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 15 14]/Length {len(LINE)}>>\nstream\n{LINE}\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>"
        f"/Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{held}\nendobj\n" for number, held in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer\n<</Root 1 0 R/Size 9>>\n%%EOF\n".encode()


def signs(found: PageLayout) -> str:
    return "".join(glyph.text for glyph in found.glyphs)


@pytest.mark.parametrize("face", FACES)
def test_a_font_that_names_its_digits_rightly_is_believed(face: str) -> None:
    digits = {digit: digit for digit in "0123456789"}
    assert signs(page(face, "0123456789", digits)) == "0123456789"


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("names", [{"6": "0"}, {"3": "8", "8": "3"}, {"1": "7", "7": "1"}])
def test_a_font_that_misnames_a_digit_is_believed_in_none(face: str, names: dict[str, str]) -> None:
    told = {digit: names.get(digit, digit) for digit in "0123456789"}
    assert signs(page(face, "Total 60381725", told)) == "Total " + TORN * 8


@pytest.mark.parametrize("form", ["1 0 0 1 120 -40", "0.5 0 0 0.5 30 200", "0 1 -1 0 760 60"])
def test_digits_in_a_form_that_is_moved_scaled_or_turned_are_compared_too(form: str) -> None:
    right = {digit: digit for digit in "0123456789"}
    line = "Total of all months 60381725"
    assert signs(page("Helvetica", line, right, form=form)).endswith(" 60381725")
    assert signs(page("Helvetica", line, {**right, "6": "0"}, form=form)).endswith(TORN * 8)


@pytest.mark.parametrize("face", FACES)
def test_a_watermarks_leaning_digits_tell_nothing_of_their_font(face: str) -> None:
    right = {digit: digit for digit in "0123456789"}
    leaning = "60381725) Tj 0.966 0.259 -0.259 0.966 100 300 Tm (6789 2024 6917"
    assert signs(page(face, leaning, right)) == "60381725"


def test_a_figure_struck_out_by_an_annotation_is_nobodys() -> None:
    line = (
        "<</Type/Annot/Subtype/StrikeOut/F 4/C[1 0 0]/Rect[99 698 114 712]"
        "/QuadPoints[100 711 113 711 100 698 113 698]/AP<</N 7 0 R>>>>"
    )
    (struck,) = without_doubtful([page("Helvetica", "35", annotation=line)])
    assert signs(struck) == TORN * 2


def lettered(called: str) -> Source:
    names = {**dict(zip("abc", called, strict=True)), **dict(zip("defg", "信息公开", strict=True))}
    return Source(written("Helvetica", "defgabcdefgabcdefgabcdefg", names), "a.pdf", None, load_settings())


def encoded() -> Source:
    """A text whose font calls Chinese characters by Latin letters."""
    lines = "".join(f"BT /F 12 Tf 1 0 0 1 100 {700 - 20 * line} Tm (!QRS#7UV$WX%YZ&) Tj ET " for line in range(30))
    content = written("Helvetica", "").replace(b"BT /F 12 Tf 100 700 Td () Tj ET", lines.encode())
    return Source(content, "a.pdf", None, load_settings())


def test_a_text_of_chinese_characters_is_read() -> None:
    assert "信息公开司法局" in str(read_pdf(lettered("司法局")).blocks)


@pytest.mark.parametrize("given", [lettered("øßÀ"), encoded()], ids=["some", "hardly any other"])
def test_a_text_with_letters_that_no_chinese_text_has_is_not_read(
    given: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    with pytest.raises(BrokenDocument, match="乱码"):
        read_pdf(given)


def test_a_text_with_letters_that_no_chinese_text_has_is_looked_at() -> None:
    pytest.importorskip("cv2")
    assert read_pdf(lettered("øßÀ")).method == "ocr"
