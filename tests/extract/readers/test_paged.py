"""One sheet in every paged and Word format gives the same grid, and hostile packages give an outcome."""

from __future__ import annotations

import io
import zipfile

import pytest

from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Document, Grid, Paragraph
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.formats.docx import QUIRKS as WORD_QUIRKS
from tests.accuracy.formats.docx import as_docx, package
from tests.accuracy.formats.ofd import as_ofd
from tests.accuracy.formats.pdf import as_pdf
from tests.accuracy.pieces import Box, Sheet

FIGURES = ["12", "0", "0", "3", "", "0", "15"]
WHOLE = ["12", "0", "0", "3", "7", "0", "15"]
SHEET = Sheet(
    (
        (Box("勾稽关系", 3, 3), Box("申请人情况", 1, 7)),
        (Box("自然人", 2, 1), Box("法人或其他组织", 1, 5), Box("总计", 2, 1)),
        tuple(map(Box, ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"))),
        (Box("一、本年新收政府信息公开申请数量", 1, 3), *map(Box, WHOLE)),
        (Box("三、本年度办理结果", 3, 1), Box("（一）予以公开", 1, 2), *map(Box, FIGURES)),
        (Box("（三）不予公开", 2, 1), Box("1.属于国家秘密"), *map(Box, FIGURES)),
        (Box("2.其他法律行政法规禁止公开"), *map(Box, FIGURES)),
    )
)
TITLE = "青澜市林业局2023年政府信息公开工作年度报告"
PIECES = [TITLE, "一、总体情况", "我局全年公开信息12条。", SHEET, "四、政府信息公开行政复议、行政诉讼情况", "无。"]


def read(content: bytes, name: str) -> Document:
    return read_document(content, name, None, load_settings())


def shape(document: Document) -> list[tuple[str, int, int, int, int]]:
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    return [(c.text.replace(" ", ""), c.row, c.column, c.rowspan, c.colspan) for c in grid.cells]


EXPECTED = sorted((box.text, r, c, box.rowspan, box.colspan) for r, c, box in SHEET.placed())


@pytest.mark.parametrize("quirk", WORD_QUIRKS)
def test_word_keeps_every_cell_whatever_wraps_it(quirk: str) -> None:
    assert sorted(shape(read(as_docx(PIECES, quirk), "report.docx"))) == EXPECTED


@pytest.mark.parametrize("quirk", ["ruled", "turned", "two_up", "landscape"])
def test_pdf_keeps_every_cell_however_the_page_lies(quirk: str) -> None:
    assert sorted(shape(read(as_pdf(PIECES, quirk), "report.pdf"))) == EXPECTED


def test_ofd_keeps_every_cell() -> None:
    assert sorted(shape(read(as_ofd(PIECES), "report.ofd"))) == EXPECTED


def test_figures_without_lines_stand_in_their_columns_and_a_blank_is_not_filled() -> None:
    grid = next(b for b in read(as_pdf(PIECES, "unruled"), "report.pdf").blocks if isinstance(b, Grid))
    rows = {cell.row for cell in grid.cells if cell.text == "15"}
    assert len(rows) == 4
    figures = [[(c.column, c.text) for c in grid.cells if c.row == row and c.text.isdigit()] for row in sorted(rows)]
    first = figures[0][0][0]
    assert [(column - first, text) for column, text in figures[0]] == list(enumerate(WHOLE))
    for row in figures[1:]:
        assert [(column - first, text) for column, text in row] == [p for p in enumerate(FIGURES) if p[1]]


@pytest.mark.parametrize(
    ("content", "name"),
    [(as_docx(PIECES), "a.docx"), (as_pdf(PIECES), "a.pdf"), (as_ofd(PIECES), "a.ofd")],
    ids=["docx", "pdf", "ofd"],
)
def test_prose_and_headings_come_in_order(content: bytes, name: str) -> None:
    texts = [b.text for b in read(content, name).blocks if isinstance(b, Paragraph)]
    assert [text.replace(" ", "") for text in texts] == [piece for piece in PIECES if isinstance(piece, str)]


def test_a_table_cut_by_a_page_break_is_one_table_again() -> None:
    long = Sheet(SHEET.rows[:3] + tuple((Box(f"{n}.行", 1, 3), *map(Box, FIGURES)) for n in range(70)))
    grids = [b for b in read(as_pdf([TITLE, long], "ruled"), "a.pdf").blocks if isinstance(b, Grid)]
    assert len(grids) == 1
    assert [c.text for c in grids[0].cells if c.column == 0][1:] == [f"{n}.行" for n in range(70)]


def test_a_deleted_passage_is_not_read() -> None:
    texts = [b.text for b in read(as_docx(PIECES, "tracked"), "a.docx").blocks if isinstance(b, Paragraph)]
    assert not any("删去" in text for text in texts)


@pytest.mark.parametrize("between", ["</w:t><w:br/><w:t>", "</w:t></w:r></w:p><w:p><w:r><w:t>"])
def test_figures_one_over_the_other_in_a_word_cell_are_not_one_figure(between: str) -> None:
    words = f"<w:p><w:r><w:t>5{between}3</w:t></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{words}</w:tc></w:tr></w:tbl>"
    (grid,) = read_document(package(body), "a.docx", None, load_settings()).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["", "5 3"]


def test_a_word_file_named_doc_is_read_by_its_bytes() -> None:
    assert shape(read(as_docx(PIECES), "report.doc"))


@pytest.mark.parametrize("suffix", ["docx", "pdf", "ofd", "zip"])
def test_a_truncated_file_is_an_outcome(suffix: str) -> None:
    whole = {"docx": as_docx, "pdf": as_pdf, "ofd": as_ofd, "zip": as_docx}[suffix](PIECES)
    with pytest.raises(BrokenDocument, match=f"a.{suffix}"):
        read(whole[: len(whole) // 3], f"a.{suffix}")


def test_a_zip_bomb_is_too_large() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 300_000_000 + b"</a>")
    with pytest.raises(TooLarge):
        read(file.getvalue(), "bomb.docx")


def test_entities_are_not_resolved() -> None:
    body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"
    plain = zipfile.ZipFile(io.BytesIO(package(body))).read("word/document.xml").decode()
    bomb = plain.replace("?>", '?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1).replace("正文", "正文&x;")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    texts = [b.text for b in read(file.getvalue(), "a.docx").blocks if isinstance(b, Paragraph)]
    assert texts == ["正文"]


def test_a_wide_word_table_is_too_large() -> None:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 3000 + "</w:tr>"
    with pytest.raises(TooLarge):
        read(package(f"<w:tbl>{row}</w:tbl>"), "wide.docx")


def test_too_many_pages_are_too_large() -> None:
    settings = load_settings(max_document_pages=1)
    long = Sheet(tuple((Box(str(n)), Box("甲")) for n in range(200)))
    with pytest.raises(TooLarge):
        read_document(as_pdf([long]), "long.pdf", None, settings)


def test_an_archive_hands_on_the_report_in_it() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("说明.txt", "这是说明。")
        archive.writestr("2023年政府信息公开工作年度报告.docx", as_docx(PIECES))
    document = read(file.getvalue(), "all.zip")
    assert sorted(shape(document)) == EXPECTED
    assert any("年度报告.docx" in note for note in document.notes)


def test_an_archive_without_documents_is_broken() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.exe", b"MZ")
    with pytest.raises(BrokenDocument):
        read(file.getvalue(), "all.zip")


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_pictures_in_an_archive_are_the_pages_of_a_scan_in_the_order_of_their_numbers() -> None:
    pages = {f"扫描/第_{number}.jpg": str(number).encode() for number in (1, 10, 2)}
    document = read(zipped({**pages, "读我.txt": "见扫描件。".encode()}), "all.zip")
    assert [picture.content for picture in document.pictures] == [b"1", b"2", b"10"]
    assert {picture.at for picture in document.pictures} == {len(document.blocks)} != {0}


def test_of_scans_in_an_archive_the_latest_is_read() -> None:
    old, new = (f"{year}年政府信息公开工作年度报告.png" for year in (2022, 2023))
    document = read(zipped({old: b"2022", new: b"2023"}), "all.zip")
    assert [picture.content for picture in document.pictures] == [b"2023"]
    assert any(old in note for note in document.notes)


def test_pictures_beside_a_whole_report_in_an_archive_are_none_of_it() -> None:
    document = read(zipped({"封面.jpg": b"1", "2023年年报.docx": as_docx(PIECES)}), "all.zip")
    assert not document.pictures
