"""What the API takes and how it says no: days in words, one sentence whatever the reason."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator


def _in_words(value: object) -> object:
    if isinstance(value, (int, float)):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_in_words)]
"""A day as it is written; a number of seconds is none."""


class Fault(BaseModel):
    """Why a request was not answered, in a sentence."""

    detail: str


Responses = dict[int | str, dict[str, Any]]


def faults(*statuses: int) -> Responses:
    """Answers of these statuses, for the description of the API."""
    return {status: {"model": Fault, "description": _MEANINGS[status]} for status in statuses}


_MEANINGS = {
    400: "not asked by a name of this console",
    401: "no valid token",
    403: "not for this account's role",
    404: "no such thing in the account's regions",
    422: "the request is not as described",
    503: "the ledger is busy",
}
ALWAYS = faults(400, 401, 422, 503)
