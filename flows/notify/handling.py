"""What people do with cases and letters: the public functions behind the command line and the console.

Every function takes the ledger, whose case it is (`agency_id`, or `overview:PARENT` for a parent office's overview, and the
report year) and an `Act`: who does it, when, on which day. Each deed is one transaction, and raises `NoticeRefused` with a
sentence for the user where it may not be done. In the order of a case's life:

confirm / open_case / dismiss   findings are confirmed (or were, one by one, in the console), or the case is dropped
draft → approve                 drafted by one person, approved by another; `approve(seen=sha256)` binds to what was looked at
queue, send                     `queue` puts an approved letter into the outbox; `flows.notify.post.dispatch.send` does all of it
answer / reply                  typed in, or the feedback form as a file
accept                          an explanation is accepted: it counts no more, until a day
remind, reopen, escalate        a reminder; the case goes back; its next letter goes out a rung higher
close                           after the re-check
settle_held, bounce             a person's word on mail that is unclear or came back

To look: `flows.notify.listing.rows` (all cases of a year) and `flows.notify.listing.record` (one case, whole).
"""

from __future__ import annotations

from flows.notify.answering import answer, author, close, escalate, reopen, reply
from flows.notify.confirming import accept, confirm, dismiss, open_case
from flows.notify.drafting import approve, draft, remind
from flows.notify.post.posting import bounce, queue, settle_held

__all__ = [
    "accept",
    "answer",
    "approve",
    "author",
    "bounce",
    "close",
    "confirm",
    "dismiss",
    "draft",
    "escalate",
    "open_case",
    "queue",
    "remind",
    "reopen",
    "reply",
    "settle_held",
]
