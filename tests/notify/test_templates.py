"""The office's Word templates: what is missing or unknown in them is told before anything is drafted."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from flows.errors import SettingsError
from flows.notify.writing.word import fill, template
from flows.settings import config_dir

NEEDED, KNOWN = frozenset({"title", "item"}), frozenset({"title", "item", "mark"})


def saved(path: Path, *paragraphs: str) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def test_a_missing_and_an_unknown_field_are_both_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        template(saved(tmp_path / "t.docx", "{title}", "{itme}"), NEEDED, KNOWN)
    assert "{item}" in str(refused.value)
    assert "{itme}" in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"{title}{item}", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_document_is_no_template(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(SettingsError, match="Word 模板"):
        template(tmp_path / "t.docx", NEEDED, KNOWN)
    with pytest.raises(SettingsError, match="Word 模板"):
        template(tmp_path / "none.docx", NEEDED, KNOWN)


def test_a_field_that_word_tore_into_runs_is_one_field(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("关于")
    for piece in ("{ti", "t", "le}", "的函"):
        paragraph.add_run(piece).bold = piece == "{ti"
    document.add_paragraph("{item}")
    document.save(str(tmp_path / "t.docx"))
    made = fill(template(tmp_path / "t.docx", NEEDED, KNOWN), {"title": "年报"}, [[{"item": "甲"}]])
    (first, _) = Document(io.BytesIO(made)).paragraphs
    assert first.text == "关于年报的函"
    assert [run.text for run in first.runs if run.bold] == ["年报"]


def test_a_list_repeats_its_paragraph_and_an_empty_field_takes_its_own_away(tmp_path: Path) -> None:
    form = template(saved(tmp_path / "t.docx", "{mark}", "{title}", "{item}", "完"), NEEDED, KNOWN)
    assert texts(fill(form, {"title": "题", "mark": ""}, [[{"item": "甲"}, {"item": "乙"}]])) == [
        "题",
        "甲",
        "乙",
        "完",
    ]
    assert texts(fill(form, {"title": "题", "mark": "草稿"}, [[]])) == ["草稿", "题", "完"]


def test_a_value_is_never_read_as_a_field(tmp_path: Path) -> None:
    form = template(saved(tmp_path / "t.docx", "{title}", "{item}"), NEEDED, KNOWN)
    made = fill(form, {"title": "{mark}", "mark": "草稿"}, [[{"item": "{title}"}]])
    assert texts(made)[0] == "{mark}"


def test_the_supplied_letter_is_laid_out_as_official_letters_are() -> None:
    document = Document(str(config_dir() / "letters" / "letter.docx"))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins if one is not None] == [37, 35, 28, 26]
    sizes = (section.page_width, section.page_height)
    assert [round(one.mm) for one in sizes if one is not None] == [210, 297]
    assert document.settings.odd_and_even_pages_header_footer
    body = next(paragraph for paragraph in document.paragraphs if paragraph.text == "{item}")
    assert body.runs[0].font.size is not None
    assert body.runs[0].font.size.pt == 16


def test_what_an_office_changes_in_word_is_how_its_letters_look(tmp_path: Path) -> None:
    shutil.copy(config_dir() / "letters" / "letter.docx", tmp_path / "t.docx")
    document = Document(str(tmp_path / "t.docx"))
    document.add_paragraph("地址：清河县人民路1号")
    document.save(str(tmp_path / "t.docx"))
    fields = frozenset(
        ["banner", "number", "title", "recipient", "opening", "heading", "item", "annex", "signature", "day"]
    )
    form = template(tmp_path / "t.docx", fields, fields | {"mark", "contact", "copies"})
    assert texts(fill(form, {"title": "题"}, []))[-1] == "地址：清河县人民路1号"
