"""The ladder of letters: 提醒 → 整改通知 → 通报 → 上级抄送. A case goes up one rung at a time, each by a person's decision.

Source: how authorities step up in practice: a hint, a notice to mend, a circular that names, a copy to the superior.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Rung(IntEnum):
    """How much weight a letter has. The first letter of a case takes the rung that its findings allow."""

    HINT = 1
    RECTIFY = 2
    CIRCULAR = 3
    SUPERIOR = 4


RUNG_WORDS: Mapping[Rung, str] = {
    Rung.HINT: "提醒",
    Rung.RECTIFY: "整改通知",
    Rung.CIRCULAR: "通报",
    Rung.SUPERIOR: "上级抄送",
}


def next_rung(rung: Rung) -> Rung | None:
    """The rung above; None above the last."""
    return Rung(rung + 1) if rung < max(Rung) else None
