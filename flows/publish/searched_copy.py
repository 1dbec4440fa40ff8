"""What a finding of absence rests on, as a page that may be opened safely: the search, and every page that was read in vain.

Of the pages only words, tables and links are shown: what made them look as they did is in the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from html import escape

from selectolax.lexbor import LexborHTMLParser

from checks.masking import mask
from checks.model import Finding
from flows.crawl.evidence.served import Served
from flows.errors import SourceError
from flows.extract.encoding import decode
from flows.extract.readers.html_depth import refuse_excess
from flows.publish.copies import COPY_POLICY, disarm, inner_of
from flows.publish.pages import moment
from flows.wild import shown

_MOST_PAGES = 40
_MOST_BYTES = 1_000_000
_MOST_CHARACTERS = 20_000
_LOOKS = ("style", "class", "width", "height", "align", "valign", "bgcolor")
_STYLE = """
body{margin:0;padding:12px 16px;font:14px/1.7 sans-serif;color:#1c2126;overflow-wrap:anywhere}
h1,h2{font-size:15px;margin:18px 0 4px}h1{margin-top:0}ol{margin:0;padding-left:28px}
.facts{color:#5c6670;font-size:12px;margin:0 0 6px}
section>div,pre{border:1px solid #d5d9dd;padding:8px 12px;max-height:420px;overflow:auto;white-space:pre-line}pre{white-space:pre-wrap}
"""
_HEAD = (
    '<!doctype html>\n<html lang=zh-CN><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    f'content="{COPY_POLICY}"><title>存档 Archive</title><style>{_STYLE}</style></head>'
)


def searched_copy(trail: Sequence[str], pages: Sequence[Served], run_id: str) -> str:
    """The trail of a search in run `run_id`, and its pages in the order in which they were read, at most forty."""
    steps = "".join(f"<li>{escape(shown(sentence))}</li>" for sentence in trail)
    read = "".join(_section(number, page) for number, page in enumerate(pages[:_MOST_PAGES], 1))
    left_out = len(pages) - _MOST_PAGES
    rest = f"<p>另有 {left_out} 页未在此显示 · {left_out} more pages are in the archive</p>" if left_out > 0 else ""
    told = f"这个问题以检索为证（运行 {escape(run_id)}）：读过的每一页存档如下。 · It rests on a search; every page that was read follows."
    return f"{_HEAD}<body><h1>检索经过 · The search</h1><p class=facts>{told}</p><ol>{mask(steps)}</ol>{read}{rest}</body></html>"


def nothing_shown(finding: Finding) -> str:
    """A page that says why there is no copy to look at, and where the finding is from."""
    if finding.evidence.snapshot:
        zh, en = (
            "原件不是网页，不能在此显示。请用下方的链接打开原件核对。",
            "The original is no web page: open it with the link below.",
        )
    else:
        zh, en = (
            "没有可显示的存档。请按来源和单位页面上的检索经过核对。",
            "There is no copy to show: check the source and the search trail.",
        )
    source = escape(shown(finding.evidence.url or "—"))
    return f"{_HEAD}<body><p>{zh}</p><p>{en}</p><p class=facts>来源 Source {source}</p></body></html>"


def _section(number: int, page: Served) -> str:
    digest = sha256(page.content).hexdigest()
    when = escape(moment(page.date))
    facts = f"抓取于 {when}　状态 {page.status}　sha256 {digest}"
    return f"<section><h2>{number}. {escape(shown(page.url))}</h2><p class=facts>{facts}</p>{_content(page)}</section>"


def _content(page: Served) -> str:
    """The page without what could do or fetch anything; of what is no page its beginning."""
    text = decode(page.content[:_MOST_BYTES], page.content_type or "").text.replace("\0", " ")
    plain = f"<pre>{escape(shown(mask(text[:_MOST_CHARACTERS])))}</pre>"
    if not text.lstrip().startswith("<"):
        return plain
    markup = text.encode("utf-8", "replace")
    try:
        refuse_excess(markup, page.url)
    except SourceError:
        return plain
    tree = LexborHTMLParser(markup)
    if tree.body is None:
        return plain
    disarm(tree)
    for node in tree.css(",".join(f"[{name}]" for name in _LOOKS)):
        for name in _LOOKS:
            if name in node.attributes:
                del node.attrs[name]
    return f"<div>{mask(inner_of(tree.body))}</div>"
