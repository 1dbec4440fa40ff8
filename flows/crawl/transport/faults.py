"""From what the network, TLS or a status line did to the word for it in `flows.crawl.outcomes`."""

from __future__ import annotations

import http.client
import ssl
from http import HTTPStatus

import requests
from urllib3 import exceptions as below

from flows.crawl.outcomes import Outcome
from flows.crawl.transport.guards import Cut

_STATUSES = {
    401: Outcome.BLOCKED,
    403: Outcome.BLOCKED,
    404: Outcome.NOT_FOUND,
    407: Outcome.BLOCKED,
    408: Outcome.TIMEOUT_READ,
    410: Outcome.GONE,
    412: Outcome.BLOCKED,
    425: Outcome.RATE_LIMITED,
    429: Outcome.RATE_LIMITED,
    451: Outcome.BLOCKED,
    # Not of any standard: answers of the JavaScript challenges of Chinese firewalls.
    521: Outcome.CHALLENGE,
}
BAD_CERTIFICATES = frozenset(
    {Outcome.TLS_EXPIRED, Outcome.TLS_SELF_SIGNED, Outcome.TLS_HOSTNAME, Outcome.TLS_UNTRUSTED}
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# OpenSSL's X509_V_ERR_*: expired or not yet valid; self-signed (itself, or in its chain); host or address mismatch.
_EXPIRED, _SELF_SIGNED, _HOSTNAME = {9, 10}, {18, 19}, {62, 64}


def of_status(status: int) -> Outcome:
    """The outcome of a status that is no redirect: FOUND for 2xx, UNCHANGED for 304."""
    if status == HTTPStatus.NOT_MODIFIED:
        return Outcome.UNCHANGED
    if status == HTTPStatus.PARTIAL_CONTENT:
        # We never ask for a part.
        return Outcome.PARTIAL
    if 200 <= status < 300:
        return Outcome.FOUND
    if status in _STATUSES:
        return _STATUSES[status]
    return Outcome.SERVER_ERROR if status >= 500 else Outcome.HTTP_ERROR


def of_exception(fault: BaseException) -> Outcome:
    """The outcome of an exception out of `requests` or urllib3, told by the innermost cause that says something."""
    for cause in _causes(fault):
        outcome = _of_cause(cause)
        if outcome:
            return outcome
    return Outcome.BAD_RESPONSE


def is_short(fault: BaseException) -> bool:
    """Whether an answer ended, or fell silent, before it had come to the length that it was said to have."""
    if isinstance(fault, Cut):
        return fault.outcome is Outcome.TIMEOUT_READ
    return isinstance(fault, below.HTTPError) and of_exception(fault) is Outcome.PARTIAL


def _of_cause(cause: BaseException) -> Outcome | None:
    if isinstance(cause, ssl.SSLError):
        return _of_tls(cause)
    if isinstance(cause, below.InvalidChunkLength):
        return Outcome.BAD_RESPONSE
    if isinstance(cause, below.ProtocolError) and "prematurely" in str(cause):
        # The connection ended where a chunk should begin.
        return Outcome.PARTIAL
    for kinds, outcome in _KINDS:
        if isinstance(cause, kinds):
            return outcome
    return None


_KINDS: tuple[tuple[tuple[type[BaseException], ...], Outcome], ...] = (
    ((below.IncompleteRead, http.client.IncompleteRead), Outcome.PARTIAL),
    ((below.HeaderParsingError, below.LocationValueError), Outcome.BAD_RESPONSE),
    ((requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema), Outcome.BAD_ADDRESS),
    ((below.ConnectTimeoutError,), Outcome.TIMEOUT_CONNECT),
    ((below.ReadTimeoutError, TimeoutError), Outcome.TIMEOUT_READ),
    ((ConnectionRefusedError,), Outcome.REFUSED),
    ((ConnectionError,), Outcome.RESET),
)


def _of_tls(fault: ssl.SSLError) -> Outcome:
    if not isinstance(fault, ssl.SSLCertVerificationError):
        return Outcome.TLS_PROTOCOL
    if fault.verify_code in _EXPIRED:
        return Outcome.TLS_EXPIRED
    if fault.verify_code in _SELF_SIGNED:
        return Outcome.TLS_SELF_SIGNED
    return Outcome.TLS_HOSTNAME if fault.verify_code in _HOSTNAME else Outcome.TLS_UNTRUSTED


def _causes(fault: BaseException) -> list[BaseException]:
    """The exception and everything wrapped in it, the innermost first."""
    seen: list[BaseException] = []
    waiting: list[object] = [fault]
    while waiting and len(seen) < 20:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and cause not in seen:
            seen.append(cause)
            waiting += [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]
    return seen[::-1]
