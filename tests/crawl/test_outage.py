"""Our trouble or theirs: outages, shrunken nights, reports that are gone."""

from __future__ import annotations

import pytest

from flows.crawl.outage import Volume, is_outage, is_removed, shortfalls
from flows.crawl.outcomes import MEANINGS, Outcome

FOUND, GONE, DOWN = Outcome.FOUND, Outcome.NOT_FOUND, Outcome.TIMEOUT_CONNECT


def hosts(down: int, up: int) -> list[tuple[str, Outcome]]:
    return [(f"d{n}", Outcome.DNS_TEMPORARY) for n in range(down)] + [(f"u{n}", FOUND) for n in range(up)]


def test_many_hosts_failing_at_once_are_our_outage() -> None:
    assert is_outage(hosts(down=15, up=5))


def test_a_third_of_the_hosts_down_is_their_trouble() -> None:
    assert not is_outage(hosts(down=10, up=20))


def test_a_few_hosts_are_too_few_to_tell() -> None:
    assert not is_outage(hosts(down=5, up=0))


def test_a_big_host_that_is_down_is_one_host() -> None:
    assert not is_outage([("big", DOWN)] * 500 + hosts(down=0, up=12))


def test_refusals_by_the_sites_are_no_outage() -> None:
    assert not is_outage([(f"h{n}", Outcome.BLOCKED) for n in range(30)])


def test_where_many_hosts_usually_fail_more_must_fail_to_tell() -> None:
    assert not is_outage(hosts(down=16, up=4), usual_share=0.3)
    assert is_outage(hosts(down=19, up=1), usual_share=0.3)


GOOD = [Volume(1000, 950, 90_000_000)] * 3


def test_a_night_like_the_others_is_sound() -> None:
    assert shortfalls(Volume(990, 940, 88_000_000), GOOD) == []


def test_reports_somewhat_smaller_than_they_were_are_no_sign() -> None:
    assert shortfalls(Volume(990, 940, 60_000_000), GOOD) == []


def test_of_a_handful_of_agencies_one_that_is_down_is_no_sign() -> None:
    assert shortfalls(Volume(1, 1, 1_000), [Volume(5, 5, 5_000)] * 3) == []


def test_a_handful_of_agencies_of_which_none_answers_is_a_hollow_night() -> None:
    assert shortfalls(Volume(0, 0, 0), [Volume(5, 5, 5_000)] * 3)
    assert shortfalls(Volume(0, 0, 0), [Volume(1, 1, 1_000)] * 3) == []


def test_a_handful_of_agencies_that_all_answer_without_a_report_is_a_hollow_night() -> None:
    """Their one platform turned us away, or was built anew."""
    assert shortfalls(Volume(6, 0, 0), [Volume(6, 6, 6_000)] * 3)
    assert shortfalls(Volume(6, 0, 0), [Volume(6, 1, 1_000)] * 3) == []


def test_a_hollow_night_is_told_measure_by_measure() -> None:
    told = shortfalls(Volume(400, 300, 1_000_000), GOOD)
    assert len(told) == 3
    assert "300" in told[1]
    assert "950" in told[1]


def test_the_first_night_has_nothing_to_be_measured_by() -> None:
    assert shortfalls(Volume(0, 0, 0), []) == []


@pytest.mark.parametrize(
    ("nights", "removed"),
    [
        ([FOUND, GONE, GONE, GONE], True),
        ([FOUND, GONE, GONE], False),
        ([GONE, GONE, FOUND, GONE, GONE], False),
        ([FOUND, GONE, DOWN, GONE, DOWN, Outcome.NOT_PUBLISHED], True),
        ([FOUND, DOWN, DOWN, DOWN, DOWN], False),
        ([GONE, GONE, GONE, Outcome.UNCHANGED], False),
        ([], False),
    ],
)
def test_a_report_is_removed_only_after_nights_that_could_tell(nights: list[Outcome], removed: bool) -> None:
    assert is_removed(nights, after=3) is removed


def test_every_outcome_has_its_words() -> None:
    assert set(MEANINGS) == set(Outcome)
    for outcome, meaning in MEANINGS.items():
        assert meaning.zh.endswith("。"), outcome
        assert meaning.todo_zh.endswith("。"), outcome
        assert meaning.en.endswith("."), outcome
        assert meaning.todo_en.endswith("."), outcome


def test_what_heals_by_itself_is_retryable() -> None:
    for outcome in (Outcome.TIMEOUT_READ, Outcome.SERVER_ERROR, Outcome.DNS_TEMPORARY):
        assert outcome.retryable
        assert outcome.retry_at_once
    for outcome in (Outcome.ROBOTS, Outcome.BAD_ADDRESS, Outcome.OFF_HOST, Outcome.NOT_FOUND):
        assert outcome.permanent
        assert not outcome.retry_at_once
