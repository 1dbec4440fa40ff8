"""What an article shows without saying it is told, so that nobody calls missing what a person sees there."""

from __future__ import annotations

import json

import pytest

from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.report import pieces_of

SETTINGS = load_settings()
STROKES = "<path d='M0 0L1 1'/>" * 20


def read(inner):
    page = f"<html><body><h1>年度报告</h1><div class=content><p>二、主动公开政府信息情况</p>{inner}</div></body></html>"
    return read_document(page.encode(), "page.html", None, SETTINGS)


@pytest.mark.parametrize(
    "shown",
    [
        "<div style='height:500px;background-image:url(/t2.png)'></div>",
        "<section><svg style='background: url(/t2.png)'></svg></section>",
        "<svg><image href='/t2.png'/></svg>",
        f"<svg>{STROKES}</svg>",
        "<canvas id=t2></canvas>",
        "<picture><source srcset='/t2.webp'></picture>",
        "<input type=image src='/t2.png'>",
    ],
)
def test_a_drawing_and_a_picture_set_by_a_style_are_pictures_of_the_article(shown):
    assert read(shown).images == 1


@pytest.mark.parametrize(
    "shown",
    [
        "<iframe src='/t2.html'></iframe>",
        "<object data='/t2.pdf'></object>",
        "<table id=t2><tbody></tbody></table>",
        "<div id=table2></div>",
        "<el-table :data=rows></el-table>",
    ],
)
def test_what_a_frame_shows_or_a_script_fills_is_remarked(shown):
    (note,) = read(shown).notes
    assert "was not read" in note


@pytest.mark.parametrize("shown", ["<svg><path d='M0 0'/></svg>", "<div id=share></div>", "<div class=clear></div>"])
def test_icons_and_places_of_buttons_are_passed_over(shown):
    document = read(shown)
    assert (document.images, document.notes) == (0, ())


def test_nothing_is_looked_for_where_the_words_of_all_tables_stand():
    page = as_html(pieces_of(invent(3))).decode().replace("<body>", f"<body><div><svg>{STROKES}</svg></div>")
    document = read_document(page.encode(), "page.html", None, SETTINGS)
    assert (document.images, document.notes) == (0, ())


@pytest.mark.parametrize("escaped", [True, False])
def test_tables_that_a_script_draws_from_its_own_data_are_remarked(escaped):
    rows = [
        {"name": "一、本年新收政府信息公开申请数量", "natural": 5},
        {"name": "1.属于国家秘密"},
        {"name": "2.重复申请"},
    ]
    script = f"<div id=t3></div><script>draw('#t3', {json.dumps(rows, ensure_ascii=escaped)})</script>"
    (note,) = read(script).notes
    assert "scripts" in note
    assert read("<script>var tip = '一、本年新收政府信息公开申请数量';</script>").notes == ()


def test_of_tables_in_several_scripts_those_that_are_not_read_are_remarked():
    tables = ("第二十条第（一）项 现行有效件数", "法人或其他组织 商业企业 科研机构 社会公益组织")
    scripts = [f"<table>{f'<tr><td>{words}</td></tr>' * 9}</table>" for words in tables]
    page = "".join(f"<div id=t></div><script>$('#t').html({json.dumps(table)})</script>" for table in scripts)
    assert any("scripts" in note for note in read(page).notes)
