"""From a settled night to drafts of letters in its staging folder. They are for the office's own eyes."""

from __future__ import annotations

import logging

from flows.night import Night
from flows.notify.drafts import write_drafts
from flows.notify.writing.stationery import stationery
from flows.shift import Shift

log = logging.getLogger(__name__)


def draft(shift: Shift, night: Night) -> None:
    """Draft a letter an agency that has findings of its own; nothing is sent.

    Raises `SettingsError` where the letter paper is wrong, `OutputError` where the disk refuses.
    """
    with shift.timed("draft"):
        facts = stationery(), shift.catalogue, shift.forms
        count = write_drafts(night, shift.run.staging / "notices", *facts, earlier=shift.settings.out / "latest")
    log.info("run=%s drafts=%d", shift.run.run_id, count)
