"""The office's switch for all mail, as the console shows and throws it; `gouji notices stop` and `resume` are the same one."""

from __future__ import annotations

from flows.ledger.accounts import Account, Role
from flows.ledger.audit_log import Entry, note
from flows.notify.post import outbox
from flows.review.access import Refused
from flows.review.deciding import Asker
from flows.review.office import Office


def is_stopped(office: Office) -> bool:
    """Whether all mail is held."""
    with office.ledger.reading() as connection:
        return outbox.is_stopped(connection)


def may_throw(account: Account) -> bool:
    """Whether an account may hold all mail: an approver whose regions are all of them."""
    return account.role is Role.APPROVER and not account.regions


def throw(office: Office, asker: Asker, *, stop: bool) -> str:
    """Hold all mail or let it go again, and note who did; gives the sentence that tells it. Raises `Refused`."""
    if not may_throw(asker.account):
        raise Refused(403, "只有负责全部地区的审批人可以停止或恢复外发")
    now, who = office.now(), asker.account.name
    with office.ledger.writing() as connection:
        outbox.stop(connection, who, now, is_stopped=stop)
        note(connection, [Entry(now, who, "mail_stopped" if stop else "mail_resumed", address=asker.address)])
    return "已停止全部外发；恢复之前，任何函件都不会发出" if stop else "已恢复外发；待外发的函件仍须由审批人逐件外发"
