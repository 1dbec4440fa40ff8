"""Letters: drafting them, and handing them to a mail relay on loopback."""

from __future__ import annotations

import time

from flows.extract.forms import forms
from flows.notify.channels.smtp import SmtpChannel
from flows.notify.mail import Enclosure, Mail, mail_bytes
from flows.notify.papers import Papers, papers
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
            name, address = f"<{number}@yunhe.example>", "zwgk@yunhe.example"
            files = [Enclosure(f"notice-{number}.docx", made.document), Enclosure("annex.xlsx", made.annex)]
            mail = Mail(name, made.letter.title, made.mail, START, files)
            channel.deliver(name, (address,), mail_bytes(mail, "gouji@localhost", "办公室", address))
        took = time.perf_counter() - start
        channel.close()
        if len(set(told.taken)) != _LETTERS:
            raise AssertionError("a letter was lost or doubled")
    return took / _LETTERS
