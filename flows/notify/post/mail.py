"""A letter as one mail, byte for byte: its headers from the registry and the office alone, letter and annex attached."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flows.errors import NoticeRefused
from flows.notify.writing.wording import one_line

# Deliberately narrower than the standard: no quotes, no comments, no spaces, one @.
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_KINDS = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
    ".zip": ("application", "zip"),
}
_MOST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail, under a name of our own."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says: its lasting name, subject, text, moment (aware) and enclosures."""

    message_id: str
    subject: str
    text: str
    at: datetime
    enclosures: Sequence[Enclosure] = ()


def mail_bytes(mail: Mail, sender: str, sender_name: str, recipient: str | None, copied_to: str | None = None) -> bytes:
    """The mail as it will go over the wire; without a recipient it can only be put into a folder.

    Raises `NoticeRefused` for an address that is not a plain one.
    """
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.at)
    message["From"] = Address(one_line(sender_name), addr_spec=plain_address(sender))
    for header, address in (("To", recipient), ("Cc", copied_to)):
        if address is not None:
            message[header] = Address(addr_spec=plain_address(address))
    message["Subject"] = one_line(mail.subject)[:_MOST_SUBJECT]
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, charset="utf-8", cte="base64")
    for one in mail.enclosures:
        kind, subkind = _KINDS["." + one.name.rpartition(".")[2]]
        message.add_attachment(one.content, maintype=kind, subtype=subkind, filename=one.name)
    # Drawn from the message's own name, so that the same mail is the same bytes.
    message.set_boundary("=_gouji_" + hashlib.sha256(mail.message_id.encode()).hexdigest()[:32])
    return message.as_bytes()


def plain_address(address: str) -> str:
    """The address, if it is one plain mailbox.

    Raises `NoticeRefused` for anything else: line breaks, lists, names, quotes.
    """
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise NoticeRefused(f"邮箱地址无效：{one_line(address)[:80]} (not a plain mail address)")
    return address
