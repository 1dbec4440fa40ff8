"""How values go through the pipe between a worker and the one who sent for it.

A report is a thousand small values. Pickled as frozen dataclasses are, field by field in Python, they cost as much as a
third of the reading; as a class and its fields' values they cost a tenth.
"""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from checks.report import Cell, Claim, Heading, Origin, Report, Section, Table, Where

Reduced = tuple[type, tuple[Any, ...]]


def pack(value: object) -> bytes:
    """The bytes of a value."""
    parcel = io.BytesIO()
    pickler = pickle.Pickler(parcel, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return parcel.getvalue()


def unpack(parcel: bytes) -> Any:
    """The value again, equal to the one that was packed.

    Plain values hold no cycles; a collector that looks for some among them takes three times as long as the unpacking.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(parcel)
    finally:
        if collects:
            gc.enable()


def _by_fields(kind: type) -> Callable[[Any], Reduced]:
    values = attrgetter(*getattr(kind, "_fields", None) or [field.name for field in fields(kind)])
    return lambda value: (kind, values(value))


_REDUCERS = copyreg.dispatch_table | {
    kind: _by_fields(kind) for kind in (Cell, Claim, Heading, Origin, Report, Section, Table, Where)
}
