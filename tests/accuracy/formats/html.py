"""Pieces → a web page, as the site software and the editors of agencies make them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape

from tests.accuracy.pieces import Box, Piece, Sheet

QUIRKS = (
    "plain",
    "word_paste",
    "split_digits",
    "layout_table",
    "nested_tables",
    "article_rows",
    "line_breaks",
    "ucap",
    "vsb",
    "trs",
    "unclosed",
    "gbk_declared_utf8",
    "hidden_copy",
    "behind_a_click",
    "rows_of_bars",
    "preformatted",
    "raised_notes",
    "raised_by_style",
    "cell_a_paragraph",
    "fields",
    "struck_by_style",
    "hidden_by_class",
    "raised_by_class",
    "links_to_notes",
    "tables_in_cells",
    "held_in_a_field",
)
_ODD_CELLS = {
    "fields": '<input type="number" value="{0}"><input type="hidden" value="99">',
    "struck_by_style": '<span style="text-decoration: line-through">8</span>{0}',
    "hidden_by_class": '<span class="ed-hid">8</span>{0}',
    "raised_by_class": '{0}<span class="ed-up">8</span>',
    "links_to_notes": '{0}<a href="#note8">8</a>',
    "tables_in_cells": "<table><tr><td>{0}</td></tr></table>",
}
"""What editors make of a cell's figure; whatever the 8 is, it is no part of it."""
_SHEET = "<style>.ed-hid, .other {display: none} .ed-up {vertical-align: super}</style>"
FLAT = ("rows_of_bars", "preformatted", "cell_a_paragraph")
"""Tables that are none: a cell over several columns cannot be shown."""
_STYLE = "border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:1.0cm;width:47.0pt"
_FONT = "font-size:10.5pt;font-family:宋体;mso-ascii-font-family:Calibri;mso-hansi-font-family:Calibri;color:black"


def as_html(pieces: Sequence[Piece], quirk: str = "plain", seed: int = 0) -> bytes:
    """The page; `quirk` is one of `QUIRKS`."""
    chance = random.Random(f"html {quirk} {seed}")
    if quirk == "article_rows":
        body = _as_rows(pieces, chance)
    else:
        body = "\n".join(
            _sheet(piece, quirk, chance) if isinstance(piece, Sheet) else _paragraph(piece, quirk) for piece in pieces
        )
    page = _page(body, quirk, str(pieces[0]))
    return page.encode("gb18030" if quirk == "gbk_declared_utf8" else "utf-8")


def _paragraph(text: str, quirk: str) -> str:
    words = escape(text)
    if quirk == "word_paste":
        return f'<p class="MsoNormal" style="text-indent:32.0pt;line-height:28pt"><span style="{_FONT}">{words}<o:p></o:p></span></p>'
    if quirk == "line_breaks":
        return f"\u3000\u3000{words}<br>"
    return f"<p>{words}" if quirk == "unclosed" else f"<p>{words}</p>"


def _sheet(sheet: Sheet, quirk: str, chance: random.Random) -> str:
    rows = []
    for row in sheet.rows:
        cells = "".join(_cell(box, quirk, chance) for box in row)
        rows.append(f"<tr>{cells}" if quirk == "unclosed" else f"<tr>{cells}</tr>\n")
    if quirk in FLAT:
        return _flat(sheet, quirk)
    table = f'<table border="1" cellspacing="0">{"".join(rows)}</table>'
    if quirk == "nested_tables":
        return f'<table width="100%"><tr><td align="center">{table}</td></tr></table>'
    if quirk == "behind_a_click":
        return f'<a href="#">阅读全文</a><div style="display:none">{table}</div>'
    if quirk == "hidden_copy":
        other = table.replace(">0<", ">9<")
        return f'<div style="display: none">{other}</div><!-- {other} -->{table}'
    return table


def _flat(sheet: Sheet, quirk: str) -> str:
    """Rows of a table that is none: cells in paragraphs of their own or between bars, or tabs in preformatted text."""
    rows = [[""] * sheet.width for _ in sheet.rows]
    for r, c, box in sheet.placed():
        rows[r][c] = escape(" ".join(box.text.split("\n")))
    if quirk == "cell_a_paragraph":
        cells = (escape(box.text).replace("\n", "") or "&nbsp;" for row in sheet.rows for box in row)
        return "".join(f"<p>{text}</p>" for text in cells)
    if quirk == "preformatted":
        return "<pre>" + "\n".join("\t".join(row) for row in rows) + "</pre>"
    return "".join(f"<p>{'|'.join(row)}</p>" for row in rows)


def _cell(box: Box, quirk: str, chance: random.Random) -> str:
    spans = (f' rowspan="{box.rowspan}"' if box.rowspan > 1 else "") + (
        f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    )
    text = escape(box.text).replace("\xa0", "&nbsp;").replace("\n", "<br/>")
    if quirk == "word_paste":
        inside = f'<p class="MsoNormal" align="center" style="text-align:center"><span lang="EN-US" style="{_FONT}">{text}</span></p>'
        return f'<td{spans} style="{_STYLE}">\n{inside}\n</td>'
    if quirk == "split_digits":
        cut = chance.randrange(len(box.text) + 1) if "&" not in text and "<" not in text else 0
        return f"<td{spans}><p><span>{text[:cut]}</span><font>{text[cut:]}</font></p></td>"
    if quirk == "raised_notes" and text.isdigit() and chance.random() < 0.2:
        return f"<td{spans}>{text}<sup>1</sup></td>"
    if quirk == "raised_by_style" and text.isdigit() and chance.random() < 0.2:
        return f'<td{spans}>{text}<span style="font-size:9pt; vertical-align: super">①2</span></td>'
    if quirk in _ODD_CELLS and text.isdigit():
        return f"<td{spans}>{_ODD_CELLS[quirk].format(text)}</td>"
    if quirk == "unclosed":
        return f"<td{spans}>{text}"
    return f"<td{spans}><p>{text}</p></td>"


def _as_rows(pieces: Sequence[Piece], chance: random.Random) -> str:
    """The whole article in one table: a row for every paragraph."""
    rows = []
    for piece in pieces:
        if isinstance(piece, Sheet):
            rows += ["<tr>" + "".join(_cell(box, "plain", chance) for box in row) + "</tr>" for row in piece.rows]
        else:
            rows.append(f'<tr><td colspan="15">{escape(piece)}</td></tr>')
    return f"<table>{''.join(rows)}</table>"


def _page(body: str, quirk: str, title: str) -> str:
    charset = "utf-8" if quirk != "plain" else "gb2312"  # a wrong declaration changes nothing
    head = f'<meta charset="{charset}"><meta name="SiteName" content="某县人民政府"><title>{escape(title)}_某县人民政府</title>{_SHEET}'
    navigation = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xxgk/">政务公开</a></li></ul></div><script>var n = 15;</script>'
    foot = '<div class="foot"><p>主办单位：某县人民政府办公室</p><p>网站标识码：3200000000</p></div>'
    wrapped = {
        "layout_table": f'<table width="1000"><tr><td width="200"><p>导航</p></td><td>{body}</td></tr></table>',
        "ucap": f'<div id="zoomcon"><ucaptitle>{escape(title)}</ucaptitle><ucapcontent>{body}</ucapcontent></div>',
        "vsb": f'<div id="vsb_content"><div class="v_news_content">{body}</div></div>',
        "held_in_a_field": f'<textarea id="source" style="display:none">{escape(body)}</textarea><div id="shown"></div>',
        "trs": f'<div class="content"><div class="TRS_Editor"><style>td {{color: red}}</style>{body}</div></div>',
    }.get(quirk, f"<div>{body}</div>")
    return f"<!DOCTYPE html><html><head>{head}</head><body>{navigation}{wrapped}{foot}</body></html>"
