"""A page is read as a browser shows it: its article in order, its tables as grids, nothing hidden, nothing fetched."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from flows.errors import BrokenDocument, SourceError, TooLarge
from flows.extract.document import Document, Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.readers import read_document
from flows.settings import load_settings

SETTINGS = load_settings()


def read(html: str | bytes, name: str = "page.html") -> Document:
    return read_document(html if isinstance(html, bytes) else html.encode(), name, None, SETTINGS)


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in rows_of(b)] for b in document.blocks if isinstance(b, Grid)]


def test_paragraphs_and_tables_come_in_reading_order():
    document = read("<p>一</p>text<div>二<p>三</p>四</div><table><tr><td>1</td><td>2</td></tr></table><p>五<br>六</p>")
    kinds = [block.text if isinstance(block, Paragraph) else "table" for block in document.blocks]
    assert kinds == ["一", "text", "二", "三", "四", "table", "五", "六"]


def test_a_paragraph_tells_its_place():
    document = read("<div><table><tr><td><p>a</p></td><td>b</td></tr></table><p>first</p><h2>second</h2></div>")
    places = {b.text: (b.where.xpath, b.level) for b in document.blocks if isinstance(b, Paragraph)}
    assert places == {"first": ("(//p)[2]", 0), "second": ("(//h2)[1]", 2)}


@pytest.mark.parametrize(
    "cell",
    [
        "<td><span>1</span><span>5</span></td>",
        "<td><p>1<font>5</font></p></td>",
        "<td> <b>15</b>\n</td>",
        "<td><p></p><p>15</p></td>",
    ],
)
def test_digits_parted_by_markup_alone_are_one_number(cell):
    assert tables(read(f"<table><tr><td>a</td>{cell}</tr></table>")) == [[["a", "15"]]]


@pytest.mark.parametrize(
    "cell",
    [
        "<td>1<br>5</td>",
        "<td><p>1</p><p>5</p></td>",
        "<td>1<p>5</p></td>",
        "<td><span>1</span><span><p>5</p></span></td>",
        "<td>1\n5</td>",
    ],
)
def test_digits_that_a_browser_shows_apart_stay_apart(cell):
    assert tables(read(f"<table><tr><td>a</td>{cell}</tr></table>")) == [[["a", "1 5"]]]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>9</p>",
        "<p style='DISPLAY: NONE'>9</p>",
        "<p hidden>9</p>",
        "<span style='mso-hide:all'>9</span>",
        "<!-- 9 -->",
        "<script>9</script>",
        "<style>9</style>",
        "<select><option>9</option></select>",
        "<template><p>9</p></template>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden):
    assert lines(read(f"<p>5</p>{hidden}<p>6</p>")) == ["5", "6"]


def test_a_hidden_cell_is_no_cell():
    html = "<table><tr><td>a</td><td style='display: none'>9</td><td>5</td></tr></table>"
    assert tables(read(html)) == [[["a", "5"]]]


def test_a_layout_table_dissolves_into_its_paragraphs_and_tables():
    html = """<table><tr><td>导航</td><td><p>一、总体情况</p><p>正文。</p>
    <table><tr><td>a</td><td>1</td></tr></table><p>尾。</p></td></tr></table>"""
    document = read(html)
    kinds = [block.text if isinstance(block, Paragraph) else "table" for block in document.blocks]
    assert kinds == ["导航", "一、总体情况", "正文。", "table", "尾。"]


def test_a_heading_in_a_row_of_its_own_is_a_paragraph():
    html = "<table><tr><td colspan=2>三、收到和处理申请情况</td></tr><tr><td>a</td><td>1</td></tr></table>"
    document = read(html)
    assert lines(document) == ["三、收到和处理申请情况"]
    assert tables(document) == [[["a", "1"]]]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<ucapcontent>", "</ucapcontent>"),
        ("<UCAPCONTENT>", "</UCAPCONTENT>"),
        ('<div id="zoom">', "</div>"),
        ('<div class="TRS_Editor">', "</div>"),
        ('<div id="vsb_content"><div class="v_news_content">', "</div></div>"),
        ('<div class="article-content">', "</div>"),
    ],
)
def test_the_article_is_told_from_its_frame(start, end):
    body = "<p>一、总体情况</p><p>法人或其他组织</p><p>六、其他需要报告的事项</p>"
    document = read(f"<div><li>首页</li><h1>某局年报</h1></div>{start}{body}{end}<div><p>网站地图</p></div>")
    assert lines(document) == ["一、总体情况", "法人或其他组织", "六、其他需要报告的事项"]
    assert document.meta["h1"] == "某局年报"
    assert document.meta["above"].splitlines() == ["首页", "某局年报"]


def test_the_lines_right_behind_the_article_are_kept_up_to_the_first_longer_part():
    body = "<p>一、总体情况</p><p>法人或其他组织</p><p>六、其他需要报告的事项</p>"
    dated = "<div><span>发布日期</span><span>2024-01-15</span></div>"
    page = f'<div><div><div id="zoom">{body}</div>{dated}</div><p>【打印】</p><ul>{"<li>通知公告</li>" * 30}</ul><p>尾</p></div>'
    document = read(page)
    assert document.meta["below"].splitlines() == ["发布日期2024-01-15", "【打印】"]
    assert lines(document)[-1] == "六、其他需要报告的事项"


def test_a_heading_that_is_a_picture_is_the_line_that_the_page_says_of_it():
    html = """<p><img src="t1.png" alt="一、总体情况"></p><p>依法公开。<img src="a.png" alt="基本情况图"></p>"""
    assert lines(read(html)) == ["一、总体情况", "依法公开。"]


def test_an_article_element_that_holds_only_a_part_is_not_the_article():
    html = '<div class="content"><p>一、总体情况</p></div><div class="content"><p>法人或其他组织</p></div>'
    assert lines(read(html)) == ["一、总体情况", "法人或其他组织"]


def test_attachments_frames_and_pictures_are_noted_and_not_opened():
    html = """<p>正文</p><iframe src="/pdf/web.html"></iframe><a href="/a/年报.PDF?x=1">下载PDF</a><a href="/b.html">首页</a>
    <img src="t.png" width="600"><img src="icon.gif" width="16" height="16">"""
    document = read(html)
    assert document.links == (("iframe", "/pdf/web.html"), ("下载PDF", "/a/年报.PDF?x=1"))
    assert document.images == 1


def test_the_head_is_kept_as_meta():
    document = read(
        '<title>某局_某县</title><meta name="PubDate" content="2024-01-12"><meta name="ArticleTitle" content="年报"><p>x</p>'
    )
    assert document.meta == {"title": "某局_某县", "pubdate": "2024-01-12", "articletitle": "年报"}


def test_characters_that_mark_our_own_breaks_do_no_harm():
    document = read("<p>a&#30;b&#14;7&#14;c&#30;&#14;x&#30;&#15;1</p>\x1e\x0f1\x1e<p>d</p>")
    assert lines(document)[-1] == "d"


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr>" + "<td>0" * 10_000 + "</tr>" * 3 + "</table>",
        "<table><tr>" + "<td colspan=100000 rowspan=100000>0</td>" * 400 + "</tr></table>" * 5,
        "<div>" * 100_000 + "x",
        "<table><tr><td>" * 4_000 + "x",
        "<p>" + "<font color=red><b>" * 3_000 + "x",
        "&lol;" * 10_000 + "<p>x</p>",
        "<p>" + "字" * 2_000_000,
        "<table><tr><td>1",
        "<!DOCTYPE html><html><body></body></html>",
        "<p>\x00\x00\ufffe</p>",
    ],
    ids=lambda page: page[:30],
)
def test_a_hostile_page_costs_bounded_time(page):
    start = time.perf_counter()
    with suppress(SourceError):
        read(page)
    assert time.perf_counter() - start < 10


def test_a_page_of_countless_tags_is_refused_and_one_heavy_with_pictures_is_read():
    with pytest.raises(TooLarge, match="page.html"):
        read("<br>" * 500_001)
    heavy = f'<img src="data:image/png;base64,{"A" * 5_000_000}"><p>一、总体情况</p>'
    assert [block.text for block in read(heavy).blocks] == ["一、总体情况"]


def test_too_much_is_refused_in_one_line():
    small = SETTINGS.model_copy(update={"max_document_bytes": 100, "max_table_cells": 1000})
    with pytest.raises(TooLarge, match="page.html"):
        read_document(b"<p>" + b"x" * 100, "page.html", None, small)
    roomy = small.model_copy(update={"max_document_bytes": 10**6})
    with pytest.raises(TooLarge, match="page.html"):
        read_document(b"<table><tr>" + b"<td>a</td>" * 1001 + b"</table>", "page.html", None, roomy)
    with pytest.raises(BrokenDocument):
        read("<div>" * 50_000)
    with pytest.raises(BrokenDocument):
        read("  \n ")


def test_a_page_saved_as_mhtml_is_the_page():
    message = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>=E4=B8=80=E3=80=81=E6=80=BB=E4=BD=93=E6=83=85=E5=86=B5</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
    )
    assert lines(read(message, "page.mhtml")) == ["一、总体情况"]
    with pytest.raises(BrokenDocument):
        read(message.replace(b"text/html", b"text/css"), "page.mhtml")


def test_of_the_frames_of_a_saved_page_that_with_the_tables_is_read():
    message = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        "--b\nContent-Type: text/html; charset=utf-8\n\n<title>某局年报</title><iframe src='cid:f'></iframe>\n"
        "--b\nContent-Type: text/html; charset=utf-8\n\n<table><tr><td>规章</td><td>5</td></tr></table>\n--b--\n"
    )
    page = read(message.encode(), "page.mhtml")
    assert (tables(page), page.meta["title"]) == ([[["规章", "5"]]], "某局年报")


def test_a_saved_page_is_read_with_the_sheets_that_it_links_and_without_its_set_of_frames():
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    frames = "<frameset><frame src=a.html></frameset>\n--b\nContent-Type: text/html; charset=utf-8\n\n"
    linked = "<link rel=stylesheet href=s.css><table><tr><td>5<span class=n>9</span></td><td>3</td></tr></table>\n"
    sheets = "".join(
        f"--b\nContent-Type: text/css\nContent-Location: http://a.cn/{name}.css\n\n{rule}\n"
        for name, rule in (("s", '@charset "utf-8";.n{display:none}'), ("other", "td{display:none}"))
    )
    assert tables(read((head + frames + linked + sheets + "--b--\n").encode(), "page.mht")) == [[["5", "3"]]]


def test_empty_paragraphs_are_cells_only_among_the_cells_of_a_table():
    cells = ["行政许可", "", "行政处罚", "3", "行政强制", *"00000000000", "", "费"]
    table = "".join(f"<p>{text or '&nbsp;'}</p>" for text in cells)
    assert lines(read(table)) == cells
    apart = "".join(f"<p>{text}</p><p>&nbsp;</p>" for text in cells if text)
    assert lines(read(apart)) == [text for text in cells if text]
    assert lines(read("<p>一、总体情况</p><p>&nbsp;</p><p>依法公开。</p>")) == ["一、总体情况", "依法公开。"]


@pytest.mark.parametrize("frame", ["{}", "<table><tr><td>{}</td></tr></table>"])
@pytest.mark.parametrize("space", ["", "\n  "])
def test_what_only_holds_cells_is_no_blank_one(frame, space):
    def block(*inner: str) -> str:
        return f"<div>{space}{space.join(inner)}{space}</div>"

    rows = [
        block(*(block(text) if text else "<div></div>" for text in (label, *"0003", ""))) for label in ("甲", "乙", "")
    ]
    assert lines(read(frame.format(block(*rows))))[-18:] == ["甲", *"0003", "", "乙", *"0003", "", "", *"0003", ""]


def test_raised_notes_struck_figures_and_form_fields_are_not_run_into_the_figure():
    page = "<table><tr><td>5<sup>1</sup></td><td><del>7</del>3</td><td><input value=4></td><td>9</td></tr></table>"
    assert tables(read(page)) == [[["5(1)", "3", "4", "9"]]]
    raised = '<table><tr><td>5<span style="vertical-align:super">①</span></td><td>3</td></tr></table>'
    assert tables(read(raised)) == [[["5(①)", "3"]]]


def test_tables_behind_a_click_are_read_but_a_hidden_copy_is_not():
    table = "<table><tr><td>尚未审结</td><td>总计</td></tr><tr><td>1</td><td>2</td></tr></table>"
    rows = [["尚未审结", "总计"], ["1", "2"]]
    assert tables(read(f"<p>前</p><div style='display:none'>{table}</div>")) == [rows]
    assert tables(read(f"<p>前</p>{table}<div style='display:none'>{table}</div>")) == [rows]


def test_rows_written_with_bars_or_tabs_are_tables():
    assert tables(read("<p>信息内容|数量</p><p>规章|</p><p>行政许可|3</p>")) == [
        [["信息内容", "数量"], ["规章", ""], ["行政许可", "3"]]
    ]
    assert tables(read("<pre>信息内容\t数量\n规章\t\n行政许可\t3</pre>"))[0][2] == ["行政许可", "3"]


def test_a_preformatted_row_whose_first_cell_is_blank_does_not_go_on_in_the_next_one():
    page = "<pre>第一项\t信息内容\t制发\t有效\n\t规章\t1\t2\n\t规范性文件\t3\t4\n第五项\t信息内容\t处理决定\t\n\t行政许可\t5\t</pre>"
    assert [row[1] for row in tables(read(page))[0]] == ["信息内容", "规章", "规范性文件", "信息内容", "行政许可"]


def test_what_stands_above_the_article_is_kept_row_by_row():
    page = (
        "<table><tr><td>发布日期</td><td>2024-01-12</td></tr></table>"
        "<div id=zoom><p>一、总体情况</p><p>全年公开信息。</p></div>"
    )
    assert read(page).meta["above"] == "发布日期 | 2024-01-12"


def test_the_styles_saved_beside_a_page_are_the_pages():
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
    page = "<html><head></head><body><table><tr><td>规章</td><td><i class=off>9</i>5</td></tr></table></body></html>"
    parts = [
        b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode(),
        b"Content-Type: text/css\r\n\r\n.off {display:none}",
    ]
    message = head + b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--"
    (grid,) = read(message, "page.mhtml").blocks
    assert [cell.text for cell in grid.cells] == ["规章", "5"]


def _placed(rows, write):
    """A page of pieces with places, 30 pixels from row to row."""
    return "".join(
        write(left, 40 + 30 * at, text)
        for at, row in enumerate(rows)
        for left, text in zip((40, 400, 500, 600), row, strict=False)
    )


PLACED = [
    ["二、主动公开政府信息情况"],
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
] + [[name, "1", "2", "12"] for name in ("规章", "行政规范性文件") * 12]


@pytest.mark.parametrize(
    ("sheet", "write"),
    [
        (
            "",
            lambda left, top, text: f'<p style="position:absolute;top:{top}px;left:{left}px" class="ft">{text}</p>',
        ),
        (
            ".t{position:absolute;transform:matrix(0.25,0,0,0.25,0,0);font-size:64px}"
            + "".join(f".x{left}{{left:{left}px}}" for left in (40, 400, 500, 600))
            + "".join(f".y{top}{{bottom:{1100 - top}px}}" for top in range(40, 1100, 30)),
            lambda left, top, text: f'<div class="t x{left} y{top}">{text}</div>',
        ),
    ],
)
def test_pieces_with_places_on_a_page_are_read_as_a_page_of_print_is(sheet, write):
    page = f'<style>.ft{{font-size:16px}}{sheet}</style><div style="position:relative;width:900px;height:1100px">'
    blocks = read_document(f"{page}{_placed(PLACED, write)}</div>".encode(), "r.html", None, SETTINGS).blocks
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    assert [cell.text for cell in rows_of(grid)[-1]] == ["行政规范性文件", "1", "2", "12"]
    assert blocks[0].text == "二、主动公开政府信息情况"
