"""What became of one message when a channel was given it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """SENT: taken. LATER: not taken, may be tried again. REFUSED: not taken, for good. UNCLEAR: nobody can tell."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Handover:
    """The outcome and what the other side said."""

    outcome: Outcome
    detail: str = ""


class Channel(Protocol):
    """A way out. `is_repeatable` where giving it the same message twice leaves one message.

    `needs_address` where a message without recipient cannot go. `afterwards` is what is then left for a person to do.
    """

    name: str
    is_repeatable: bool
    needs_address: bool
    afterwards: str

    def deliver(self, message_id: str, recipients: tuple[str, ...], content: bytes) -> Handover:
        """Hand over one message; never raises for what the other side does."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
