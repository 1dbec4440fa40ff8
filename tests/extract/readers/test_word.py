"""Word files as a reader sees them printed: runs by their styles, fields by their results, whatever the parts are called."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from flows.errors import BrokenDocument
from flows.extract.document import Block, Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.readers import read_document
from flows.extract.readers.word_text import TORN
from flows.settings import load_settings

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OUTER = '<w:style w:type="character" w:styleId="Old"><w:rPr>{}</w:rPr></w:style>'
INNER = '<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>'

CIRCLE = '<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Older"/></w:style>'


def cell(styles: str, run: str) -> str:
    """What is read of a cell with the figure 12 after the run `run`."""
    return only_cell(f"<w:tbl><w:tr><w:tc><w:p>{run}<w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", styles)


def only_cell(body: str, styles: str) -> str:
    return next(block for block in blocks(body, styles) if isinstance(block, Grid)).cells[0].text


def blocks(body: str, styles: str = "") -> tuple[Block, ...]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", styles)
    return read_document(file.getvalue(), "a.docx", None, load_settings()).blocks


def styled(style: str, own: str = "") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{own}</w:rPr><w:t>9</w:t></w:r>'


@pytest.mark.parametrize("style", ["Old", "Older"])
@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("<w:vanish/>", "12"),
        ("<w:strike/>", "12"),
        ("<w:webHidden/>", f"{TORN}12"),
        ('<w:sz w:val="10"/>', f"{TORN}12"),
        ("<w:b/>", "912"),
    ],
    ids=["hidden", "struck", "unseen on screens", "tiny", "bold"],
)
def test_a_style_counts_as_if_set_on_the_run_itself_or_by_its_ancestor(style: str, look: str, text: str) -> None:
    assert cell(f"<w:styles {W}>{OUTER.format(look)}{INNER}</w:styles>", styled(style)) == text


def test_what_a_run_sets_itself_stands_against_its_style() -> None:
    styles = f"<w:styles {W}>{OUTER.format('<w:vanish/>')}</w:styles>"
    assert cell(styles, styled("Old", '<w:vanish w:val="0"/>')) == "912"


def test_a_picture_in_the_line_of_a_figure_may_be_a_part_of_it() -> None:
    assert cell("", '<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>') == f"{TORN}12"


def test_figures_written_from_right_to_left_are_read_as_they_are_printed() -> None:
    assert cell("", '<w:bdo w:val="rtl"><w:r><w:t>43</w:t></w:r></w:bdo>') == "3412"


def rows(*texts: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in texts)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def test_a_heading_or_a_sentence_in_a_row_of_its_own_is_a_paragraph_between_two_grids() -> None:
    table = rows(
        ("规章", "0"), ("三、收到和处理政府信息公开申请情况",), ("本年度新收申请五件，均已答复。",), ("总计", "5")
    )
    found = blocks(table)
    assert [getattr(block, "text", "grid") for block in found] == [
        "grid",
        "三、收到和处理政府信息公开申请情况",
        "本年度新收申请五件，均已答复。",
        "grid",
    ]
    assert [(cell.text, cell.row) for cell in found[3].cells] == [("总计", 0), ("5", 0)]


def test_a_table_of_one_column_of_words_is_prose_and_of_figures_a_table() -> None:
    assert [getattr(block, "text", "grid") for block in blocks(rows(("某局年度报告",), ("一、总体情况",)))] == [
        "某局年度报告",
        "一、总体情况",
    ]
    assert [type(block) for block in blocks(rows(("规章",), ("",), ("5",)))] == [Grid]


@pytest.mark.parametrize(
    ("font", "char", "text"), [("Wingdings", "F08C", TORN), ("Wingdings", "F035", TORN), ("Symbol", "F035", "5")]
)
def test_a_sign_of_a_font_that_stands_alone_is_no_blank(font: str, char: str, text: str) -> None:
    sign = f'<w:sym w:font="{font}" w:char="{char}"/>'
    assert only_cell(f"<w:tbl><w:tr><w:tc><w:p><w:r>{sign}</w:r></w:p></w:tc></w:tr></w:tbl>", "") == text


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ('<w:numPr><w:numId w:val="3"/></w:numPr>', TORN),
        ('<w:pStyle w:val="Listed"/>', TORN),
        ('<w:numPr><w:numId w:val="0"/></w:numPr>', ""),
    ],
    ids=["numbered", "numbered by its style", "numbered no more"],
)
def test_a_lists_number_that_stands_alone_is_no_blank(properties: str, text: str) -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Listed">{number}</w:style></w:styles>'
    body = f"<w:tbl><w:tr><w:tc><w:p><w:pPr>{properties}</w:pPr></w:p></w:tc></w:tr></w:tbl>"
    assert only_cell(body, styles) == text


def test_of_a_field_the_result_is_read_and_never_what_its_code_holds() -> None:
    begin, part, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    inner = f"{begin}<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>{part}<w:r><w:t>99</w:t></w:r>{end}"
    assert (
        cell("", f"{begin}<w:r><w:instrText> IF </w:instrText></w:r>{inner}{part}<w:r><w:t>3</w:t></w:r>{end}") == "312"
    )


@pytest.mark.parametrize(
    ("code", "text"), [("eq \\o\\ac(○,5)", "⑤"), ("EQ \\f(1,2)", TORN), ("=SUM(LEFT)", TORN), ("XE 申请", "")]
)
@pytest.mark.parametrize("behind", ["", "separate"])
def test_a_field_without_a_result_is_no_blank_where_word_draws_one(code: str, text: str, behind: str) -> None:
    begin, part, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    field = f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{part if behind else ''}{end}"
    assert only_cell(f"<w:tbl><w:tr><w:tc><w:p>{field}</w:p></w:tc></w:tr></w:tbl>", "") == text


def test_the_document_is_the_part_that_its_package_names() -> None:
    file = io.BytesIO()
    related = (
        '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("_rels/.rels", related)
        package.writestr(
            "word/document2.xml", f"<w:document {W}><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>"
        )
    blocks = read_document(file.getvalue(), "a.docx", None, load_settings()).blocks
    assert [getattr(block, "text", "") for block in blocks] == ["正文"]


WORD_2003 = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
PARTS = '<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{}</pkg:xmlData></pkg:part>'


def flat(body: str, kind: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    package = f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{PARTS.format(document)}</pkg:package>'
    of_2003 = f"<w:wordDocument {WORD_2003}><w:body>{body}</w:body></w:wordDocument>".replace("vMerge", "vmerge")
    return f'<?xml version="1.0"?><?mso-application progid="Word.Document"?>{package if kind == "flat" else of_2003}'.encode()


@pytest.mark.parametrize("kind", ["flat", "2003"])
@pytest.mark.parametrize("name", ["a.doc", "a.xml", "a.docx"])
def test_a_word_document_in_one_xml_file_is_read(kind: str, name: str) -> None:
    upper = (
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc></w:tr>'
    )
    table = f"<w:tbl>{upper}<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    (grid,) = read_document(flat(table, kind), name, None, load_settings()).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.rowspan) for cell in grid.cells] == [("规章", 2)]


def test_word_in_one_xml_file_that_is_cut_off_is_said_to_be_broken() -> None:
    with pytest.raises(BrokenDocument, match="a.doc"):
        read_document(flat("<w:p/>", "2003")[:-9], "a.doc", None, load_settings())


@pytest.mark.parametrize("styles", ["", "<w:styles", f"<w:styles {W}>{CIRCLE}</w:styles>"])
def test_styles_that_cannot_be_read_or_rest_on_themselves_cost_no_document(styles: str) -> None:
    assert cell(styles, styled("Older")) == "912"


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PLACED = [
    ["二、主动公开政府信息情况"],
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
] + [[name, "1", "2", "12"] for name in ("规章", "行政规范性文件") * 12]


def framed(left: int, top: int, text: str) -> str:
    return f'<w:p><w:pPr><w:framePr w:x="{left * 20}" w:y="{top * 20}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def boxed(left: int, top: int, text: str) -> str:
    sides = (("H", left), ("V", top))
    at = "".join(
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>{far * 12700}</wp:posOffset></wp:position{side}>'
        for side, far in sides
    )
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return f'<w:p><w:r><w:drawing><wp:anchor xmlns:wp="{DRAWN}">{at}{box}</wp:anchor></w:drawing></w:r></w:p>'


def placed(write: Callable[[int, int, str], str]) -> str:
    return "".join(
        write(left, 40 + 20 * at, text)
        for at, row in enumerate(PLACED)
        for left, text in zip((40, 400, 500, 600), row, strict=False)
    )


@pytest.mark.parametrize("write", [framed, boxed])
def test_pieces_with_places_on_a_page_are_read_as_a_page_of_print_is(write: Callable[[int, int, str], str]) -> None:
    read = blocks(placed(write) + f"<w:p><w:pPr><w:sectPr/></w:pPr></w:p>{write(40, 40, '三、收到和处理情况')}")
    (grid,) = (block for block in read if isinstance(block, Grid))
    assert [one.text for one in rows_of(grid)[-1]] == ["行政规范性文件", "1", "2", "12"]
    assert isinstance(read[0], Paragraph)
    assert read[0].text == PLACED[0][0]
    assert read[-1].where.page == 2


def test_frames_beside_a_text_that_stands_in_none_are_read_in_their_turn() -> None:
    long = f"<w:p><w:r><w:t>{'根据条例编制本报告。' * 100}</w:t></w:r></w:p>"
    assert not any(isinstance(block, Grid) for block in blocks(placed(framed) + long))
