"""Files made to harm their reader end in an outcome, quickly; nothing is fetched, run or written."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from flows.errors import BrokenDocument, SourceError, TooLarge
from flows.extract.document import Document, Grid, Paragraph
from flows.extract.layout.page import PageLayout
from flows.extract.layout.ruled import ruled_tables
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.formats.docx import as_docx, package
from tests.accuracy.formats.ofd import as_ofd
from tests.accuracy.formats.pdf import as_pdf
from tests.accuracy.pieces import Box, Sheet
from tests.extract.layout.sheet import ruled

PIECES = ["青澜市林业局2023年政府信息公开工作年度报告", Sheet(((Box("规章"), Box("3")), (Box("行政许可"), Box("0"))))]
WHOLE = {"a.docx": as_docx(PIECES), "a.pdf": as_pdf(PIECES), "a.ofd": as_ofd(PIECES)}
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def read(content: bytes, name: str) -> Document:
    return read_document(content, name, None, load_settings())


def packed(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("seed", range(8))
def test_a_file_with_wrong_bytes_is_read_or_an_outcome(name: str, seed: int) -> None:
    chance, content = random.Random(seed), bytearray(WHOLE[name])
    for _ in range(30):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with contextlib.suppress(SourceError):  # and nothing else
        assert isinstance(read(bytes(content), name), Document)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_file_cut_short_is_an_outcome(name: str, share: float) -> None:
    whole = WHOLE[name]
    with pytest.raises(SourceError, match=name):
        read(whole[: int(len(whole) * share)], name)


def test_a_part_without_a_name_is_none() -> None:
    content = bytearray(packed(x="1", **{"a.txt": PIECES[0]}))
    for header, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        # The first part's name of one character becomes its extra field.
        start = content.index(header) + at
        content[start : start + 4] = b"\0\0\1\0"
    assert PIECES[0] in texts(read(bytes(content), "a.zip"))


def test_a_damaged_name_of_a_pdf_is_none() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    canvas.setTitle("白石区")
    canvas.drawString(72, 700, "1")
    canvas.save()
    # Half of a pair of code units, in the place of 白.
    damaged = file.getvalue().replace(b"\\376\\377v}", b"\\376\\377\xd8}")
    assert damaged != file.getvalue()
    assert "title" not in read(damaged, "a.pdf").meta


def test_an_encrypted_pdf_says_that_it_is() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("user", "owner"))
    canvas.drawString(50, 700, "1")
    canvas.save()
    with pytest.raises(BrokenDocument, match="encrypted"):
        read(file.getvalue(), "a.pdf")


def test_a_word_file_with_macros_and_links_is_only_read() -> None:
    # Whatever is fetched would fail on `no_network`; a macro has nobody to run it.
    file = io.BytesIO(package("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"))
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://192.0.2.1/t.dotm" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 AutoOpen")
        archive.writestr("word/_rels/document.xml.rels", outside)
    assert texts(read(file.getvalue(), "a.docm")) == ["正文"]


def test_names_that_lead_out_of_a_package_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inside").mkdir()
    slip = packed(**{"../out.txt": "政府信息公开工作年度报告", "/etc/out.txt": "甲"})
    assert texts(read(slip, "a.zip")) == ["政府信息公开工作年度报告"]
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]
    body = f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>../../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    with pytest.raises(BrokenDocument, match=r"lacks .*passwd"):
        read(packed(**{"OFD.xml": body}), "a.ofd")


def test_steps_without_end_between_the_glyphs_of_an_ofd_cost_nothing() -> None:
    text = '<ofd:TextObject Boundary="9 9 9 9"><ofd:TextCode X="0" Y="0" DeltaX="g 999999999 1">甲</ofd:TextCode></ofd:TextObject>'
    ofd = packed(
        **{
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D.xml": f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
            "P.xml": f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{text * 50}</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )
    assert len(read(ofd, "a.ofd").blocks) == 1


def test_an_archive_in_an_archive_in_an_archive_is_not_opened() -> None:
    inner = packed(**{"年度报告.docx": WHOLE["a.docx"]})
    for _ in range(30):
        inner = packed(**{"a.zip": inner})
    with pytest.raises(BrokenDocument):
        read(inner, "a.zip")


def test_an_archive_in_an_archive_is_a_document_of_it() -> None:
    inner = packed(**{"年度报告.docx": WHOLE["a.docx"]})
    assert len(read(packed(**{"a.zip": inner}), "a.zip").blocks) == len(read(WHOLE["a.docx"], "a.docx").blocks)


def row(*texts: str) -> str:
    return "<table><tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr></table>"


def test_tables_alone_go_with_the_text_of_an_archive_but_no_blank_form_and_no_other_report() -> None:
    text = {"某局2024年政府信息公开工作年度报告.html": "<p>一、总体情况</p>"}
    beside = {
        "附表.html": row("规章", "5"),
        "格式.html": row("规章", ""),
        "乙局.html": "<p>某事</p>" * 200 + row("规章", "7"),
    }
    grids = [block for block in read(packed(**text, **beside), "a.zip").blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in grid.cells] for grid in grids] == [["规章", "5"]]


def test_thousands_of_deleted_ends_make_one_paragraph() -> None:
    ended = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>"
    (joined,) = texts(read(package(f"{ended * 5_000}<w:p><w:r><w:t>2</w:t></w:r></w:p>"), "a.docx"))
    assert joined == "1" * 5_000 + "2"


def test_a_part_that_is_taken_in_again_and_again_is_read_once() -> None:
    relation = '<Relationships><Relationship Id="r" Type="x/aFChunk" Target="a.html"/></Relationships>'
    again = '<w:altChunk xmlns:r="urn:r" r:id="r"/>' * 500
    file = io.BytesIO(package(again))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relation)
        archive.writestr("word/a.html", "<p>正文</p>")
    assert texts(read(file.getvalue(), "a.docx")) == ["正文"]


def test_an_archive_of_more_parts_than_any_report_has_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(packed(**{f"{number}.txt": "甲" for number in range(5001)}), "a.zip")


def test_squared_paper_is_no_table() -> None:
    lines = [float(place) for place in range(20, 620, 4)]
    assert ruled_tables(PageLayout(1, 640, 640, (), tuple(ruled(lines, lines))), "a.pdf") == []


@pytest.mark.parametrize(
    "sheet",
    [
        "/*" * 200_000,
        "@" * 200_000,
        "@media{" * 100_000,
        "@media screen{" + "i{}" * 100_000,
        "i," * 200_000,
        "i " * 100_000 + "{color:red}",
        f"i:before{{content:'{'x' * 200_000}'}}",
    ],
    ids=[
        "comments",
        "rules for media",
        "media in media",
        "rules for a screen",
        "selectors",
        "one selector",
        "added text",
    ],
)
def test_a_style_sheet_costs_no_more_than_its_length(sheet: str) -> None:
    page = f"<style>{sheet}</style><p>正文</p>"
    assert texts(read(page.encode(), "a.html")) == ["正文"]


@pytest.mark.parametrize("item", ["-" * 20_000 + "1", "-" * 3_900 + "1", "(" * 500 + "1" + ")" * 500, "x" * 200_000])
def test_lists_of_values_that_no_program_wrote_stay_text(item: str) -> None:
    document = read_document(f"标题\n['规章', {item}]\n".encode(), "a.txt", None, load_settings())
    assert any(isinstance(block, Paragraph) and block.text == "标题" for block in document.blocks)
