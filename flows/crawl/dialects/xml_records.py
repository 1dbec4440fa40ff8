"""Lists that come as plain XML: elements with a title and an address, in elements of their own or in attributes.

Feeds, and XML that only wraps markup (Hanweb), have dialects of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.pages.links import resolved
from flows.crawl.pages.page import Page
from flows.crawl.pages.rows import row_of
from flows.crawl.pages.titles import Kind, read_title

_DECLARED = re.compile(r"^\s*<\?xml", re.I)
_OTHER = re.compile(r"<(?:rss|feed|rdf:RDF|datastore|html|urlset|sitemapindex)\b", re.I)
_HEAD_CHARACTERS = 2_000
_MOST = 5_000


class XmlRecords(Dialect):
    """XML 数据."""

    name = "XML"

    def recognises(self, page: Page) -> bool:
        """Whether the answer is XML of no better known kind."""
        head = page.source[:_HEAD_CHARACTERS]
        return not page.is_html and bool(_DECLARED.match(head)) and not _OTHER.search(head)

    def entries(self, page: Page) -> Sequence[Entry]:
        """The elements that read as articles."""
        return [one for one in _told(page) if isinstance(one, Entry)]

    def unlinked(self, page: Page) -> Sequence[str]:
        """Titles of reports that say nowhere where they lead."""
        return [one for one in _told(page) if isinstance(one, str)]


def _told(page: Page) -> Iterator[Entry | str]:
    for record in _records(page.source):
        row = row_of(record)
        if row is None:
            continue
        made = row.address or next((url for one in page.templates if (url := one.made_of(record))), "")
        url = resolved(page.asked_by, made) if made else None
        if url:
            yield Entry(row.title, url, row.day, row.title)
        elif read_title(row.title).kind >= Kind.LOOSE:
            yield row.title


def _records(source: str) -> Iterator[Mapping[str, str]]:
    """Each element with its attributes and the texts of its innermost children, by name."""
    # Entities stay as they are: a document may not make itself larger, nor reach for files.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source).encode(), parser)
    for element in islice(root.iter(etree.Element), _MOST) if root is not None else ():
        children = {_name(child): " ".join((child.text or "").split()) for child in element if not len(child)}
        record = {_name(element): "", **dict(element.attrib), **children}
        if len(record) > 1:
            yield {str(name): str(value) for name, value in record.items()}


def _name(element: etree._Element) -> str:
    """An element's name without its namespace; that of a comment is empty."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
