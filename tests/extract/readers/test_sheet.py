"""Spreadsheets as a person sees them who opens the file: formats, frames, merged and hidden cells, kept values of formulas."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest

from flows.errors import BrokenDocument, TooLarge
from flows.extract import read_report
from flows.extract.document import Document, Grid, Paragraph
from flows.extract.layout.page import TORN
from flows.extract.readers import read_document
from flows.extract.readers.sheet_numbers import shown
from flows.extract.second import second_reading
from flows.settings import load_settings
from tests.accuracy.figures import invent
from tests.accuracy.formats.docx import as_docx
from tests.accuracy.formats.sheet import as_sheet
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import pieces_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
BOOK = (
    f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def book(rows: str, around: str = "{}", **parts: str) -> bytes:
    """A workbook of one sheet; `around` is what stands beside the rows, with their place."""
    held = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": f'<Relationships {LINKS}><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f"<worksheet {MAIN}>{around.format(f'<sheetData>{rows}</sheetData>')}</worksheet>",
        **{f"xl/{name}.xml": content for name, content in parts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in held.items():
            package.writestr(name, content)
    return file.getvalue()


def read(content: bytes) -> Document:
    return read_document(content, "a.xlsx", None, load_settings())


def row(*cells: str) -> str:
    return "<row>" + "".join(cells) + "</row>"


def word(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def seen(content: bytes) -> list[list[str]]:
    (grid,) = (block for block in read(content).blocks if isinstance(block, Grid))
    return [[cell.text for cell in grid.cells if cell.row == at] for at in range(grid.height)]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("5", "", "5"),
        ("5.0999999999999996", "", "5.1"),
        ("5.000000000001", "", "5"),
        ("123456789012", "", "123456789012"),
        ("1234", "#,##0", "1234"),
        ("12.346", "0.00", "12.35"),
        ("5", '0"件"', "5件"),
        ("0.5", "0%", "50%"),
        ("5", "G/通用格式", "5"),
        ("-5", "0_);[Red]\\(0\\)", "-5"),
        ("45000", "yyyy/m/d", TORN),
        ("0.5", "# ?/?", TORN),
        ("5000", "0,", TORN),
        ("5", ";;;", TORN),
        ("1E+300", "0.00", TORN),
        ("#REF!", "", "#REF!"),
    ],
)
def test_a_number_is_what_its_format_shows(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_chapters_heading_stays_one_where_something_stands_beside_it() -> None:
    heading = row(word("二、主动公开政府信息情况"), "<c/>", word("填表人：张三"))
    blocks = read(book(row(word("规章"), word("5")) + heading + row(word("许可"), word("7")))).blocks
    assert [block.text if isinstance(block, Paragraph) else "grid" for block in blocks] == [
        "grid",
        "二、主动公开政府信息情况",
        "填表人：张三",
        "grid",
    ]


def test_of_a_formula_the_kept_value_is_read_and_one_that_keeps_none_is_no_blank() -> None:
    cells = '<c><f>SUM(A1)</f><v>5</v></c><c><f>SUM(A1)</f></c><c t="b"><v>1</v></c><c t="s"><v>9</v></c>'
    assert seen(book(row(word("规章"), cells))) == [["规章", "5", TORN, "TRUE", TORN]]


def test_words_are_read_by_their_runs_without_hints_how_to_say_them() -> None:
    runs = "<r><t>2</t></r><r><t>0</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r><rPh><t>er</t></rPh>"
    struck = "<r><rPr><strike/></rPr><t>7</t></r><r><t>5</t></r>"
    shared = f"<sst {MAIN}><si>{runs}</si><si>{struck}</si></sst>"
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
    assert seen(book(row(word("规章"), cells), sharedStrings=shared)) == [["规章", "20(1)", f"{TORN}5"]]


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    rows = (
        row(word("规章"), "<c><v>9</v></c><c><v>5</v></c>") + f'<row hidden="1">{word("行政许可")}<c><v>7</v></c></row>'
    )
    document = read(book(rows, '<cols><col min="2" max="2" hidden="1"/></cols>{}'))
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["规章", "5"]
    assert grid.cells[1].where.xpath == "表!C1"
    assert document.notes == ("表: 2 hidden rows or columns left out",)


def test_a_merged_area_is_one_cell_of_the_rows_and_columns_in_view() -> None:
    rows = (
        f'<row r="3">{word("总计")}<c r="C3"><v>5</v></c></row>'
        '<row r="4" hidden="1"><c r="C4"><v>6</v></c></row><row r="5"><c r="C5"><v>7</v></c></row>'
    )
    (grid,) = read(book(rows, '{}<mergeCells><mergeCell ref="A3:B5"/></mergeCells>')).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells] == [
        ("总计", 0, 0, 2, 2),
        ("5", 0, 2, 1, 1),
        ("7", 1, 2, 1, 1),
    ]


def test_a_blank_cell_is_one_where_a_frame_is_drawn() -> None:
    styles = (
        f'<styleSheet {MAIN}><borders><border/><border><left style="thin"/></border></borders>'
        '<cellXfs><xf borderId="0"/><xf borderId="1"/></cellXfs></styleSheet>'
    )
    rows = row(word("规章"), "<c><v>5</v></c>", '<c s="1"/>', '<c s="0"/>')
    assert seen(book(rows, styles=styles)) == [["规章", "5", ""]]


def test_the_title_above_the_tables_is_a_paragraph() -> None:
    rows = row(word("青澜市林业局2023年政府信息公开工作年度报告")) + row(word("规章"), "<c><v>5</v></c>")
    assert [type(block) for block in read(book(rows)).blocks] == [Paragraph, Grid]


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_text_without_tables_is_read_with_the_spreadsheet_of_its_year_beside_it() -> None:
    truth, other = invent(3, "2021"), invent(4, "2021")
    pieces = pieces_of(truth)
    prose = [piece for piece in pieces if not isinstance(piece, Sheet)]
    files = {
        f"{truth.year - 1}年度报告附表.xlsx": as_sheet(pieces_of(other)),
        f"{truth.year}年度报告附表.xlsx": as_sheet([piece for piece in pieces if isinstance(piece, Sheet)]),
        f"{truth.year}年度报告.docx": as_docx(prose),
    }
    report = read_report(zipped(**files), "report.zip")
    assert {cell_id: (cell.state, cell.value) for cell_id, cell in report.cells.items()} == truth.expected
    assert len(report.sections) == 6


def test_the_second_route_reads_a_workbook_as_the_first_does() -> None:
    truth = invent(5, "2021")
    for dress in ("formulas", "hidden"):
        again = second_reading(as_sheet(pieces_of(truth), dress), "a.xlsx", year=truth.year)
        assert {cell_id: (cell.state, cell.value) for cell_id, cell in again.items()} == truth.expected


FAR = '<row r="{0}"><c r="XFD{0}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        book("".join(map(FAR.format, range(2, 200))) + row('<c r="A1"><v>1</v></c>')),
        book(row(word("甲")) * 2000, "{}<mergeCells>" + '<mergeCell ref="A1:A2000"/>' * 2000 + "</mergeCells>"),
        book(row("<c><v>1</v></c>" * 20_000)),
    ],
    ids=["far apart", "merged again and again", "too many columns"],
)
def test_a_sheet_made_to_outgrow_its_reader_is_too_large(content: bytes) -> None:
    with pytest.raises(TooLarge):
        read(content)


def test_the_second_route_makes_no_cell_for_every_slot_of_a_merged_sheet() -> None:
    content = book(row(word("规章"), "<c><v>5</v></c>"), '{}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert second_reading(content, "a.xlsx") == {}


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.bin": b"\x83\x01\x00"},
        {"xl/workbook.xml": b"<workbook><sheets>"},
        {"xl/workbook.xml": BOOK.encode(), "xl/_rels/workbook.xml.rels": b"no markup"},
    ],
    ids=["binary", "cut off", "damaged"],
)
def test_a_workbook_that_cannot_be_read_says_so(parts: dict[str, bytes]) -> None:
    with pytest.raises(BrokenDocument, match=r"a\.xlsx"):
        read(zipped(**parts))


def names(parts: Sequence[str]) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(part.encode("utf-16-le") for part in parts)


@pytest.mark.parametrize(
    ("streams", "suffix"), [(["Workbook"], ".xls"), (["WordDocument"], ".doc"), (["Workbook", "WordDocument"], ".doc")]
)
def test_an_old_file_is_converted_as_what_it_holds_whatever_its_name(streams, suffix, monkeypatch) -> None:
    given: list[str] = []

    def converted(content: bytes, suffix: str, cache: object, seconds: float) -> bytes:
        given.append(suffix)
        raise BrokenDocument("enough")

    monkeypatch.setattr("flows.extract.readers.legacy.converted", converted)
    with pytest.raises(BrokenDocument, match="enough"):
        read_document(names(streams), "a.wps", None, load_settings())
    assert given == [suffix]


def test_open_document_packages_are_converted_and_are_no_archives(monkeypatch) -> None:
    given: list[str] = []

    def converted(content: bytes, suffix: str, cache: object, seconds: float) -> bytes:
        given.append(suffix)
        raise BrokenDocument("enough")

    monkeypatch.setattr("flows.extract.readers.legacy.converted", converted)
    for kind in ("spreadsheet", "text"):
        content = zipped(
            **{"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "META-INF/manifest.xml": b"<a/>"}
        )
        with pytest.raises(BrokenDocument, match="enough"):
            read_document(content, "a.zip", None, load_settings())
    assert given == [".ods", ".odt"]


def test_an_open_document_that_is_a_bomb_is_not_converted(monkeypatch) -> None:
    monkeypatch.setattr("flows.extract.readers.legacy.converted", lambda *given: pytest.fail("converted"))
    file = io.BytesIO(zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", bytes(20_000_000))
    with pytest.raises(TooLarge):
        read_document(file.getvalue(), "a.ods", None, load_settings())


@pytest.mark.parametrize(
    ("colour", "fill", "text"),
    [
        ('rgb="FFFFFFFF"', '<patternFill patternType="none"/>', TORN),
        ('theme="0"', '<patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill>', TORN),
        ('theme="0"', '<patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill>', "5"),
        ('theme="0" tint="-0.5"', '<patternFill patternType="none"/>', "5"),
    ],
)
def test_a_white_figure_on_white_is_in_doubt(colour: str, fill: str, text: str) -> None:
    styles = (
        f"<styleSheet {MAIN}><fonts><font><color {colour}/></font></fonts><fills><fill>{fill}</fill></fills>"
        '<cellXfs><xf fontId="0" fillId="0"/></cellXfs></styleSheet>'
    )
    content = book(row(word("规章"), '<c s="0"><v>5</v></c>'), styles=styles)
    assert seen(content)[0][1] == text
