"""An archived HTTP response read again: status, header, and the payload with its codings undone."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO

from flows.crawl.outcomes import Outcome
from flows.crawl.transport.body import is_closed, payload
from flows.crawl.transport.guards import Cut

_STATUS = re.compile(rb"HTTP/\S{1,8} +(\d{3})\b")


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

    Raises `Cut` where it is no HTTP response, breaks off before its content does, or goes over `max_bytes`.
    """
    response = _begun(block)
    coding = response.getheader("Content-Encoding") or ""
    try:
        body = response.read()
    except http.client.IncompleteRead as fault:
        if not is_closed(body := fault.partial, coding, max_bytes):
            raise Cut(Outcome.PARTIAL) from None
    except (http.client.HTTPException, OSError, ValueError):
        raise Cut(Outcome.BAD_RESPONSE) from None
    headers = tuple(response.getheaders())
    return Message(response.status, headers, payload(body, coding, max_bytes))


def is_interim(status: int) -> bool:
    """Whether an answer of that status only goes before the answer itself; 101 takes its place."""
    return 100 <= status < 200 and status != HTTPStatus.SWITCHING_PROTOCOLS


def without_interim(block: bytes) -> bytes:
    """The answer itself, without the interim ones that went before it."""
    while (line := _STATUS.match(block)) and is_interim(int(line[1])):
        block = block[head_end(block) :]
    return block


def head_end(block: bytes) -> int:
    """Where the HTTP header of a message ends and its body begins; the length where there is no end."""
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark)) >= 0]
    return min(ends, default=len(block))


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
