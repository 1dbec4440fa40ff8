"""The ledger of what was seen, when, and what was said of it: facts are added, never rewritten or dropped."""

from flows.ledger.connection import Ledger

__all__ = ["Ledger"]
