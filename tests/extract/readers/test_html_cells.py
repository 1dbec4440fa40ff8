"""What editors do to a figure inside its cell: the page is read as it looks, not as its source runs."""

from __future__ import annotations

import base64
import json
from html import escape
from urllib.parse import quote

import pytest

from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.layout.page import TORN
from flows.extract.readers import read_document
from flows.settings import load_settings

SETTINGS = load_settings()
SHEET = """<style>/* sheet */ .gone, p.off {display:none} .up {vertical-align:super} .out {text-decoration:line-through}
@media (max-width:600px) {.narrow {display:none}} @media print, screen and (min-width:768px) {.desk {display:none}}
@media print {.paper {display:none}} .open {display:inline} .fold {display:none} td .fold.more {display:block}
table td b.tip, #aside {display:none} :broken( {display:none} .one:before {content:"1"} .icon:after {content:"\\e6a1"}
.held::after {content:attr(data-v)} .clear:after {content:"020"; visibility:hidden}</style>"""


def cell_of(inner: str) -> str:
    page = f"<html><head>{SHEET}</head><body><table><tr><td>规章</td><td>{inner}</td></tr></table></body></html>"
    document = read_document(page.encode(), "page.html", None, SETTINGS)
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return rows_of(grid)[0][1].text


@pytest.mark.parametrize(
    "inner",
    [
        '<span class="gone">9</span>5',
        '<span style="font-size:0px">9</span>5',
        '<span class="out">9</span>5',
        '<span style="text-decoration: underline line-through">9</span>5',
        "<del>9</del><ins>5</ins>",
        '<input type="hidden" value="9"><input type="tel" value="5">',
        "<select><option>9</option><option selected>5</option></select>",
        "<textarea>5</textarea>",
        "<button>5</button>",
        "<table><tr><td>5</td></tr></table>",
        '<span style="vertical-align:super">5</span>',
        '<span class="narrow">5</span>',
        '5<span class="desk">9</span>',
        '<span class="paper">5</span>',
        '5<span class="open fold">9</span>',
        '<span class="fold more">5</span>',
        '<span class="fold" style="display:inline">5</span>',
        '<bdo dir="rtl">5</bdo>',
        '5<b class="tip">9</b>',
        '5<b id="aside">9</b>',
        '5<span style="display:inline-block;max-height:0;overflow:hidden">9</span>',
        '5<span style="transform:scale(0)">9</span>',
        '5<span style="clip-path: inset(50%)">9</span>',
        '<i class="icon clear held" data-v="件">5</i>',
        '<p style="height:0;margin-left:-120px">5</p>',
        "<math><semantics><mn>5</mn><annotation>9</annotation></semantics></math>",
        '<span class="katex-mathml"><math><mn>5</mn></math></span><span aria-hidden="true">5</span>',
        "<ol><li>5</li></ol>",
        '5<img src="spacer.gif" width="1" height="20">',
        '5<img src="spacer.gif" style="WIDTH: 1px; height: auto">',
    ],
)
def test_a_cell_says_what_it_shows(inner):
    assert cell_of(inner) == "5"


@pytest.mark.parametrize(
    "note",
    [
        '<span class="up">1</span>',
        '<a href="#n1">1</a>',
        "<small>1</small>",
        '<span style="mso-text-raise:3.0pt">1</span>',
    ],
)
def test_a_raised_mark_is_no_digit_of_the_figure(note):
    assert cell_of(f"5{note}") == "5(1)"


def test_words_for_listeners_are_no_part_of_a_cell_and_digits_for_them_leave_it_in_doubt():
    assert cell_of("<span class=sr-only>本栏：</span>5") == "5"
    assert cell_of("<span class=sr-only>1</span>5") == TORN


@pytest.mark.parametrize("name", ["sr-only", "read-out"])
def test_a_figure_that_is_said_again_to_listeners_is_no_longer_one(name):
    read = cell_of(f"<span aria-hidden=true>16</span><span class={name}>16件</span>")
    assert read == ("16" if name == "sr-only" else TORN)


@pytest.mark.parametrize("shown", ["0", ""])
def test_a_figure_up_to_which_a_script_counts_is_not_the_nought_it_begins_with(shown):
    assert cell_of(f'<span class=timer data-to="35">{shown}</span>') == "35"
    assert cell_of(f'<b class="count-num" data-end="35">{shown}</b>') == "35"
    assert cell_of(f'<b class="count-num" data-end="0">{shown}</b>') == "0"
    assert cell_of(f'<b class="count-num" data-end="35" data-num=12>{shown}</b>') == TORN
    assert cell_of(f'<b data-value="35">{shown}</b>') == TORN
    assert cell_of('<span data-to="0">0</span>') == "0"
    assert cell_of('<span class=count data-count="2">35</span>') == "35"


def test_a_drawing_that_stands_beside_other_figures_is_a_button():
    button = "<svg><path d='M0 0h8v8z'/></svg>"
    page = (
        f"<table><tr><td>规章</td><td>5{button}</td><td>{button}</td><td><svg><path d='M1 1'/></svg></td></tr></table>"
    )
    (grid,) = read_document(page.encode(), "page.html", None, SETTINGS).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["规章", "5", "", TORN]


def test_a_picture_to_copy_by_hides_no_digit():
    assert cell_of("5<img src='c.png' alt=复制>") == "5"
    assert TORN in cell_of("5<img src='copy.png' alt=''>")


def test_what_is_written_over_signs_to_say_how_they_are_read_is_no_part_of_them():
    assert cell_of("<ruby>规<rt>guī</rt>章<rp>(</rp><rt>zhāng</rt><rp>)</rp></ruby>") == "规章"


LAID_OUT = "<style>.row {display:flex} .grid div {display:block}</style>"


@pytest.mark.parametrize("row", ["class=row", "style='display: table-row'", "style='display:inline-flex'"])
def test_a_cell_of_a_row_that_styles_lay_out_is_one_line(row):
    cells = "<div><p>自</p><p>然<br>人</p></div><div><b>1</b>2<br>（注）</div><div></div>"
    page = f"<html><head>{LAID_OUT}</head><body><div {row}>{cells}</div><div class=grid>{cells}</div></body></html>"
    texts = [block.text for block in read_document(page.encode(), "page.html", None, SETTINGS).blocks]
    assert texts == ["自 然 人", "12 （注）", "自", "然", "人", "12", "（注）"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("12<sup>3</sup>件", "12(3)件"),
        ('12<span class="up">3</span>件', "12(3)件"),
        ('<b>12</b><a href="#n3">注3</a>件', "12(注3)件"),
        ("12<sup>[3]</sup>件", "12[3]件"),
        ('<span class="gone">3</span>12件', "12件"),
        ('<i style="position:absolute;left:-999px">3</i>12件', "12件"),
        ('12<b style="font-size:0">3</b>件', "12件"),
        ("<sup>12</sup>", "12"),
        ("<span><b>12</b></span><span><sup>3</sup></span>件", "12(3)件"),
        ("申请<sup>3</sup><i>12</i>件", "申请(3)12件"),
        ('申请<span style="position:relative;top:1px">12</span>件', "申请12件"),
        ("第3<br><sup>2</sup>次", "第3|2次"),
    ],
)
def test_a_figure_of_the_prose_has_no_digits_of_notes_and_none_that_nobody_sees(written, shown):
    page = f"<html><head>{SHEET}</head><body><div><p>{written}</p></div></body></html>"
    lines = read_document(page.encode(), "page.html", None, SETTINGS).blocks
    assert "|".join(line.text for line in lines if isinstance(line, Paragraph)) == shown


def test_figures_written_from_right_to_left_are_read_as_they_are_shown():
    assert cell_of('<bdo dir="RTL">21</bdo>') == "12"
    assert cell_of('<span style="unicode-bidi:bidi-override;direction:rtl">21</span>') == "12"
    assert cell_of("\u202e21\u202c件") == "12件"


def test_white_digits_beside_others_are_in_doubt_and_a_white_title_is_none():
    assert cell_of('5<span style="color:#fff">3</span>') == f"5{TORN}"
    assert cell_of('5<span style="font-size:6.0pt">3</span>') == f"5{TORN}"
    assert cell_of('<span style="color:white;background:blue">总计</span>') == "总计"
    assert cell_of('<span style="background-color:#fff">5</span>3') == "53"


TINTS = "<style>.white {color:#FFF} .blue {background:#0b5ea8 url(bg.png)} .none {background:rgba(0,0,0,0)} td:hover {color:#fff}</style>"


def row_of(markup: str) -> list[str]:
    page = f"<html><head>{SHEET}{TINTS}</head><body><table>{markup}</table></body></html>"
    (grid,) = (
        block for block in read_document(page.encode(), "a.html", None, SETTINGS).blocks if isinstance(block, Grid)
    )
    return [cell.text for cell in grid.cells]


@pytest.mark.parametrize(
    "cell",
    [
        "<td style='color:#ffffff'>5</td>",
        "<td class=white>5</td>",
        "<td class='white none'>5</td>",
        "<td style='color:#FFFFFFFF'>5</td>",
        "<td style='color:rgb(254 254 254)'>5</td>",
        "<td style='color:hsl(0, 0%, 100%)'>5</td>",
        "<td style='color:WhiteSmoke'>5</td>",
        "<td><input placeholder='0'></td>",
        "<td><font color=white>5</font></td>",
        "<td bgcolor=#FFFFFF><p style='color:rgb(255,255,255)'><b>5</b></p></td>",
        "<td style='text-decoration:line-through'>5</td>",
        "<td class=out>5</td>",
        "<td><del>5</del></td>",
        "<td><p class=out>5</p></td>",
    ],
)
def test_a_lone_figure_that_is_white_on_white_or_struck_is_in_doubt(cell):
    assert TORN in row_of(f"<tr><td>规章</td>{cell}<td>0</td></tr>")[1]


@pytest.mark.parametrize("row", ["style='color:#fff'", "class=white", "style='text-decoration:line-through'"])
def test_a_row_that_is_white_on_white_or_struck_is_in_doubt(row):
    label, *figures = row_of(f"<tr {row}><td>规章</td><td>5</td><td>0</td></tr>")
    assert label == "规章"
    assert all(TORN in figure for figure in figures)


@pytest.mark.parametrize(
    "row",
    [
        "<tr style='background-color:#1f4e79;color:#fff'><td>总计</td><td>5</td></tr>",
        "<tr><td>总计</td><td class='white blue'>5</td></tr>",
        "<tr><td>总计</td><td bgcolor=#336699><font color=#fff>5</font></td></tr>",
        "<tr style='color:#fff'><td>总计</td><td><span style='color:#333'>5</span></td></tr>",
        "<tr class=white><td>总计</td><td style='color:inherit;background:red'>5</td></tr>",
    ],
)
def test_white_figures_on_a_coloured_ground_are_seen(row):
    assert row_of(row) == ["总计", "5"]


@pytest.mark.parametrize(
    "digits",
    [
        "<i style='position:relative;left:8px'>1</i><i style='position:relative;left:-8px'>2</i>",
        "<i style='float:right'>1</i><i>2</i>",
        "<div style='display:flex;flex-direction:row-reverse'><i>1</i><i>2</i></div>",
        "<i class='sr-only'>1</i>2",
        "<i class='d-md-none'>1</i><i>2</i>",
        "1<img src='2.gif' width=8>",
    ],
)
def test_digits_of_which_the_page_does_not_tell_where_they_are_shown_are_in_doubt(digits):
    assert TORN in cell_of(digits)


def test_what_is_moved_in_a_part_of_the_page_that_a_table_lays_out_is_left_as_it_is():
    text = "本机关把政务公开摆在服务群众的突出位置。" * 20
    part = f"<div style='color:#fff'>2023</div><div style='float:right'>15</div><p>{text}</p>"
    page = f"<table><tr><td>{part}</td><td>导航</td></tr></table>"
    assert [block.text for block in read_document(page.encode(), "a.html", None, SETTINGS).blocks][:2] == ["2023", "15"]


@pytest.mark.parametrize("note", ["<font size=1>3</font>", "<font color=#EEE>3</font>", "<font color=white>3</font>"])
def test_a_font_makes_digits_tiny_or_white_as_a_style_does(note):
    assert cell_of(f"5{note}") == f"5{TORN}"
    assert cell_of('<font color="red" size="2">5</font>3') == "53"


@pytest.mark.parametrize(
    "shown",
    [
        '<i class="one"></i>',
        '<i class="held" data-v="5"></i>',
        '<i class="held" data-v="玖"></i>',
        '<ol start="5"><li></li></ol>',
    ],
)
def test_a_figure_that_only_a_style_or_a_list_writes_is_no_blank(shown):
    assert cell_of(shown) == TORN


def test_a_figure_written_twice_for_screens_of_two_sizes_is_not_one_of_twice_the_digits():
    assert cell_of('<span class="pc">5</span><span class="mobile">5</span>') == TORN
    assert cell_of('<b class="digit">5</b><b class="digit">5</b>') == "55"
    assert cell_of('<p class="pc"><b class="digit">5</b><b class="digit">5</b></p>') == "55"


def test_a_cell_without_width_or_height_is_shown_all_the_same():
    page = '<table><tr><td>规章</td><td style="width:0px;height:0">5</td><td>0</td></tr></table>'
    (grid,) = read_document(page.encode(), "page.html", None, SETTINGS).blocks
    assert [cell.text for cell in grid.cells] == ["规章", "5", "0"]


def test_a_part_of_the_page_that_a_class_hides_is_left_to_the_scripts_that_show_it():
    text = "内容很长的一段。" * 20
    page = f'<head>{SHEET}</head><table><tr><td><p class="off">{text}</p></td></tr></table>'
    document = read_document(page.encode(), "page.html", None, SETTINGS)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [text]


@pytest.mark.parametrize("word", ["尚未审结", "尚未審結"])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<textarea hidden>", "</textarea>"),
        ("<script type='text/plain'>", "</script>"),
        ('<iframe srcdoc="', '"></iframe>'),
        ("<template>", "</template>"),
        ("<noscript>", "</noscript>"),
    ],
)
def test_an_article_that_the_page_only_holds_is_read(start, end, word):
    article = f"<p>一、总体情况</p><table><tr><td>{word}</td><td>0</td></tr></table>"
    document = read_document(f"<div>{start}{article}{end}</div>".encode(), "page.html", None, SETTINGS)
    assert [type(block) for block in document.blocks] == [Paragraph, Grid]


@pytest.mark.parametrize(
    "held", ["<textarea>{}</textarea>", "<script type='text/html'>{}</script>", "<script>show('{}')</script>"]
)
def test_an_article_of_lines_that_the_page_only_holds_is_read(held):
    lines = ["一、总体情况", *["尚未审结", "0"] * 12]
    article = "".join(f"<div>{line}</div>" for line in lines)
    document = read_document(f"<div>{held.format(article)}</div>".encode(), "page.html", None, SETTINGS)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == lines


def _angular(state: str) -> str:
    """The state of a page as Angular writes it out."""
    for sign, written in (("&", "&a;"), ('"', "&q;"), ("<", "&l;"), (">", "&g;")):
        state = state.replace(sign, written)
    return state


ARTICLE = "<p>一、总体情况</p><table>" + "<tr><td>尚未审结</td><td>0</td></tr>" * 12 + "</table>"


@pytest.mark.parametrize(
    "page",
    [
        f"<div>{escape(ARTICLE)}</div>",
        f"<div>{escape(escape(ARTICLE))}</div>",
        f"<script>window.state = {json.dumps({'content': ARTICLE})}</script>",
        f"<script>show('{ARTICLE.replace('</', '<' + chr(92) + '/')}')</script>",
        f"<script>show(decodeURIComponent('{quote(ARTICLE)}'))</script>",
        f"<script>window.state = {json.dumps({'content': escape(ARTICLE)})}</script>",
        f'<input type="hidden" value="{escape(ARTICLE)}">',
        f'<svg><g><foreignObject width="100%"><div>{ARTICLE}</div></foreignObject></g><rect/></svg>',
        f'<iframe src="data:text/html;base64,{base64.b64encode(ARTICLE.encode()).decode()}"></iframe>',
        f"<script>show(atob('{base64.b64encode(ARTICLE.encode()).decode()}'))</script>",
        f"<script>window.state = {json.dumps({'page': json.dumps({'content': ARTICLE})})}</script>",
        f"<script>{_angular(json.dumps({'content': ARTICLE}))}</script>",
        f'<div data-content="{escape(ARTICLE)}"></div>',
        f"<my-article :content='{escape(json.dumps(ARTICLE))}'></my-article>",
    ],
    ids=[
        *("escaped", "escaped twice", "json", "script", "percent", "escaped json", "field", "drawing", "data"),
        *("base64", "json in json", "state", "attribute", "expression"),
    ],
)
def test_an_article_that_a_script_is_to_show_is_read(page):
    document = read_document(f"<div>{page}</div>".encode(), "page.html", None, SETTINGS)
    assert [type(block) for block in document.blocks] == [Paragraph, Grid]
    assert document.blocks[1].cells[1].text == "0"


def test_what_a_page_shows_around_an_article_that_it_holds_is_kept():
    page = f"<h1>某局年报</h1>\n<div><b>发布</b>时间：2024-01-15</div>\n<textarea>{escape(ARTICLE)}</textarea>"
    document = read_document(page.encode(), "page.html", None, SETTINGS)
    assert document.meta["above"].splitlines() == ["某局年报", "发布时间：2024-01-15"]


def test_notes_are_raised_in_an_article_that_a_drawing_holds():
    cell = "<tr><td>尚未审结</td><td>5<sup>1</sup></td></tr>"
    page = f"<svg><foreignObject><table>{cell}</table></foreignObject></svg>"
    document = read_document(f"<div>{page}</div>".encode(), "page.html", None, SETTINGS)
    assert document.blocks[0].cells[1].text == "5(1)"


def test_a_part_in_words_behind_a_tab_with_its_title_is_shown():
    told = "存在的问题：公开的及时性有待提高，队伍业务能力还需加强。"
    pane = f"<div style='display:none'><h3>五、存在的主要问题及改进情况</h3><p>{told}</p></div>"
    page = "<ul><li>五、存在的主要问题及改进情况</li></ul>"
    for shown, times in ((pane, 1), (pane + pane, 1), (f"<p>{told}</p>{pane}", 1)):
        document = read_document((page + shown).encode(), "page.html", None, SETTINGS)
        assert [block.text for block in document.blocks].count(told) == times


def test_a_script_without_an_article_is_passed_over():
    page = "<p>一、总体情况</p><script>var a = '<td>" + "x" * 300 + "</td>', b = '</script>"
    assert len(read_document(page.encode(), "page.html", None, SETTINGS).blocks) == 1


def test_a_picture_beside_a_figure_may_be_another_digit_whatever_width_is_left_to_the_page():
    assert TORN in cell_of('5<img src="6.png" width="100%" style="height:auto">')


def test_a_cell_that_is_drawn_is_not_blank():
    assert cell_of("<svg><text>5</text></svg>") == cell_of("<canvas></canvas>") == TORN
    assert cell_of("<svg></svg>5") == "5"


def test_what_a_page_holds_beside_tables_of_its_own_is_not_read():
    shown, held = (f"<table><tr><td>尚未审结</td><td>{figure}</td></tr></table>" for figure in (5, 9))
    document = read_document(f"{shown}<textarea>{held}</textarea>".encode(), "page.html", None, SETTINGS)
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [cell.text for grid in grids for cell in grid.cells] == ["尚未审结", "5"]


def test_a_tables_caption_is_a_line_above_it():
    page = "<table><caption>三、收到和处理申请情况</caption><tr><td>规章</td><td>5</td></tr></table>"
    document = read_document(page.encode(), "page.html", None, SETTINGS)
    assert [getattr(block, "text", "table") for block in document.blocks] == ["三、收到和处理申请情况", "table"]


ROWS = [
    ["自然人", "法人或其他组织", "总计"],
    ["一、本年新收政府信息公开申请数量", "5", "0", "5"],
    *([f"{number}.某项", str(number), "0", str(number)] for number in range(1, 6)),
    ["行政许可", "12"],
]


@pytest.mark.parametrize("tags", [("div", "span"), ("li", "b"), ("p", "i")])
def test_cells_that_style_sheets_set_beside_each_other_are_not_one_word(tags):
    row, cell = tags
    page = "".join(f"<{row}>" + "".join(f"<{cell}>{text}</{cell}>" for text in texts) + f"</{row}>" for texts in ROWS)
    blocks = read_document(page.encode(), "a.html", None, SETTINGS).blocks
    texts = [cell.text for block in blocks for cell in (block.cells if isinstance(block, Grid) else [block])]
    assert texts == [text for row in ROWS for text in row]


def test_pieces_of_sentences_stay_together():
    sentence = "<p><span>2023</span><span>年收到申请</span><span>12</span><span>件。</span></p>"
    page = sentence * 6 + "<p><span>尚未审结</span><span>3</span><span>件。</span></p>"
    blocks = read_document(page.encode(), "a.html", None, SETTINGS).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)][0] == "2023年收到申请12件。"


def test_a_table_of_which_all_is_one_row_is_read_cell_by_cell():
    texts = [f"名称{number}" for number in range(20)] + [str(number) for number in range(20)]
    page = "<table><tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr></table>"
    blocks = read_document(page.encode(), "a.html", None, SETTINGS).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == texts
