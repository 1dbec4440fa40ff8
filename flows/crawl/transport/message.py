"""An archived HTTP response read again: status, header, and the payload with its codings undone."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from io import BytesIO

from flows.crawl.outcomes import Outcome
from flows.crawl.transport.body import payload
from flows.crawl.transport.guards import Cut


@dataclass(frozen=True, slots=True)
class Message:
    """A response as it was understood: `content` is what the reader of the page is given."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes


def read_head(block: bytes) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Status and header of the response in a block, whatever became of its body.

    Raises `Cut` where it is no HTTP response.
    """
    response = _begun(block)
    return response.status, tuple(response.getheaders())


def read_message(block: bytes, max_bytes: int) -> Message:
    """The response in a block of raw bytes.

    Raises `Cut` where it is no HTTP response or goes over `max_bytes`.
    """
    response = _begun(block)
    try:
        body = response.read()
    except (http.client.HTTPException, OSError, ValueError):
        raise Cut(Outcome.BAD_RESPONSE) from None
    headers = tuple(response.getheaders())
    return Message(response.status, headers, payload(body, response.getheader("Content-Encoding") or "", max_bytes))


def _begun(block: bytes) -> http.client.HTTPResponse:
    response = http.client.HTTPResponse(_Replay(block))  # type: ignore[arg-type]  # only makefile() is used
    try:
        response.begin()
    except (http.client.HTTPException, OSError, ValueError):
        raise Cut(Outcome.BAD_RESPONSE) from None
    return response


class _Replay:
    """Stands where `http.client` expects a socket."""

    def __init__(self, block: bytes) -> None:
        self._block = block

    def makefile(self, mode: str) -> BytesIO:
        return BytesIO(self._block)
