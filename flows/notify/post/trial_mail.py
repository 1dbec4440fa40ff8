"""Trying the mail out: the approved letter goes to the office's own test address and nobody else; no case moves."""

from __future__ import annotations

from datetime import datetime

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.notify.cases.case_store import newest
from flows.notify.cases.letters import approved_of
from flows.notify.channels import Channel
from flows.notify.post.mail import Mail, mail_bytes, plain_address
from flows.notify.post.posting import enclosures
from flows.notify.post.sending import Sent
from flows.notify.writing.stationery import stationery
from flows.settings import Settings


def send_trial(ledger: Ledger, agency_id: str, year: int, way: Channel, settings: Settings, at: datetime) -> Sent:
    """Hand a copy of an agency's approved letter to the channel, addressed to the test address.

    Raises `NoticeRefused` where nothing is approved.
    """
    office, address = stationery().office, plain_address(settings.mail_test_address)
    with ledger.reading() as connection:
        approved = approved_of(connection, newest(connection, agency_id, year).case_id)
    if not approved:
        raise NoticeRefused(f"{agency_id}: 没有已签发的函件 (nothing approved)")
    notice = approved[-1]
    meant_for = "、".join(filter(None, (notice.recipient, notice.copied_to))) or "未登记"
    mail = Mail(
        message_id=f"<gouji-trial-{notice.notice_id}-{at:%Y%m%d%H%M%S%f}@{office.from_email.rpartition('@')[2]}>",
        subject=f"【测试】{notice.title}",
        text=f"【测试，正式收件人：{meant_for}】\n\n{notice.mail}",
        at=at,
        enclosures=enclosures(notice),
    )
    handover = way.deliver(mail.message_id, (address,), mail_bytes(mail, office.from_email, office.name, address))
    return Sent(mail.message_id, (address,), handover.outcome.value, handover.detail)
