"""The ledger of what was seen, when, and what was said of it: facts are added, never rewritten or dropped."""

from flows.ledger import case_tables as _case_tables  # noqa: F401 - its tables belong to the ledger's metadata
from flows.ledger.connection import Ledger, is_there, open_ledger

__all__ = ["Ledger", "is_there", "open_ledger"]
