from __future__ import annotations

from flows.crawl.manners.validators import Validator
from flows.ledger import Ledger
from flows.ledger.addresses import LedgerValidators

FIRST = Validator('"a"', "", "1" * 64, "<urn:1>", "evidence/a.warc.gz", "2024-02-06T00:00:00Z")
SECOND = Validator('"b"', "", "2" * 64, "<urn:2>", "evidence/b.warc.gz", "2024-02-07T00:00:00Z")


def keep(ledger: Ledger, night: LedgerValidators) -> None:
    with ledger.writing() as connection:
        night.keep(connection)


def test_an_answer_is_known_at_once_and_after_it_was_kept(ledger: Ledger) -> None:
    tonight = LedgerValidators(ledger)
    tonight.put("http://a.example/", FIRST)
    assert tonight.get("http://a.example/") == FIRST
    assert LedgerValidators(ledger).get("http://a.example/") is None
    keep(ledger, tonight)
    assert LedgerValidators(ledger).get("http://a.example/") == FIRST


def test_the_newest_answer_of_an_address_replaces_the_one_before(ledger: Ledger) -> None:
    for answer in (FIRST, SECOND):
        night = LedgerValidators(ledger)
        night.put("http://a.example/", answer)
        keep(ledger, night)
    assert LedgerValidators(ledger).get("http://a.example/") == SECOND


def test_an_address_to_be_fetched_whole_is_not_known_until_it_was(ledger: Ledger) -> None:
    before = LedgerValidators(ledger)
    before.put("http://a.example/", FIRST)
    keep(ledger, before)
    tonight = LedgerValidators(ledger, {"http://a.example/"})
    assert tonight.get("http://a.example/") is None
    tonight.put("http://a.example/", SECOND)
    assert tonight.get("http://a.example/") == SECOND
