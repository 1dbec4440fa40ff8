"""Letters: drafting them, and handing them to a mail relay on loopback."""

from __future__ import annotations

import time

from flows.extract.forms import forms
from flows.notify.channels.smtp import SmtpChannel
from flows.notify.drafts import Papers, papers
from flows.notify.mail import mail_bytes
from flows.notify.stationery import stationery
from flows.rulebook import rulebook
from flows.settings import load_settings
from tests.bench.figure import Figure, best_seconds
from tests.notify.cases import DOUBTED, HINT, UNBALANCED, matter
from tests.notify.office import START
from tests.notify.relay import relay

_LETTERS = 40
_ALL = 10_000


def figures() -> list[Figure]:
    """Minutes for ten thousand letters, drafted and sent, on one core."""
    made, drafting = _drafting()
    return [
        Figure("letters: drafting 10,000 with their annexes", drafting * _ALL / 60, "min", "<= 15"),
        Figure("letters: sending 10,000 to a local relay", _sending(made) * _ALL / 60, "min", "<= 10"),
    ]


def _drafting() -> tuple[Papers, float]:
    one, rules = matter(UNBALANCED, DOUBTED, HINT), rulebook()
    made = papers(one, stationery(), rules, forms())
    return made, best_seconds(lambda: papers(one, stationery(), rules, forms()), _LETTERS)


def _sending(made: Papers) -> float:
    with relay() as told:
        channel = SmtpChannel(
            load_settings(smtp_host="127.0.0.1", smtp_port=told.port, smtp_security="none", mail_pause_seconds=0.0)
        )
        start = time.perf_counter()
        for number in range(_LETTERS):
            content = mail_bytes(
                message_id=f"<{number}@yunhe.example>",
                sender="gouji@localhost",
                sender_name="办公室",
                recipient="zwgk@yunhe.example",
                subject=made.letter.title,
                text=made.mail,
                at=START,
                letter=made.document,
                annex=made.annex,
                stem=f"notice-{number}",
            )
            channel.deliver(f"<{number}@yunhe.example>", "zwgk@yunhe.example", content)
        took = time.perf_counter() - start
        channel.close()
        if len(set(told.taken)) != _LETTERS:
            raise AssertionError("a letter was lost or doubled")
    return took / _LETTERS
