"""Tables that are not the report's by their captions: another body's, a quarter's, one since corrected, an example."""

from __future__ import annotations

import re

from flows.extract.document import Document, Grid

_PART_OF_YEAR = re.compile(r"季度|半年|月份")
_CORRECTED = re.compile(r"更正前|修改前|更改前")
_EXAMPLE = re.compile(r"示例|样表|样例")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:局|委员会|办公室|厅|街道|镇|乡|人民政府|支队|大队)")
_BEGINS_WITH_BODY = re.compile(
    rf"(?:[(（]?[一二三四五六七八九十\d]{{1,2}}[)）]?[、.．]?)?(?:20\d\d年度?)?{_BODY.pattern}"
)
_SELF = re.compile(r"[我本]")
_MATTER = re.compile(r"情况|申请|统计|表$")
_SENTENCE = re.compile(r"[，。；]")
_LONGEST_CAPTION, _LONGEST_BETWEEN = 60, 12
"""Characters; what is not longer (单位：件, 续表, the number of a page) goes between a caption and its tables."""


def captions_of_grids(document: Document) -> dict[int, str]:
    """The place of every grid, with the caption right above it or above the grids before it; short enough to be one."""
    found: dict[int, str] = {}
    caption = ""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            found[at] = caption if len(caption) <= _LONGEST_CAPTION else ""
        elif len(block.text) > _LONGEST_BETWEEN or _CORRECTED.search(block.text) or is_example(block.text):
            caption = block.text
    return found


def is_example(caption: str) -> bool:
    """Whether a caption says that its table shows how to fill it in; it may be left of the template over the report's own."""
    return _EXAMPLE.search(caption) is not None


def gives_away(caption: str, agency: str | None) -> bool:
    """Whether a caption that no 附件 marks gives its table to another body than `agency`, to less than the year or to the past."""
    if _CORRECTED.search(caption):
        return True
    if _SENTENCE.search(caption) or not _MATTER.search(caption):
        return False
    return is_anothers(caption, agency) and bool(_PART_OF_YEAR.search(caption) or _BEGINS_WITH_BODY.match(caption))


def is_anothers(caption: str, agency: str | None) -> bool:
    """Whether a table's caption names a part of the year, or a body that is not the report's."""
    if _PART_OF_YEAR.search(caption):
        return True
    named = _BODY.search(caption)
    if named is None or agency is None or _SELF.match(named[0]):
        return False
    body, own = (name.replace("人民政府", "政府") for name in (named[0], agency))
    return not _shortens(body, own) and not _shortens(own, body)


def _shortens(short: str, name: str) -> bool:
    """Whether all characters of a name stand in another in their order: 县教体局 for 青河县教育体育局."""
    rest = iter(name)
    return all(char in rest for char in short)
