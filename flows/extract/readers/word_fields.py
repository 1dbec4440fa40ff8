"""Fields of a Word paragraph: of code and result only the result is printed, of a field in a field's code nothing.

Source: ECMA-376 part 1, 17.16.18 (complex field characters).
"""

from __future__ import annotations

from lxml import etree

from flows.extract.readers.word_xml import name_of

_DRAWN = ("eq", "=")
"""What the codes begin with of fields that Word draws or works out itself, with no result kept in the file."""


class Fields:
    """The fields open at a place of the text, outermost first: the code of each, None once its result has begun."""

    def __init__(self) -> None:
        self._open: list[str | None] = []

    @property
    def in_code(self) -> bool:
        """Whether text here belongs to a field's code, and is not printed."""
        return any(code is not None for code in self._open)

    def meet(self, mark: etree._Element) -> bool:
        """Takes note of a piece of code, or of where a field begins, parts or ends.

        Whether something ends here that is printed and not kept: a digit in a circle, a sum that was never worked out.
        """
        kind = next((str(value) for key, value in mark.attrib.items() if str(key).endswith("fldCharType")), "")
        if kind == "begin":
            self._open.append("")
        elif self._open and kind == "separate":
            self._open[-1] = None
        elif self._open and kind == "end":
            code = self._open.pop()
            return code is not None and code.strip().lower().startswith(_DRAWN) and not self.in_code
        elif self._open and name_of(mark) == "instrText" and self._open[-1] is not None:
            self._open[-1] += mark.text or ""
        return False
