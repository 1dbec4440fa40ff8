"""What of a PDF page is read: not a watermark, not hidden text, and no character that nobody can name."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from flows.errors import MissingTool
from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, PageLayout
from flows.extract.readers import Source, pdf
from flows.settings import load_settings
from tests.extract.layout.sheet import text

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
pdfmetrics.registerFont(ttfonts.TTFont("Vera", "Vera.ttf"))
INVISIBLE, WINDOW = 3, 7


def source(draw: Callable[[Canvas], None]) -> Source:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("STSong-Light", 12)
    draw(canvas)
    canvas.save()
    return Source(file.getvalue(), "a.pdf", None, load_settings())


def read(draw: Callable[[Canvas], None]) -> PageLayout:
    return pdf.pdf_pages(source(draw))[0]


def signs(page: PageLayout) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def picture(canvas: Canvas) -> None:
    blank = pdfium.PdfDocument.new()
    sheet = blank.new_page(100, 100).render().to_pil()
    canvas.drawImage(ImageReader(sheet), 50, 300, 400, 400)


def hidden(canvas: Canvas) -> None:
    below = canvas.beginText(100, 500)
    below.setTextRenderMode(INVISIBLE)
    below.textOut("规章 3 0 5")
    canvas.drawText(below)


def slanted(canvas: Canvas, x: float, y: float, written: str) -> None:
    """Italics as they are made of upright letters: their stems lean, their line does not."""
    line = canvas.beginText()
    line.setTextTransform(1, 0, 0.25, 1, x, y)
    line.textOut(written)
    canvas.drawText(line)


def test_letters_that_lean_on_a_level_line_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章与行政规范性文件本年制发件数和现行有效件数")
        slanted(canvas, 100, 650, "16")

    page = read(draw)
    assert signs(page).endswith("16")


def test_a_page_of_leaning_letters_is_not_turned() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(6):
            slanted(canvas, 100, 700 - 40 * row, "规章与行政规范性文件本年制发件数和现行有效件数")

    tops = {round(glyph.top) for glyph in read(draw).glyphs}
    assert len(tops) == 6


def test_digits_on_their_heads_or_sides_are_unknown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章与行政规范性文件本年制发件数和现行有效件数 3")
        for angle in (90, 180, 270):
            canvas.saveState()
            canvas.translate(300, 500)
            canvas.rotate(angle)
            canvas.drawString(20, 0, "年18")
            canvas.restoreState()

    page = read(draw)
    assert sorted(glyph.text.strip() for glyph in page.glyphs if not glyph.text.strip().isalpha()) == ["3", *[TORN] * 6]


def test_a_watermark_across_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章 3")
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.drawString(0, 0, "内部资料1")

    assert signs(read(draw)) == "规章 3"


def test_text_hidden_from_readers_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "公开的字")
        hidden(canvas)

    assert signs(read(draw)) == "公开的字"


def test_a_scanners_text_under_its_picture_is_read_and_never_sure() -> None:
    page = read(lambda canvas: (picture(canvas), hidden(canvas)))
    assert page.is_scan
    assert signs(page) == "规章 3 0 5"
    assert {glyph.confidence for glyph in page.glyphs} == {0.5}


def test_a_page_whose_font_tells_no_character_must_be_looked_at() -> None:
    written = text(50, 100, TORN * 30 + "行" * 9)
    assert PageLayout(1, 595, 842, tuple(written), ()).is_scan


def test_a_picture_of_a_report_names_what_is_missing_to_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.extract.ocr.engine.is_installed", lambda: False)
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    with pytest.raises(MissingTool, match="make setup-ocr"):
        pdf.read_pdf(source(picture))


def test_characters_named_as_radicals_stand_where_a_turned_form_draws_them() -> None:
    """Chromium's print of 政二十行人7 (⼆⼗⾏⼈ in its font), turned on its page as a printer does."""
    content = Path(__file__).with_name("radicals_in_a_turned_form.pdf").read_bytes()
    page = pdf.pdf_pages(Source(content, "a.pdf", None, load_settings()))[0]
    assert signs(page) == "政二十行人7"
    assert len({round(glyph.top) for glyph in page.glyphs}) == 1
    assert [glyph.x0 for glyph in page.glyphs] == sorted(glyph.x0 for glyph in page.glyphs)


def test_a_figure_typed_into_a_field_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章")
        canvas.acroForm.textfield(value="37", x=200, y=695, width=60, height=16, fontSize=10)

    assert signs(read(draw)) == "规章37"


def test_a_page_is_turned_as_its_text_runs_whatever_the_file_says() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -200, "政府信息公开工作年度报告收到申请共计三十七件")

    page = read(draw)
    assert page.width > page.height
    assert {round(glyph.middle[1]) for glyph in page.glyphs} == {round(page.glyphs[0].middle[1])}


def test_what_stands_beyond_the_edge_of_a_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章 3")
        canvas.drawString(700, 700, "77")
        canvas.drawString(100, -20, "9")

    assert signs(read(draw)) == "规章 3"


def test_digits_beside_a_page_are_told_as_figures_that_nobody_sees() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章 3")
        canvas.drawString(700, 700, "7")
        canvas.drawString(100, -20, "9")

    (mark,) = read(draw).marks
    assert mark[0] == pytest.approx(700, abs=2)


def test_a_note_that_the_file_does_not_draw_leaves_its_place_unknown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章")
        canvas.freeTextAnnotation("37", "/Helv 10 Tf", Rect=(200, 695, 230, 711))

    page = read(draw)
    assert signs(page) == "规章"
    assert [tuple(map(round, mark)) for mark in page.marks] == [(200, 131, 230, 147)]


@pytest.mark.parametrize("flags", [0, raw.FPDF_ANNOT_FLAG_HIDDEN, raw.FPDF_ANNOT_FLAG_NOVIEW])
def test_a_note_that_no_viewer_shows_is_not_read(flags: int) -> None:
    pdf_ = pdfium.PdfDocument(source(lambda canvas: canvas.drawString(100, 700, "规章")).content)
    page = pdf_[0]
    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_FREETEXT)
    raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(200, 716, 260, 696))
    drawn = ctypes.create_string_buffer("BT /F1 10 Tf 204 700 Td (37) Tj ET\0".encode("utf-16-le"))
    raw.FPDFAnnot_SetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, ctypes.cast(drawn, raw.FPDF_WIDESTRING))
    raw.FPDFAnnot_SetFlags(note, flags)
    raw.FPDFPage_CloseAnnot(note)
    file = io.BytesIO()
    pdf_.save(file)
    page_, *_ = pdf.pdf_pages(Source(file.getvalue(), "a.pdf", None, load_settings()))
    assert signs(page_) == ("规章" if flags else "规章37")


def test_a_strip_of_a_picture_is_told_however_narrow_it_is() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "规章")
        canvas.drawImage(ImageReader(pdfium.PdfDocument.new().new_page(9, 9).render().to_pil()), 200, 600, 300, 12)

    assert [tuple(map(round, mark)) for mark in read(draw).marks] == [(200, 230, 500, 242)]


@pytest.mark.parametrize("left", [562, 576, 588])
def test_a_figure_at_which_the_edge_of_the_page_cuts_is_unknown(left: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "305")
        canvas.drawString(left, 600, "12345")

    page = read(draw)
    assert signs(page).startswith("305")
    assert signs(page).endswith(TORN)
    assert page.blank_confidence < 1


def test_what_is_printed_as_a_space_is_unknown_and_no_place_beside_it_is_surely_blank(monkeypatch) -> None:
    def spaces_for_digits(name: str, codes: list[int]) -> str:
        return told(name, [ord(" ") if chr(code).isdigit() else code for code in codes])

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(100, 700, "A3")

    told = ttfonts.makeToUnicodeCMap
    assert read(draw).blank_confidence == 1
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", spaces_for_digits)
    page = read(draw)
    assert signs(page) == "A" + TORN
    assert page.blank_confidence < 1


def test_a_figure_is_what_is_printed_whatever_the_file_says_it_stands_for() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for y, said in ((700, "8"), (600, ""), (500, "sum")):
            canvas._code.append(f"/Span <</ActualText ({said})>> BDC")
            canvas.drawString(80, y, "41")
            canvas._code.append("EMC")

    assert signs(read(draw)) == "4141sum"


@pytest.mark.parametrize("unseen", ["invisible", "white", "transparent"])
def test_a_figure_printed_over_the_same_one_unseen_is_read(unseen: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "规章、规范性文件")
        canvas.saveState()
        below = canvas.beginText(200, 700)
        below.setTextRenderMode(INVISIBLE if unseen == "invisible" else 0)
        below.setFillGray(1 if unseen == "white" else 0)
        canvas.setFillAlpha(0 if unseen == "transparent" else 1)
        below.textOut("41")
        canvas.drawText(below)
        canvas.restoreState()
        canvas.drawString(200, 700, "41")

    assert signs(read(draw)) == "规章、规范性文件41"


@pytest.mark.parametrize("mode", [0, WINDOW])
def test_transparent_text_and_windows_are_not_read_however_much_there_is_of_them(mode: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillAlpha(1 if mode else 0)
        for y in range(100, 600, 20):
            line = canvas.beginText(80, y)
            line.setTextRenderMode(mode)
            line.textOut("98 764042 7 3 9483 43 87")
            canvas.drawText(line)
        canvas.restoreState()
        canvas.drawString(80, 700, "规章 41")

    assert signs(read(draw)) == "规章 41"


def test_two_ones_of_a_figure_stand_no_further_apart_than_its_other_digits() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(100, 500, "1175", charSpace=1.2)

    assert [line.text for line in lines_of(read(draw).glyphs)] == ["1175"]


@pytest.mark.parametrize("degrees", [1.5, -4])
def test_a_page_that_leans_a_little_is_set_straight_with_its_lines(degrees: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(degrees)
        canvas.drawString(100, 700, "政府信息公开工作年度报告收到申请共计三十七件 37")
        canvas.line(100, 690, 500, 690)

    page = read(draw)
    assert signs(page).endswith(" 37")
    assert len({round(glyph.middle[1]) for glyph in page.glyphs}) == 1
    assert [round(rule.end - rule.start) for rule in page.rules] == [400]


@pytest.mark.parametrize("degrees", [45, -30])
def test_a_page_that_lies_aslant_is_set_straight_and_a_watermark_on_it_is_not_read(degrees: float) -> None:
    whole = "各级行政机关应当按照国家规定公布上一年度政府信息公开工作报告主动收到和处理申请情况因被提起复议诉讼存在问题改进其他需要事项"

    def aslant(canvas: Canvas, *lines: str) -> None:
        canvas.translate(297, 421)
        canvas.rotate(degrees)
        canvas.setFontSize(6)
        for number, line in enumerate(lines):
            canvas.drawString(-190, -12 * number, line)

    assert signs(read(lambda canvas: aslant(canvas, whole, "收到申请 37"))).endswith("收到申请 37")
    assert signs(read(lambda canvas: aslant(canvas, *["内部资料 37"] * 9))) == ""


def test_lines_drawn_aslant_are_told_and_those_of_a_box_are_none() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(100, 700, 130, 712)
        canvas.rect(200, 700, 60, 20)

    (slant,) = read(draw).slants
    assert [round(part) for part in slant] == [100, 842 - 700, 130, 842 - 712]


def curves(canvas: Canvas) -> None:
    """Shapes of a character's size, as text leaves them that was turned into curves."""
    for at in range(200):
        shape = canvas.beginPath()
        x, y = 80 + at % 40 * 10, 700 - at // 40 * 20
        shape.moveTo(x, y)
        shape.curveTo(x + 2, y + 9, x + 6, y + 9, x + 8, y)
        shape.close()
        canvas.drawPath(shape, stroke=0, fill=1)


def test_a_page_whose_text_is_drawn_as_curves_must_be_looked_at() -> None:
    assert read(curves).is_scan


def test_a_page_of_text_with_some_curves_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        curves(canvas)
        for line in range(10):
            canvas.drawString(80, 500 - 20 * line, "government information")

    assert not read(draw).is_scan
