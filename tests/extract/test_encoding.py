"""What bytes are outweighs what they say they are."""

from __future__ import annotations

import pytest

from flows.extract.encoding import decode
from flows.extract.script import settle, simplified

TEXT = "青河县审计局2023年政府信息公开工作年度报告，共收到申请12件。" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_an_undeclared_encoding_is_found(encoding):
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gb18030"), ("big5", "big5"), ("nonsense", "utf-8")],
)
def test_a_wrong_declaration_changes_nothing(declared, actual):
    text = simplified(TEXT) if actual != "big5" else "政府資訊公開工作年度報告"
    page = f'<meta charset="{declared}">{text}'
    assert decode(page.encode(actual)).text == page


def test_utf_8_that_was_encoded_twice_is_what_it_was_meant_to_be():
    assert decode(TEXT.encode().decode("latin-1").encode()).text == TEXT
    assert decode("naïve café, déjà vu".encode()).text == "naïve café, déjà vu"


def test_the_header_may_declare_big5():
    text = "政府資訊公開工作年度報告，共收到申請"
    assert decode(text.encode("big5"), "text/html; charset=big5").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_do_not_change_the_encoding(encoding):
    content = bytearray(TEXT.encode(encoding))
    content[9:10] = b"\xff"
    decoded = decode(bytes(content))
    assert decoded.undecodable >= 1
    assert decoded.text.endswith(TEXT[20:])


def test_a_text_cut_inside_a_character_is_still_utf_8():
    assert decode(TEXT.encode()[:-2]).text.startswith(TEXT[:-1])


def test_radicals_become_the_characters_they_look_like():
    assert settle("⼀、⾏政⽂件 ⻓期\u200b") == "一、行政文件 长期"
