"""Fields of a Word paragraph: of code and result only the result is printed, of a field in a field's code nothing.

Source: ECMA-376 part 1, 17.16.18 (complex field characters).
"""

from __future__ import annotations

import re

from lxml import etree

from flows.extract.layout.page import TORN
from flows.extract.readers.word_xml import name_of

_DRAWN = ("eq", "=")
"""What the codes begin with of fields that Word draws or works out itself, with no result kept in the file."""
_CIRCLED = re.compile(r"eq\s*\\o\s*\\ac\s*\(\s*[○◯〇]\s*[,;，]\s*(1?\d|20)\s*\)", re.IGNORECASE)
"""A number with a circle drawn around it."""


class Fields:
    """The fields open at a place of the text, outermost first: the code of each, and how much was printed before its result."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int | None]] = []

    @property
    def in_code(self) -> bool:
        """Whether text here belongs to a field's code, and is not printed."""
        return any(before is None for _, before in self._open)

    def meet(self, mark: etree._Element, printed: int) -> str:
        """Takes note of a piece of code, or of where a field begins, parts or ends; `printed` is how much was printed so far.

        What is to be read where something ends that is printed and not kept: ③ for a number in a circle, a sign of doubt
        for a sum that was never worked out; else nothing.
        """
        kind = next((str(value) for key, value in mark.attrib.items() if str(key).endswith("fldCharType")), "")
        code, before = self._open[-1] if self._open else ("", None)
        if kind == "begin":
            self._open.append(("", None))
        elif self._open and kind == "separate":
            self._open[-1] = (code, printed)
        elif self._open and kind == "end":
            self._open.pop()
            return "" if self.in_code or before not in (None, printed) else _drawn(code.strip())
        elif self._open and name_of(mark) == "instrText" and before is None:
            self._open[-1] = (code + (mark.text or ""), before)
        return ""


def _drawn(code: str) -> str:
    """What is read where a field without a result was."""
    if circled := _CIRCLED.fullmatch(code):
        return chr(ord("①") + int(circled[1]) - 1)
    return TORN if code.lower().startswith(_DRAWN) else ""
