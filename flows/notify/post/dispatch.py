"""Sending, as one asks for it: what is approved is queued, printed, and handed over, within the office's limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.notify.cases.case_store import Act, all_cases
from flows.notify.channels import channel
from flows.notify.post import outbox
from flows.notify.post.posting import queue, unsent
from flows.notify.post.printing import print_letters
from flows.notify.post.sending import Sent, send_queued
from flows.notify.post.trial_mail import send_trial
from flows.notify.workdays import is_workday
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What became of a sending: each message handed over, and why others were not queued.

    `is_trial` where everything went to the office's own test address and no case moved. `notes` are what else to tell.
    """

    sent: tuple[Sent, ...]
    refused: tuple[str, ...] = ()
    is_trial: bool = False
    notes: tuple[str, ...] = ()

    @property
    def gone(self) -> int:
        """How many went."""
        return sum(one.state == outbox.SENT for one in self.sent)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left behind."""
        return self.gone == len(self.sent) and not self.refused


def send(
    ledger: Ledger, settings: Settings, year: int, agency_ids: Sequence[str], act: Act, now: Callable[[], datetime]
) -> Dispatch:
    """Send the approved letters of agencies (none named: of all), and whatever else is queued and due.

    The channel, the test address, the days of rest and the limits are those of the settings. Raises `NoticeRefused` on a day
    without mail and while mail is stopped, `SettingsError` where the channel lacks something, `LedgerError` while another
    sender is at work.
    """
    _demand_mail_day(settings, act.today)
    way = channel(settings)
    chosen = agency_ids or approved_agencies(ledger, year)
    printed = print_letters(ledger, year, chosen, act) if settings.letter_pdf else ""
    notes = (printed,) if printed else ()
    if settings.mail_test_address:
        told = [send_trial(ledger, agency_id, year, way, settings, now()) for agency_id in chosen]
        way.close()
        return Dispatch(tuple(told), is_trial=True, notes=notes)
    refused = tuple(_refusals(ledger, year, chosen, way.name, way.needs_address, act))
    done = Dispatch(tuple(send_queued(ledger, way, settings, act, now)), refused, notes=notes)
    return replace(done, notes=(*notes, way.afterwards)) if done.gone and way.afterwards else done


def approved_agencies(ledger: Ledger, year: int) -> list[str]:
    """The agencies and offices whose approved letter is not in the outbox yet."""
    with ledger.reading() as connection:
        found = [case.agency_id for case in all_cases(connection, year) if unsent(connection, case)]
    return list(dict.fromkeys(found))


def _refusals(
    ledger: Ledger, year: int, agency_ids: Iterable[str], way: str, needs_address: bool, act: Act
) -> Iterable[str]:
    for agency_id in agency_ids:
        try:
            queue(ledger, agency_id, year, way, needs_address, act)
        except NoticeRefused as refusal:
            yield str(refusal)


def _demand_mail_day(settings: Settings, today: date) -> None:
    if settings.mail_workdays_only and not is_workday(today):
        raise NoticeRefused(f"{today} 不是工作日，按设置不外发 (no mail on days of rest)")
    if today in settings.mail_quiet:
        raise NoticeRefused(f"{today} 是设置中的静默日，不外发 (a quiet day)")
