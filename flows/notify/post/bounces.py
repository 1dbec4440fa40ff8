"""Mail that came back: which message of ours it was, and why, from the notice that a mail server wrote (a saved `.eml`)."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from pathlib import Path

from flows.errors import BrokenDocument, TooLarge
from flows.notify.writing.wording import one_line
from flows.os_fault import why

_OURS = re.compile(rb"<gouji-\d{4}-\d{1,12}-[0-9a-f]{16}@[A-Za-z0-9.-]{1,255}>")
_WHY = re.compile(r"(?im)^Diagnostic-Code:\s*(.+(?:\n[ \t]+.+)*)")
_STATUS = re.compile(r"(?im)^Status:\s*([245]\.\d{1,3}\.\d{1,3})")
_ACTION = re.compile(r"(?im)^Action:\s*([a-z]+)")
# Who writes and what heads such notices where they are not in the form of RFC 3464, Chinese mail houses' among them.
_SERVER = re.compile(r"(?i)\b(?:mailer-daemon|postmaster|mail-daemon|mdaemon)\b")
_SUBJECT = re.compile(r"(?i)退信|undeliver|returned|delivery|failure")
_MOST_BYTES, _MOST_TEXT = 50_000_000, 500


def read_bounce(path: Path) -> tuple[str, str]:
    """The Message-ID of ours that a bounce is about, and what the mail server says.

    Raises `BrokenDocument` where it names no message of ours or several, where no mail server says that it failed (an
    agency's answer quotes our message too, a notice of delay gives nothing up), `TooLarge` for what is no mail.
    Source: RFC 3464, 2.3.3; RFC 3834, 5.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TooLarge(f"{path}: 文件过大 (too large for a mail)")
        content = path.read_bytes()
    except OSError as fault:
        raise BrokenDocument(f"{path}: {why(fault)}") from None
    named = {found.decode() for found in _OURS.findall(content)}
    if len(named) != 1:
        raise BrokenDocument(
            f"{path}: 退信中没有（或不止一个）本台账发出的邮件编号 (names {len(named)} messages of ours)"
        )
    text, mail = content.decode("utf-8", "replace"), email.message_from_bytes(content, policy=email.policy.default)
    if not _has_failed(text, mail):
        raise BrokenDocument(
            f"{path}: 不是退信：没有邮件服务器所说的投递失败 (no mail server says that it failed; perhaps an answer, or a delay)"
        )
    return named.pop(), _why(text, mail)


def _has_failed(text: str, mail: Message) -> bool:
    """Whether a mail server says that it gave the message up."""
    if action := _ACTION.search(text):
        return action[1].lower() == "failed"
    is_told = bool(_WHY.search(text) or _STATUS.search(text) or mail.get("X-Failed-Recipients"))
    is_servers = bool(_SERVER.search(_head(mail, "From"))) or _head(mail, "Return-Path").strip() == "<>"
    return is_told or is_servers or bool(_SUBJECT.search(_head(mail, "Subject")))


def _why(text: str, mail: Message) -> str:
    said = _WHY.search(text) or _STATUS.search(text)
    return one_line(said.group(1) if said else _head(mail, "Subject"))[:_MOST_TEXT] or "退信"


def _head(mail: Message, name: str) -> str:
    """A header's words; of one that is no header, nothing: the library stumbles over some."""
    try:
        return str(mail.get(name, ""))
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""
