"""A letter as one mail, byte for byte: its headers from the registry and the office alone, letter and annex attached."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flows.errors import NoticeRefused
from flows.notify.wording import one_line

# Deliberately narrower than the standard: no quotes, no comments, no spaces, one @.
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_EXCEL = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_MOST_SUBJECT = 200


def mail_bytes(
    *,
    message_id: str,
    sender: str,
    sender_name: str,
    recipient: str | None,
    subject: str,
    text: str,
    at: datetime,
    letter: bytes,
    annex: bytes,
    stem: str,
) -> bytes:
    """The mail as it will go over the wire; without a recipient it can only be put into a folder.

    Raises `NoticeRefused` for an address that is not a plain one.
    """
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = message_id
    message["Date"] = format_datetime(at)
    message["From"] = Address(one_line(sender_name), addr_spec=plain_address(sender))
    if recipient is not None:
        message["To"] = Address(addr_spec=plain_address(recipient))
    message["Subject"] = one_line(subject)[:_MOST_SUBJECT]
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, charset="utf-8", cte="base64")
    message.add_attachment(letter, maintype=_WORD[0], subtype=_WORD[1], filename=f"{stem}.docx")
    if annex:
        message.add_attachment(annex, maintype=_EXCEL[0], subtype=_EXCEL[1], filename=f"{stem}-annex.xlsx")
    # Drawn from the message's own name, so that the same mail is the same bytes.
    message.set_boundary("=_gouji_" + hashlib.sha256(message_id.encode()).hexdigest()[:32])
    return message.as_bytes()


def plain_address(address: str) -> str:
    """The address, if it is one plain mailbox.

    Raises `NoticeRefused` for anything else: line breaks, lists, names, quotes.
    """
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise NoticeRefused(f"邮箱地址无效：{one_line(address)[:80]} (not a plain mail address)")
    return address
