"""Word documents in one XML file: Word 2003's own kind and the flat package of later ones, mostly named `.doc` or `.xml`."""

from __future__ import annotations

import re

from lxml import etree

from flows.errors import BrokenDocument
from flows.extract.document import Document, apart
from flows.extract.readers import Source, reader
from flows.extract.readers.word import Walk
from flows.extract.readers.word_changes import join_paragraphs
from flows.extract.readers.word_styles import spell_out_styles, styles_in
from flows.extract.readers.word_xml import name_of

_HEAD_BYTES = 4096
_KINDS = re.compile(rb"schemas\.microsoft\.com/office/(?:word/2003/wordml|2006/xmlPackage)|progid=.Word\.Document")


def _is_flat_word(content: bytes) -> bool:
    head = content[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"<") and _KINDS.search(head) is not None


@reader(recognises=_is_flat_word)
def read_flat_word(given: Source) -> Document:
    """The document's paragraphs and tables; its pictures are left unread.

    Raises `BrokenDocument` where the bytes are no well-formed XML or hold no document, `TooLarge` past the limits.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(given.content, parser)
    except etree.XMLSyntaxError as fault:
        raise BrokenDocument(f"{given.name}: 不是合格的 XML (is no well-formed XML: {fault})") from None
    body = next((element for element in root.iter() if name_of(element) == "body"), None)
    if body is None:
        raise BrokenDocument(f"{given.name}: Word 文档没有正文 (the Word document has no body)")
    spell_out_styles(root, styles_in(root))
    join_paragraphs(root)
    walk = Walk(given)
    blocks, pictures = apart(walk.blocks(body, "/w:body", 0))
    return Document(blocks, images=walk.images, pictures=pictures)
