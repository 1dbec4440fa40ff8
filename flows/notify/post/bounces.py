"""Mail that came back: which message of ours it was, and why, from the notice that a mail server wrote (a saved `.eml`)."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from flows.errors import BrokenDocument, TooLarge
from flows.notify.writing.wording import one_line

_OURS = re.compile(rb"<gouji-\d{4}-\d{1,12}-[0-9a-f]{16}@[A-Za-z0-9.-]{1,255}>")
_WHY = re.compile(r"(?im)^Diagnostic-Code:\s*(.+(?:\n[ \t]+.+)*)")
_STATUS = re.compile(r"(?im)^Status:\s*([245]\.\d{1,3}\.\d{1,3})")
_MOST_BYTES, _MOST_TEXT = 50_000_000, 500


def read_bounce(path: Path) -> tuple[str, str]:
    """The Message-ID of ours that a bounce is about, and what the mail server says.

    Raises `BrokenDocument` where it names no message of ours or several, `TooLarge` for what is no mail.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TooLarge(f"{path}: 文件过大 (too large for a mail)")
        content = path.read_bytes()
    except OSError as fault:
        raise BrokenDocument(f"{path}: {fault.strerror}") from None
    named = {found.decode() for found in _OURS.findall(content)}
    if len(named) != 1:
        raise BrokenDocument(
            f"{path}: 退信中没有（或不止一个）本台账发出的邮件编号 (names {len(named)} messages of ours)"
        )
    return named.pop(), _why(content)


def _why(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    said = _WHY.search(text) or _STATUS.search(text)
    subject = email.message_from_bytes(content, policy=email.policy.compat32).get("Subject", "")
    return one_line(said.group(1) if said else str(subject))[:_MOST_TEXT] or "退信"
