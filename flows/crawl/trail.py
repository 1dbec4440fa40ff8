"""What was done in search of a report, as sentences an inspector can read; and crawled text made fit to stand in one.

Nothing crawled goes into a trail, a log line or a detail without passing `plain` or `plain_url`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from checks.masking import mask

_TEXT_LIMIT = 80
_URL_LIMIT = 300
_SENTENCE_LIMIT = 200
_ADDRESS = re.compile(r"https?://[!-~]+")
# How a trail tells of a page of a list that could be read.
_LISTED = "：列出 "
# Letters, marks, numbers, punctuation, symbols and the plain space; no controls, no direction overrides.
_VISIBLE = frozenset("LMNPS")


class Trail:
    """The sentences of one search, in order; bounded, so that a site cannot make it endless."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._dropped = 0

    def say(self, sentence: str) -> None:
        """Adds one sentence; past the limit they are only counted."""
        if len(self._sentences) < _SENTENCE_LIMIT:
            self._sentences.append(sentence)
        else:
            self._dropped += 1

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences so far, with a last one that tells how many were left out."""
        tail = (f"（另有 {self._dropped} 步未列出）",) if self._dropped else ()
        return (*self._sentences, *tail)


def plain(text: str, limit: int = _TEXT_LIMIT) -> str:
    """Crawled text on one line: personal numbers masked, white space folded, controls gone, cut at `limit`."""
    folded = " ".join(mask(text[: limit * 8]).split())
    seen = "".join(mark for mark in folded if mark == " " or unicodedata.category(mark)[0] in _VISIBLE)
    return seen if len(seen) <= limit else seen[: limit - 1] + "…"


def plain_url(url: str) -> str:
    """An address in visible ASCII, cut at 300 characters; a name such as 政务.cn is written as it is asked for."""
    shown = quote(_asked(url[: _URL_LIMIT * 2]), safe="%/:?#[]@!$&'()*+,;=-._~")
    return shown if len(shown) <= _URL_LIMIT else shown[: _URL_LIMIT - 1] + "…"


def _asked(url: str) -> str:
    scheme, mark, rest = url.partition("://")
    host = re.match(r"[^/?#:\[]*", rest)
    if not mark or host is None or host[0].isascii():
        return url
    try:
        return f"{scheme}://{host[0].encode('idna').decode('ascii')}{rest[host.end() :]}"
    except UnicodeError:
        return url


def addresses_in(trail: Iterable[str]) -> list[str]:
    """The addresses that the sentences of a trail name, each once, in order; those that were cut are left out."""
    named = (address for sentence in trail for address in _ADDRESS.findall(sentence))
    return list(dict.fromkeys(address for address in named if len(address) < _URL_LIMIT - 1))


def lists_in(trail: Iterable[str]) -> list[str]:
    """The addresses of the pages of lists that a search read, each once, in order."""
    return addresses_in(sentence for sentence in trail if _LISTED in sentence)
