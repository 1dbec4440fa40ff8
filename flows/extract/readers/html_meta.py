"""What a page says of itself: its head's metadata, addresses of attachments and frames, how many pictures it shows."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LINKED = (
    "iframe[src],frame[src],embed[src],object[data],a[href*='.pdf'],a[href*='.PDF'],a[href*='.doc'],a[href*='.DOC'],"
    "a[href*='.wps'],a[href*='.ofd'],a[href*='.zip'],a[href*='.xls'],a[href*='download']"
)
_TITLES = (("h1", "h1"), ("ucaptitle", "ucaptitle"), ("publishtime", "publishtime"))
_ICON_PIXELS = 40
_MAX_LINKS = 200


def read_meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Lower-case name → content of the head's metadata, and `title`, `h1`, `ucaptitle`, `publishtime` where there."""
    meta: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name, content = attributes.get("name") or attributes.get("property"), attributes.get("content")
        if name and content:
            meta.setdefault(name.strip().lower(), " ".join(content.split()))
    title = tree.css_first("title")
    if title is not None:
        meta["title"] = " ".join(title.text().split())
    for key, selector in _TITLES:
        shown = tree.css_first(selector)
        if shown is not None and (words := " ".join(shown.text().split())):
            meta.setdefault(key, words)
    return meta


def read_links(body: LexborNode, root: LexborNode) -> tuple[tuple[str, str], ...]:
    """(text, address) of attachments and frames; frames were still to be seen when the article was chosen."""
    links = []
    for node in body.css(_LINKED)[:_MAX_LINKS]:
        attributes = node.attributes
        address = attributes.get("src") or attributes.get("data") or attributes.get("href") or ""
        links.append((" ".join(node.text().split()) or (node.tag or ""), address.strip()))
    return tuple(dict.fromkeys(links))


def count_images(root: LexborNode) -> int:
    """Pictures in the article, those declared smaller than an icon left out."""
    return sum(not _is_icon(node) for node in root.css("img"))


def _is_icon(image: LexborNode) -> bool:
    sizes = (image.attributes.get(side) or "" for side in ("width", "height"))
    return any(
        size.strip().removesuffix("px").isdigit() and int(size.strip().removesuffix("px")) < _ICON_PIXELS
        for size in sizes
    )
