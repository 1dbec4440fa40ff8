"""An office's Word template filled in: what it looks like is the template's, what it says is the caller's.

A template is an ordinary `.docx` in which fields stand in braces, such as `{title}`. A paragraph or table row whose
fields belong to a list is repeated for each entry; a paragraph whose only field is empty is left out. Values are words:
braces in them are never read again. The same values give the same bytes.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from flows.errors import SettingsError
from flows.extract.package import DAMAGE

Values = Mapping[str, str]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIELD = re.compile(r"\{([a-z_]+)\}")
_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 20_000_000
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class Template:
    """A template's members in order, those with fields parsed."""

    members: Mapping[str, bytes]
    parsed: Mapping[str, etree._Element]


def template(path: Path, needed: frozenset[str], known: frozenset[str]) -> Template:
    """The template in a file, looked over whole.

    Raises `SettingsError` that names every field which is missing or unknown, or says that this is no Word document.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if sum(one.file_size for one in package.infolist()) > _MOST_BYTES:
                raise SettingsError(f"{path}: 模板过大 (the template is too large)")
            members = {name: package.read(name) for name in package.namelist()}
        parsed = {name: _parse(members[name]) for name in members if _FILLED.fullmatch(name)}
        found = _fields(parsed[_BODY])
    except (*DAMAGE, etree.XMLSyntaxError, KeyError) as fault:
        raise SettingsError(
            f"{path}: 不是可用的 Word 模板（.docx） (no Word template: {type(fault).__name__})"
        ) from None
    everywhere = found.union(*map(_fields, parsed.values()))
    wrong = [
        f"{word}：{'、'.join(f'{{{name}}}' for name in sorted(names))}"
        for word, names in (("缺少字段 (missing)", needed - found), ("未知字段 (unknown)", everywhere - known))
        if names
    ]
    if wrong:
        raise SettingsError(f"{path}: {'；'.join(wrong)}")
    return Template(members, parsed)


def fill(form: Template, values: Values, lists: Sequence[Sequence[Values]], title: str = "") -> bytes:
    """The template as a document. `lists` are entries to repeat: each is set in the block that has just its fields.

    All entries of a list go, in order, where its first block stands. `title` is the document's property.
    """
    changed = {name: _filled(root, values, lists) for name, root in form.parsed.items()}
    changed[_CORE] = _titled(form.members.get(_CORE, b""), title)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in form.members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, changed.get(name) or content, compresslevel=1)
    return out.getvalue()


def _filled(root: etree._Element, values: Values, lists: Sequence[Sequence[Values]]) -> bytes:
    root = copy.deepcopy(root)
    for entries in lists:
        _repeat(root, entries)
    for paragraph in list(root.iter(f"{_W}p")):
        names = set(_FIELD.findall(_text(paragraph)))
        if names and not any(values.get(name) for name in names):
            _leave_out(paragraph)
        elif names:
            _write(paragraph, values)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _repeat(root: etree._Element, entries: Sequence[Values]) -> None:
    """Set a list's entries in place of the blocks that are their patterns."""
    kinds = {frozenset(entry) for entry in entries}
    blocks = [(block, frozenset(_fields(block))) for block in root.iter(f"{_W}p", f"{_W}tr")]
    patterns = {names: block for block, names in reversed(blocks) if names in kinds}
    if not patterns:
        return
    first = next(block for block, names in blocks if names in kinds)
    for entry in entries:
        block = copy.deepcopy(patterns[frozenset(entry)])
        for paragraph in block.iter(f"{_W}p"):
            _write(paragraph, entry)
        first.addprevious(block)
    _keep_with_next(block)
    for block in patterns.values():
        _remove(block)


def _keep_with_next(block: etree._Element) -> None:
    """What follows a list takes its last lines along: a signature on a page without any text may be anybody's."""
    if block.tag != f"{_W}p" or block.find(f"{_W}pPr/{_W}keepNext") is not None:
        return
    look = block.find(f"{_W}pPr")
    if look is None:
        look = etree.Element(f"{_W}pPr")
        block.insert(0, look)
    style = look.find(f"{_W}pStyle")
    look.insert(0 if style is None else 1, etree.Element(f"{_W}keepNext"))


def _write(paragraph: etree._Element, values: Values) -> None:
    """Set the fields of a paragraph, each in the look of the run in which it begins: Word tears words into runs."""
    texts = list(paragraph.iter(f"{_W}t"))
    whole = "".join(text.text or "" for text in texts)
    run_of = [place for place, text in enumerate(texts) for _ in text.text or ""]
    pieces, end = [""] * len(texts), 0
    for found in _FIELD.finditer(whole):
        for place in range(end, found.start()):
            pieces[run_of[place]] += whole[place]
        pieces[run_of[found.start()]] += values.get(found.group(1), "")
        end = found.end()
    for place in range(end, len(whole)):
        pieces[run_of[place]] += whole[place]
    for text, piece in zip(texts, pieces, strict=True):
        _set(text, piece)
    _align_addresses(paragraph, "".join(pieces))


def _set(text: etree._Element, words: str) -> None:
    """The words as a text of Word's; a new line in them is a break in the paragraph."""
    first, *further = words.split("\n")
    text.text = first
    text.set(_SPACE, "preserve")
    for line in reversed(further):
        more = etree.Element(f"{_W}t", {_SPACE: "preserve"})
        more.text = line
        text.addnext(more)
        text.addnext(etree.Element(f"{_W}br"))


def _align_addresses(paragraph: etree._Element, text: str) -> None:
    """Set a paragraph with an address flush left: justified, the line before a long address would be torn apart."""
    align = paragraph.find(f"{_W}pPr/{_W}jc")
    if "://" in text and align is not None and align.get(f"{_W}val") == "both":
        align.set(f"{_W}val", "left")


def _leave_out(paragraph: etree._Element) -> None:
    """Take a paragraph away; where the document may not be without it, empty it."""
    parent = paragraph.getparent()
    if parent is not None and parent.tag == f"{_W}body":
        parent.remove(paragraph)
    else:
        _write(paragraph, {})


def _remove(block: etree._Element) -> None:
    parent = block.getparent()
    if parent is not None:
        parent.remove(block)


def _titled(core: bytes, title: str) -> bytes:
    if not core:
        return core
    root = _parse(core)
    for place in root.iter(_TITLE):
        place.text = title[:250]
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _fields(block: etree._Element) -> set[str]:
    paragraphs = [block] if block.tag == f"{_W}p" else block.iter(f"{_W}p")
    return {name for paragraph in paragraphs for name in _FIELD.findall(_text(paragraph))}


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))


def _parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False))
