"""Runs of a Word file that a named style strikes out, hides or raises are taken as if they were so by themselves."""

from __future__ import annotations

import io
import zipfile

import pytest

from flows.extract.document import Grid
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
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", styles)
    document = read_document(file.getvalue(), "a.docx", None, load_settings())
    return next(block for block in document.blocks if isinstance(block, Grid)).cells[0].text


def styled(style: str, own: str = "") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{own}</w:rPr><w:t>9</w:t></w:r>'


@pytest.mark.parametrize("style", ["Old", "Older"])
@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("<w:vanish/>", "12"),
        ("<w:strike/>", f"{TORN}12"),
        ("<w:webHidden/>", f"{TORN}12"),
        ("<w:b/>", "912"),
    ],
    ids=["hidden", "struck", "unseen on screens", "bold"],
)
def test_a_style_counts_as_if_set_on_the_run_itself_or_by_its_ancestor(style: str, look: str, text: str) -> None:
    assert cell(f"<w:styles {W}>{OUTER.format(look)}{INNER}</w:styles>", styled(style)) == text


def test_what_a_run_sets_itself_stands_against_its_style() -> None:
    styles = f"<w:styles {W}>{OUTER.format('<w:vanish/>')}</w:styles>"
    assert cell(styles, styled("Old", '<w:vanish w:val="0"/>')) == "912"


def test_a_sign_of_a_font_that_stands_alone_is_no_blank() -> None:
    body = '<w:tbl><w:tr><w:tc><w:p><w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r></w:p></w:tc></w:tr></w:tbl>'
    assert only_cell(body, "") == TORN


def test_of_a_field_the_result_is_read_and_never_what_its_code_holds() -> None:
    begin, part, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    inner = f"{begin}<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>{part}<w:r><w:t>99</w:t></w:r>{end}"
    assert (
        cell("", f"{begin}<w:r><w:instrText> IF </w:instrText></w:r>{inner}{part}<w:r><w:t>3</w:t></w:r>{end}") == "312"
    )


@pytest.mark.parametrize(("code", "text"), [("eq \\o\\ac(○,5)", TORN), ("=SUM(LEFT)", TORN), ("XE 申请", "")])
def test_a_field_without_a_result_is_no_blank_where_word_draws_one(code: str, text: str) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    field = f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}"
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


@pytest.mark.parametrize("styles", ["", "<w:styles", f"<w:styles {W}>{CIRCLE}</w:styles>"])
def test_styles_that_cannot_be_read_or_rest_on_themselves_cost_no_document(styles: str) -> None:
    assert cell(styles, styled("Older")) == "912"
