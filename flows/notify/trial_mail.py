"""Trying the mail out: the approved letter goes to the office's own test address and nobody else; no case moves."""

from __future__ import annotations

from flows.clock import now
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.notify import letters
from flows.notify.case_store import newest
from flows.notify.channels import Channel, Handover
from flows.notify.mail import mail_bytes, plain_address
from flows.notify.stationery import stationery
from flows.settings import Settings


def send_trial(ledger: Ledger, agency_id: str, year: int, way: Channel, settings: Settings) -> Handover:
    """Hand a copy of an agency's approved letter to the channel, addressed to the test address.

    Raises `NoticeRefused` where nothing is approved.
    """
    office, address = stationery().office, plain_address(settings.mail_test_address)
    with ledger.reading() as connection:
        approved = letters.approved_of(connection, newest(connection, agency_id, year).case_id)
    if not approved:
        raise NoticeRefused(f"{agency_id}: 没有已签发的函件 (nothing approved)")
    notice, at = approved[-1], now()
    message_id = f"<gouji-trial-{notice.notice_id}-{at:%Y%m%d%H%M%S%f}@{office.from_email.rpartition('@')[2]}>"
    content = mail_bytes(
        message_id=message_id,
        sender=office.from_email,
        sender_name=office.name,
        recipient=address,
        subject=f"【测试】{notice.title}",
        text=f"【测试，正式收件人：{notice.recipient or '未登记'}】\n\n{notice.mail}",
        at=at,
        letter=notice.document,
        annex=notice.annex,
        stem=f"trial-{notice.notice_id}",
    )
    return way.deliver(message_id, address, content)
