"""The archived report as a page that may be opened safely: what it was when it was fetched, with the places in question boxed.

Scripts, frames, forms and everything from the network are taken out, a policy forbids the browser the rest, and
personal numbers are masked: the bytes as served are in the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.masking import mask
from checks.model import Finding
from checks.report import Report
from flows.errors import SourceError
from flows.extract.encoding import decode
from flows.extract.readers.html_depth import refuse_excess
from flows.publish.marks import bare, lead, numbered, places_of
from flows.publish.pages import moment
from flows.publish.pictured_places import Pictures, take_pictures_out
from flows.wild import web_link

_MOST_BYTES = 4_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<", re.DOTALL)
_DANGEROUS = (
    "script,noscript,template,iframe,frame,frameset,object,embed,applet,link,meta,base,form button,input,audio,video"
)
_KEPT = {"id", "class", "style", "colspan", "rowspan", "align", "valign", "width", "height", "border", "bgcolor"}
_BLOCK = re.compile(r"\(//(p|h[1-6]|li|div|table)\)\[(\d{1,6})\]")
# As much of a sentence as tells its place; what follows may run over into the next block.
_TELLING_LETTERS = 40
_SLOT = re.compile(r"\(\(//table\)\[(\d{1,6})\]//tr\)\[(\d{1,6})\]/\*\[(\d{1,6})\]")
COPY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
# Boxes of a fixed width shrink to the frame that shows the copy: whoever reads a sentence need not scroll to its end.
COPY_STYLE = """
div,form,section,article,main{max-width:100%!important;box-sizing:border-box!important}
[data-gouji]{outline:3px solid #b3261e!important;outline-offset:2px;scroll-margin-top:40vh}
[data-gouji]::before{content:attr(data-gouji);position:absolute;margin:-14px 0 0 -14px;z-index:9;
background:#b3261e;color:#fff;font:bold 11px/16px sans-serif;text-indent:0;border-radius:9px;padding:0 5px}
td[data-gouji],th[data-gouji]{position:relative;outline-offset:-3px}
td[data-gouji]::before,th[data-gouji]::before{top:0;left:0;margin:0;font:bold 9px/11px sans-serif;
border-radius:0 0 6px 0;padding:0 3px}
"""
_BANNER_STYLE = (
    "position:sticky;top:0;z-index:99999;background:#fff;color:#1c2126;border-bottom:3px solid #b3261e;"
    "font:14px/1.6 sans-serif;padding:8px 16px;overflow-wrap:anywhere"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """An archived copy as HTML, and the numbers of the findings whose place could be boxed in it."""

    html: str
    placed: frozenset[int]


def archived_copy(
    content: bytes,
    report: Report,
    findings: Sequence[Finding],
    source: str,
    pictures: Pictures = MappingProxyType({}),
) -> Marked | None:
    """The page with the places of the findings (numbered from 1) boxed, or None where the bytes are no page.

    Of its pictures those are shown that findings rest on, where they are among `pictures`.
    """
    if not _LOOKS_LIKE_HTML.match(content[:1024]) or len(content) > _MOST_BYTES:
        return None
    page = _CONTROL.sub(" ", decode(content).text).encode("utf-8", "replace")
    try:
        refuse_excess(page, source)
    except SourceError:
        return None
    tree = LexborHTMLParser(page)
    if tree.body is None or tree.head is None:
        return None
    placed = _box(_named_places(tree.body, report, findings))
    shown = take_pictures_out(tree.body, report, findings, pictures, source, placed)
    disarm(tree)
    styles = "".join(node.html or "" for node in tree.head.css("style"))
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{COPY_POLICY}">'
    title = f"<title>存档副本 {escape(report.title or '')}</title>"
    body = mask(inner_of(tree.body))
    for mark, picture in shown.items():
        body = body.replace(mark, picture)
    told = banner(findings, source, "脚本、图片和外部资源已去除；红框为问题所在，数字为问题编号。")
    html = f"<!doctype html>\n<html lang=zh-CN><head>{head}{title}{styles}<style>{COPY_STYLE}</style></head><body>{told}{body}"
    return Marked(html, frozenset(placed))


def _named_places(
    body: LexborNode, report: Report, findings: Sequence[Finding]
) -> Iterator[tuple[int, LexborNode | None]]:
    """The number of each finding with everything it rests on: the sentence it quotes, its own place, its cells."""
    for number, finding in enumerate(findings, 1):
        if quote := bare(finding.evidence.quote or "")[:_TELLING_LETTERS]:
            yield number, _smallest(body, quote)
    for number, place in _addresses(report, findings):
        yield number, _resolve(body, place)


def _addresses(report: Report, findings: Sequence[Finding]) -> Iterator[tuple[int, str]]:
    for number, finding in enumerate(findings, 1):
        places = places_of(report, finding)
        # An article's further pages are no part of this copy.
        yield from ((number, where.xpath) for where in places if where.xpath and where.source in ("", report.source))


def _smallest(body: LexborNode, wanted: str) -> LexborNode | None:
    """The smallest element in which some letters stand together, whatever space or mark-up is between them."""
    node = body if wanted in bare(body.text()) else None
    while node is not None:
        inner = next((child for child in node.iter() if wanted in bare(child.text())), None)
        if inner is None:
            return None if node.mem_id == body.mem_id else node
        node = inner
    return None


def _box(places: Iterator[tuple[int, LexborNode | None]]) -> set[int]:
    boxes: dict[int, tuple[LexborNode, list[int]]] = {}
    for number, node in places:
        if node is not None:
            boxes.setdefault(node.mem_id, (node, []))[1].append(number)
    named: set[int] = set()
    for node, numbers in boxes.values():
        attributes = node.attrs
        attributes["data-gouji"] = numbered(numbers)
        if name := lead(numbers, named):
            attributes["id"] = name
    return named


def _resolve(body: LexborNode, place: str) -> LexborNode | None:
    """The element at a place as the reader of pages writes it: `(//p)[12]`, `((//table)[2]//tr)[5]/*[3]`."""
    if found := _BLOCK.fullmatch(place):
        return _nth(body.css(found[1]), int(found[2]))
    found = _SLOT.fullmatch(place)
    table = _nth(body.css("table"), int(found[1])) if found else None
    line = _nth(table.css("tr"), int(found[2])) if found and table else None
    cells = [cell for cell in line.iter() if cell.tag in ("td", "th")] if line else []
    return _nth(cells, int(found[3])) if found else None


def _nth(nodes: Sequence[LexborNode], number: int) -> LexborNode | None:
    return nodes[number - 1] if 0 < number <= len(nodes) else None


def disarm(tree: LexborHTMLParser) -> None:
    """Take out of a page what could run, fetch or send anything."""
    for node in tree.css(_DANGEROUS):
        node.decompose()
    for node in tree.css("*"):
        attributes: Mapping[str, str | None] = node.attributes
        for name in attributes:
            if not _is_harmless(name, attributes[name]):
                del node.attrs[name]


def _is_harmless(name: str, value: str | None) -> bool:
    if name == "href":
        return web_link(value) is not None
    return name in _KEPT or name == "data-gouji"


def inner_of(body: LexborNode) -> str:
    """The markup within an element."""
    return "".join(child.html or "" for child in body.iter(include_text=True))


def banner(findings: Sequence[Finding], source: str, remark: str) -> str:
    """The strip above a copy: what it is, where it is from, when it was fetched, and what was left out."""
    evidence = next((finding.evidence for finding in findings), None)
    facts = [f"来源 {escape(source)}"]
    if evidence and evidence.retrieved:
        facts.append(f"抓取于 {escape(moment(evidence.retrieved))}")
    if evidence and evidence.sha256:
        facts.append(f"sha256 {escape(evidence.sha256)}")
    return (
        f'<div id="gouji-banner" style="{_BANNER_STYLE}"><b>存档副本 Archived copy</b>　'
        + "　".join(facts)
        + f"　<small>{remark}</small></div>"
    )
