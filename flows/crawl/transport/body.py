"""From the bytes on the wire to the payload: transfer and content coding undone, never past the cap."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from flows.crawl.outcomes import Outcome
from flows.crawl.transport.guards import Cut

_GZIP_OR_ZLIB = 47
_RAW_DEFLATE = -15
_MEMBER = b"\x1f\x8b"
_CODINGS = frozenset({"gzip", "x-gzip", "deflate"})
_UNSUPPORTED = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
_END = re.compile(rb"</html\s{0,9}>[\s\0]{0,999}\Z")
_MOST_CODINGS = 2
_MOST_MEMBERS = 10_000
# Said to be squeezed, and plain markup or data: so cheap servers answer from a cache.
_PLAIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<!doctype|<html|<\?xml|<head|\{\s{0,20}[\"}]|\[\s{0,20}[{\]])", re.I
)
_PIECE_BYTES = 1 << 16
_HEAD_BYTES = 4_096


def payload(body: bytes, content_encoding: str, max_bytes: int) -> bytes:
    """The content of a response whose transfer coding is already undone.

    Raises `Cut`: TOO_LARGE past the cap (a gzip bomb is never inflated further than that), BAD_ENCODING for a damaged
    or unknown coding, PARTIAL where the compressed stream breaks off.
    """
    # What is no coding at all (UTF-8, none: sites write it) changes nothing, as in browsers.
    codings = [name.strip() for name in content_encoding.lower().split(",") if name.strip() in _CODINGS | _UNSUPPORTED]
    if len(codings) > _MOST_CODINGS:
        raise Cut(Outcome.BAD_ENCODING, "多重压缩")
    if _PLAIN.match(body):
        codings = []
    for name in reversed(codings):
        if name in _UNSUPPORTED:
            raise Cut(Outcome.BAD_ENCODING, "不支持的压缩方式")
        body = _inflated(body, max_bytes) if body else body
    # Some servers squeeze and do not say so, or do it twice; nobody publishes a report as .gz.
    for _ in range(_MOST_CODINGS):
        body = _unsaid(body, max_bytes) if body.startswith(_MEMBER + b"\x08") else body
    if len(body) > max_bytes:
        raise Cut(Outcome.TOO_LARGE, f"超过 {max_bytes} 字节")
    return body


def _unsaid(body: bytes, max_bytes: int) -> bytes:
    try:
        return _inflate(body, _GZIP_OR_ZLIB, max_bytes)
    except zlib.error:
        return body


def is_cut_off(content: bytes, headers: Mapping[str, str]) -> bool:
    """Whether a page ends before its markup does, in an answer that never said how long it would be.

    `headers` have lower-case names. Where the connection's end is the content's, one that broke looks like one that closed.
    """
    if {"content-length", "transfer-encoding", "content-encoding"} & headers.keys():
        return False
    markup = content.lower()
    return b"<html" in markup[:_HEAD_BYTES] and not (b"</html" in markup or b"</body" in markup)


def is_closed(body: bytes, content_encoding: str, max_bytes: int) -> bool:
    """Whether what came of a body is a page to the end of its markup, whatever length it was said to have."""
    try:
        markup = payload(body, content_encoding, max_bytes).lower()
    except Cut:
        return False
    # A page put together of pages may break off behind one of them.
    return _END.search(markup) is not None and markup.count(b"</html") == 1


def _inflated(body: bytes, max_bytes: int) -> bytes:
    try:
        return _inflate(body, _GZIP_OR_ZLIB, max_bytes)
    except zlib.error:
        pass
    try:
        # Some servers send deflate without its zlib header.
        return _inflate(body, _RAW_DEFLATE, max_bytes)
    except zlib.error:
        raise Cut(Outcome.BAD_ENCODING, "压缩数据损坏") from None


def _inflate(body: bytes, wbits: int, max_bytes: int) -> bytes:
    # In short pieces: what follows a member is handed back as a copy, and members may be twenty bytes long.
    out, at, stream, members = bytearray(), 0, zlib.decompressobj(wbits), 1
    while at < len(body):
        piece = body[at : at + _PIECE_BYTES]
        out += stream.decompress(piece, max_bytes + 1 - len(out))
        if len(out) > max_bytes:
            raise Cut(Outcome.TOO_LARGE, f"解压后超过 {max_bytes} 字节")
        at += len(piece) - len(stream.unused_data)
        if stream.eof:
            # gzip members may follow each other; padding and junk after the last one are harmless.
            if body[at : at + len(_MEMBER)] != _MEMBER:
                break
            if members == _MOST_MEMBERS:
                raise Cut(Outcome.BAD_ENCODING, "压缩段过多")
            stream, members = zlib.decompressobj(wbits), members + 1
    if not stream.eof:
        raise Cut(Outcome.PARTIAL, "压缩数据不完整")
    return bytes(out)
