"""What a page says of itself: its head's metadata, addresses of attachments and frames."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_nodes import Elements

_FRAMES = {"iframe": "iframe[src]", "frame": "frame[src]", "embed": "embed[src]", "object": "object[data]"}
_ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|wps|ofd|zip|rar|xlsx?|et|od[ts]|jpe?g|png)(?:$|[?#&])|download", re.IGNORECASE
)
_MARKS = (".pdf", ".doc", ".wps", ".ofd", ".zip", ".rar", ".xls", ".et", ".od", ".jp", ".png", "download")
"""One of these is in every address of an attachment."""
_TITLES = ("h1", "ucaptitle", "publishtime")
_MAX_LINKS = 200


def read_meta(head: LexborNode | None, elements: Elements) -> dict[str, str]:
    """Lower-case name → content of the head's metadata, and `title`, `h1`, `ucaptitle`, `publishtime` where there."""
    meta: dict[str, str] = {}
    for node in head.css("meta") if head is not None else ():
        attributes = node.attributes
        name, content = attributes.get("name") or attributes.get("property"), attributes.get("content")
        if name and content:
            meta.setdefault(name.strip().lower(), " ".join(content.split()))
    title = head.css_first("title") if head is not None else None
    if title is not None:
        meta["title"] = " ".join(title.text().split())
    for tag in _TITLES:
        texts = (" ".join(node.text().split()) for node in elements[tag])
        if words := next(filter(None, texts), None):
            meta.setdefault(tag, words)
    return meta


def read_links(body: LexborNode, elements: Elements) -> tuple[tuple[str, str], ...]:
    """(text, address) of attachments and frames, to be asked before what is not text is taken out."""
    links = []
    frames = ",".join(selector for tag, selector in _FRAMES.items() if elements[tag])
    for node in body.css(frames) if frames else ():
        address = node.attributes.get("src") or node.attributes.get("data") or ""
        links.append((node.tag or "", address.strip()))
    anchors = elements["a"]
    addresses = [node.attributes.get("href") or "" for node in anchors]
    told = "\n".join(addresses).lower()
    # A site's menu has hundreds of addresses and none of a file: all are looked over at once before each is.
    if any(mark in told for mark in _MARKS):
        for node, address in zip(anchors, addresses, strict=True):
            if _ATTACHMENT.search(address):
                links.append((" ".join(node.text().split()), address.strip()))
    return tuple(dict.fromkeys(links[:_MAX_LINKS]))
