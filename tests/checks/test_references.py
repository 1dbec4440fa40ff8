"""A report against figures that the office holds from elsewhere, against its peers, and its list against the years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Publication
from checks.report import Claim
from tests.checks.build import Case, applications, assess, filing, nil, only

FIVE = applications(new=5, granted=5, total=5)


def held(found, source, **cells):
    """A filing of which the office holds these figures."""
    return replace(filing(found), references={source: cells})


def listing(*years, **changes):
    """A filing whose column of reports, read to its end, names these years."""
    publication = Publication("found", "https://www.example.gov.cn/1.html", years_listed=years)
    return filing(nil(), publication=publication, **changes)


def telling(quote, count):
    """A report with so many licences that says this sentence about them."""
    licences = {"T2.licence.decisions": count}
    claim = Claim("T2.licence.decisions", str(count), quote, "S1")
    return nil(parts={"claims": (claim,)}, **licences)


CASES = [
    Case("X-DATAREPORT", "what was submitted", "passes", held(nil(**FIVE), "submitted", **FIVE)),
    Case(
        "X-DATAREPORT",
        "one figure other than submitted",
        "finds",
        held(nil(**FIVE), "submitted", **{**FIVE, "T3.new.total": 6}),
        "error",
        "agency",
    ),
    Case(
        "X-DATAREPORT",
        "a blank part where 0 was submitted",
        "passes",
        held(nil(**{"T3.new.business": ""}), "submitted", **{"T3.new.business": 0}),
    ),
    Case(
        "X-DATAREPORT",
        "a figure that could not be read",
        "not assessable",
        held(nil(**{"T3.new.total": "?"}), "submitted", **{"T3.new.total": 6}),
    ),
    Case("X-DATAREPORT", "nothing is held", "not assessable", nil(**FIVE)),
    Case(
        "X-DATAREPORT",
        "a table that is in doubt",
        "finds",
        held(nil(parts={"suspicions": {"T3": "有一行错位"}}, **FIVE), "submitted", **{"T3.new.total": 6}),
        "warning",
        "extraction",
    ),
    Case("X-LEDGER", "the register says so too", "passes", held(nil(**FIVE), "register", **{"T3.new.total": 5})),
    Case(
        "X-LEDGER",
        "the register holds more",
        "finds",
        held(nil(**FIVE), "register", **{"T3.new.total": 7}),
        "warning",
    ),
    Case("X-LEDGER", "only other figures are held", "not assessable", held(nil(**FIVE), "submitted", **FIVE)),
    Case("X-CASES", "the courts say so too", "passes", held(nil(), "cases", **{"T4.review.total": 0})),
    Case(
        "X-CASES",
        "the review organ lists a case",
        "finds",
        held(nil(), "cases", **{"T4.review.total": 1}),
        "warning",
        "undecided",
    ),
    Case("X-CASES", "nothing is held", "not assessable", nil()),
    Case("T2-CATALOG", "the library says so too", "passes", held(nil(), "library", **{"T2.norms.issued": 0})),
    Case(
        "T2-CATALOG",
        "the library holds two more",
        "finds",
        held(nil(), "library", **{"T2.norms.issued": 2}),
        "advice",
        "undecided",
    ),
    Case("T2-CATALOG", "nothing is held", "not assessable", nil()),
    Case(
        "T2-ALLDECISIONS",
        "as many as were published, and many more are known",
        "finds",
        held(telling("公开行政许可24件", 24), "decisions", **{"T2.licence.decisions": 300}),
        "advice",
        "undecided",
    ),
    Case(
        "T2-ALLDECISIONS",
        "the sentence tells of decisions, not of publishing",
        "passes",
        held(telling("办理行政许可24件", 24), "decisions", **{"T2.licence.decisions": 300}),
    ),
    Case(
        "T2-ALLDECISIONS",
        "hardly more are known",
        "passes",
        held(telling("公开行政许可24件", 24), "decisions", **{"T2.licence.decisions": 25}),
    ),
    Case(
        "T2-ALLDECISIONS",
        "an unreadable figure",
        "not assessable",
        held(nil(**{"T2.licence.decisions": "?"}), "decisions", **{"T2.licence.decisions": 25}),
    ),
    Case("T2-ALLDECISIONS", "nothing is held", "not assessable", telling("公开行政许可24件", 24)),
    Case("PUB-ARCHIVE", "every year since the first", "passes", listing(2021, 2022, 2023)),
    Case("PUB-ARCHIVE", "a year left out", "finds", listing(2020, 2022, 2023), "advice", "undecided"),
    Case("PUB-ARCHIVE", "a body founded in 2022", "passes", listing(2022, 2023, valid_from=2022)),
    Case("PUB-ARCHIVE", "reports of the predecessor are missing", "finds", listing(2023, valid_from=2022), "advice"),
    Case("PUB-ARCHIVE", "the list was not read to its end", "not assessable", listing()),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    case.check()


def test_all_differences_from_one_source_are_one_finding():
    one = held(nil(**FIVE), "submitted", **{"T3.new.total": 6, "T3.granted.total": 4})
    (found,) = assess(one, only("X-DATAREPORT"))[0].findings
    assert found.cells == ("T3.new.total", "T3.granted.total")
    assert (found.expected, found.actual, found.difference) == ("6", "5", -1)


def peers(*counts, **changes):
    """Filings of bodies of one kind and level with so many applications each."""
    return [
        filing(nil(**applications(new=count, granted=count, total=count)), agency_id=f"a{place}", **changes)
        for place, count in enumerate(counts)
    ]


def far_out(filings):
    return [
        one.filing.agency.agency_id
        for one in assess(filings, only("X-PEER"))
        if any(found.rule_id == "X-PEER" for found in one.findings)
    ]


USUAL = [3 + place % 5 for place in range(60)]


def test_a_figure_far_from_its_peers_is_asked_about():
    assert far_out(peers(*USUAL, 90_000)) == ["a60"]
    assert far_out(peers(*USUAL, 9)) == []
    assert far_out(peers(*(1_000 * count for count in USUAL))) == []


def test_few_peers_and_other_levels_are_no_measure():
    assert far_out(peers(*USUAL[:20], 90_000)) == []
    assert far_out([*peers(*USUAL), *peers(90_000, level="province")]) == []


def test_a_table_in_doubt_is_nobodys_peer():
    strange = nil(parts={"suspicions": {"T3": "有一行错位"}}, **applications(new=90_000, granted=90_000, total=90_000))
    assert far_out([*peers(*USUAL), filing(strange, agency_id="x")]) == []
