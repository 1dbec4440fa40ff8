"""What styles, grounds, lists and tracked changes make of a Word file's figures, however far from the figure they are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

import openpyxl
import pytest

from flows.extract import office
from flows.extract.document import Grid
from flows.extract.layout.page import TORN
from flows.extract.readers import read_document
from flows.settings import load_settings

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_M = 'xmlns:m="http://purl.oclc.org/ooxml/officeDocument/math"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_CHUNK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"


def word(body: str, styles: str = "", parts: Mapping[str, str | bytes] = MappingProxyType({})) -> bytes:
    """A package around a body; `parts` are further ones in the folder of its main part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {_W} {_R} {_M} {_W14} {_MC}><w:body>{body}</w:body></w:document>"
        )
        package.writestr("word/styles.xml", f"<w:styles {_W}>{styles}</w:styles>")
        for name, content in parts.items():
            package.writestr(f"word/{name}", content)
    return file.getvalue()


def cells(content: bytes, name: str = "a.docx") -> list[str]:
    blocks = read_document(content, name, None, load_settings()).blocks
    return [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells]


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


PSTYLE = '<w:pStyle w:val="{}"/>'


def table(*paragraphs: str, table_style: str = "", cell: str = "") -> str:
    """One cell with these paragraphs; what each holds, after a style's name and a colon if it has one."""
    held = ""
    for paragraph in paragraphs:
        style, _, runs = paragraph.rpartition("::")
        held += f"<w:p><w:pPr>{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}</w:pPr>{runs}</w:p>"
    named = f'<w:tblPr><w:tblStyle w:val="{table_style}"/></w:tblPr>' if table_style else ""
    return f"<w:tbl>{named}<w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{held}</w:tc></w:tr></w:tbl>"


def style(kind: str, name: str, look: str, rest: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"{rest}><w:rPr>{look}</w:rPr></w:style>'


HIDDEN = style("paragraph", "Hid", "<w:vanish/>")
STRUCK = style("paragraph", "Gone", "<w:strike/>")


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        ([run("5"), f"Hid::{run('7')}"], "5"),
        ([f"Gone::{run('12')}"], TORN),
        (["Gone::" + run("12", '<w:strike w:val="0"/>')], "12"),
        (["Hid::" + run("12", '<w:rStyle w:val="HidToo"/>')], "12"),
    ],
    ids=["hidden", "struck", "struck no more", "hidden twice is shown"],
)
def test_the_style_of_a_paragraph_counts_for_its_runs(paragraphs: list[str], text: str) -> None:
    styles = HIDDEN + STRUCK + style("character", "HidToo", "<w:vanish/>")
    assert cells(word(table(*paragraphs), styles)) == [text]


def test_a_paragraph_without_a_style_has_the_usual_one() -> None:
    usual = style("paragraph", "a", "<w:dstrike/>", ' w:default="1"')
    assert cells(word(table(run("12")), usual)) == [TORN]


@pytest.mark.parametrize(
    "rest", ["<w:strike/>", '</w:rPr><w:tblStylePr w:type="lastRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr><w:rPr>']
)
def test_what_the_style_of_a_table_strikes_is_struck(rest: str) -> None:
    assert cells(word(table(run("12"), table_style="T"), style("table", "T", rest))) == [TORN]


def test_styles_count_in_a_word_document_of_one_xml_file() -> None:
    parts = f"<w:styles {_W}>{HIDDEN}</w:styles><w:document {_W}><w:body>{table(run('5'), 'Hid::' + run('7'))}</w:body></w:document>"
    flat = f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'
    assert cells(flat.encode(), "a.xml") == ["5"]


WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:val="clear" w:fill="4472C4"/>'


@pytest.mark.parametrize(
    "look",
    [
        WHITE,
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
        '<w:color w:val="4472c4"/><w:shd w:val="clear" w:fill="4472C4"/>',
        "<w14:textFill><w14:noFill/></w14:textFill>",
    ],
)
def test_a_figure_in_the_colour_of_its_ground_is_nobodys(look: str) -> None:
    assert cells(word(table(run("12", look)))) == [TORN]


def test_a_figure_in_the_colour_of_its_cell_is_nobodys_and_one_in_another_is_read() -> None:
    black = '<w:shd w:val="clear" w:fill="000000"/>'
    unseen, seen = (table(run("12", f'<w:color w:val="{colour}"/>'), cell=black) for colour in ("000000", "FFFFFF"))
    assert cells(word(unseen + seen)) == [TORN, "12"]


def test_white_figures_on_a_coloured_ground_are_read() -> None:
    headed = style("table", "T", "", "").replace(
        "<w:rPr></w:rPr>", f'<w:tblStylePr w:type="lastRow"><w:tcPr>{BLUE}</w:tcPr></w:tblStylePr>'
    )
    on_cell, on_style, on_run = (
        table(run("1", WHITE), cell=BLUE),
        table(run("2", WHITE), table_style="T"),
        table(run("3", WHITE + BLUE)),
    )
    assert cells(word(on_cell + on_style + on_run, headed)) == ["1", "2", "3"]


def test_a_hidden_row_is_not_read() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    assert cells(word(f"<w:tbl>{row.format('<w:hidden/>', run('7'))}{row.format('', run('5'))}</w:tbl>")) == ["5", ""]


LISTS = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{{}}"/>'
    '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [("decimal", "%1.", f"{TORN}12"), ("bullet", "·", "12"), ("none", "", "12"), ("decimal", "", "12")],
)
def test_a_list_writes_its_number_before_a_figure_where_it_prints_one(kind: str, number: str, text: str) -> None:
    body = table(run("12")).replace("<w:pPr>", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    assert cells(word(body, parts={"numbering.xml": LISTS.format(kind, number)})) == [text]


def test_a_deleted_end_makes_two_paragraphs_one() -> None:
    ends = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"
    body = f"{ends.format(run('一、'))}{ends.format(run('总体'))}<w:p>{run('情况')}</w:p><w:p>{run('正文')}</w:p>"
    blocks = read_document(word(body), "a.docx", None, load_settings()).blocks
    assert [getattr(block, "text", "") for block in blocks] == ["一、总体情况", "正文"]


@pytest.mark.parametrize(
    ("needs", "text"), [("w14", "5"), ("zz", "7"), ("w14 zz", "7")], ids=["known", "unknown", "one of them unknown"]
)
def test_of_two_ways_to_show_a_table_the_one_is_read_that_word_shows(needs: str, text: str) -> None:
    ways = f'<mc:Choice Requires="{needs}">{table(run("5"))}</mc:Choice><mc:Fallback>{table(run("7"))}</mc:Fallback>'
    assert cells(word(f'<mc:AlternateContent xmlns:zz="urn:zz">{ways}</mc:AlternateContent>')) == [text]


def test_figures_set_as_formulas_are_read_in_the_strict_kind_too() -> None:
    assert cells(word(table("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>"))) == ["12"]


RELATIONS = "_rels/document.xml.rels"
TAKEN = f'<Relationships><Relationship Id="rId9" Type="{_CHUNK}" Target="a.docx"/></Relationships>'


def test_a_word_file_within_a_word_file_is_read_and_one_in_that_is_asked_about() -> None:
    taken_in = '<w:altChunk r:id="rId9"/>'
    inner = word(table(run("5")) + taken_in, parts={RELATIONS: TAKEN, "a.docx": word(table(run("7")))})
    outer = word(taken_in, parts={RELATIONS: TAKEN, "a.docx": inner})
    assert cells(outer) == ["5"]
    assert read_document(outer, "a.docx", None, load_settings()).images == 1


@pytest.mark.skipif(not office.is_installed(), reason="LibreOffice is not installed")
def test_a_rich_text_within_a_word_file_is_read() -> None:
    rich = rb"{\rtf1\ansi\trowd\cellx900\cellx1800\pard\intbl 5\cell 7\cell\row\pard\par}"
    taken = {RELATIONS: TAKEN.replace("a.docx", "a.rtf"), "a.rtf": rich}
    assert cells(word('<w:altChunk r:id="rId9"/>', parts=taken)) == ["5", "7"]


def test_a_part_that_stands_outside_the_file_is_asked_about() -> None:
    found = read_document(word('<w:p><w:subDoc r:id="rId9"/></w:p>'), "a.docx", None, load_settings())
    assert (found.images, len(found.pictures)) == (1, 1)


def workbook(*sheets: str) -> bytes:
    """A workbook of which each sheet has a name in its first cell and a figure beside it."""
    book = openpyxl.Workbook()
    for place, name in enumerate(sheets):
        sheet = book.create_sheet(index=place)
        sheet.append([name, 5] if name else [])
    book.save(file := io.BytesIO())
    return file.getvalue()


_OBJECT = (
    '<w:p><w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId8"/></v:shape>'
    '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12" r:id="rId9"/></w:object></w:r></w:p>'
)


def with_object(held: bytes) -> bytes:
    kind = _CHUNK.removesuffix("aFChunk")
    links = "".join(
        f'<Relationship Id="{name}" Type="{kind}{what}" Target="{to}"/>'
        for name, what, to in (("rId8", "image", "media/i.emf"), ("rId9", "package", "embeddings/s.xlsx"))
    )
    parts = {RELATIONS: f"<Relationships>{links}</Relationships>", "media/i.emf": b"emf", "embeddings/s.xlsx": held}
    return word(_OBJECT, parts=parts)


def test_a_sheet_that_stands_in_a_word_file_is_read_in_the_place_of_its_picture() -> None:
    found = read_document(with_object(workbook("规章", "")), "a.docx", None, load_settings())
    assert [[cell.text for cell in block.cells] for block in found.blocks if isinstance(block, Grid)] == [["规章", "5"]]
    assert (found.images, found.pictures) == (0, ())


@pytest.mark.parametrize("held", [workbook("规章", "上年"), b"damaged"])
def test_a_workbook_of_which_a_word_file_shows_a_part_is_a_picture(held: bytes) -> None:
    found = read_document(with_object(held), "a.docx", None, load_settings())
    assert not found.blocks
    assert (found.images, [picture.name for picture in found.pictures]) == (1, ["i.emf"])
