"""Who slips in the demo, how, and on which nights: every rule of the audit is broken at least once."""

from __future__ import annotations

from checks.model import Responsibility
from flows.demo.draft import Facts, sound_facts
from flows.demo.faults import (
    Expected,
    Fault,
    added,
    another_body,
    as_pictures,
    older_period,
    owned_up,
    told_instead,
    without_part,
    without_table,
    zeros_left_out,
)

MAYBE_DEAD_LINK = Expected("PUB-DEADLINK", responsibility=Responsibility.UNDECIDED)
NO_CASES = {f"T4.{block}.total": 0 for block in ("review", "direct", "after")}
NONE_RECEIVED = {"T3.new.total": 0, "T3.carried_in.total": 0}


def on_the_old_form(facts: Facts) -> Facts:
    """The tables of the form that went out of use in 2021."""
    return sound_facts(facts.body, facts.year, form="2019")


def nobody_sued(facts: Facts) -> Facts:
    """One figure of table 3 mistyped, and the prose denies the cases of table 4."""
    return told_instead(NO_CASES)(added({"T3.new.natural": 3}, told=False)(facts))


FAULTS: tuple[Fault, ...] = (
    # Two rows filled one against the other: no column can tell.
    Fault(
        "ql-jyj",
        (Expected("T3-ROW-SUM"),),
        facts=added({"T3.granted.natural": 2, "T3.unable.not_held.natural": -2}, told=False),
        nights=frozenset({1, 3}),
    ),
    Fault("ql-jyj", (), words=owned_up, nights=frozenset({2, 4})),
    # A cell and its total wrong together: only the balance printed in the table's head can tell.
    Fault("ql-gxj", (Expected("T3-COL-BAL"),), facts=added({"T3.carried_out.natural": 1, "T3.carried_out.total": 1})),
    Fault("ql-mzj", (Expected("T3-COL-SUM"),), facts=added({"T3.granted.natural": 2, "T3.granted.total": 2})),
    # One cell wrong: its row and its column cross in it.
    Fault(
        "ql-czj",
        (Expected("T3-ROW-SUM", "T3.unable.not_held.natural"),),
        facts=added({"T3.unable.not_held.natural": 9}, told=False),
    ),
    Fault(
        "ql-sfj",
        (Expected("T4-SUM-REV"), Expected("T4-SUM-LIT1"), Expected("T4-SUM-LIT2")),
        facts=added({"T4.review.other": 1, "T4.direct.pending": 2, "T4.after.upheld": 1}, told=False),
    ),
    Fault(
        "ql-sthj",
        (Expected("T4-SUM-REV"),),
        facts=added({"T4.review.upheld": 1}),
        words=owned_up,
        nights=frozenset({2, 3, 4}),
    ),
    Fault("ql-swj", (Expected("FMT-OLD"),), facts=on_the_old_form),
    Fault(
        "ql-slj",
        (Expected("TXT-OTHERORG"), Expected("FMT-SEC-MISSING")),
        words=lambda draft: without_part("S6")(another_body("青澜市农业农村局")(draft)),
    ),
    Fault("ql-wlj", (Expected("TXT-YEAR"),), words=older_period),
    Fault("ql-wjw", (Expected("TXT-RECV"),), facts=told_instead({"T3.new.total": 32})),
    # State secrecy for everybody is in the figures themselves (`flows.demo.figures.SECRETIVE`).
    Fault("ql-tjj", (Expected("T3-SECRET"),)),
    Fault("ql-scj", (Expected("FMT-CELL-BLANK"),), facts=zeros_left_out),
    Fault("wp-jyj", (Expected("TXT-NORECV"), Expected("T3-SECRET")), facts=told_instead(NONE_RECEIVED)),
    # Thousands of penalties typed into a column of numbers.
    Fault("wp-csj", (Expected("FMT-NEG-INT"),), facts=added({"T2.penalty.decisions": 0.5})),
    Fault(
        "yx-fgj",
        (Expected("FMT-TABLE-MISSING"),),
        words=without_table("T4", "S4", "本年度未发生因政府信息公开申请行政复议、提起行政诉讼的情况。"),
    ),
    Fault(
        "sy-wjj",
        (Expected("T3-COL-BAL", "T3.new.natural"), Expected("TXT-NOCASE")),
        facts=nobody_sued,
    ),
    # Nothing to accuse anybody of: the tables may well be there, only not as text. A person is asked to look.
    Fault(
        "yx-mzj",
        (Expected("PUB-FORM-IMG", responsibility=Responsibility.UNDECIDED),),
        words=as_pictures,
    ),
)

# Published after the day that the law sets.
LATE = {"ql-sjj": "PUB-LATE-DEPT", "wp-gov": "PUB-LATE-GOV"}
# On the list for every year but this one.
UNPUBLISHED = frozenset({"ql-ybj"})
# Cannot be fetched or read, for four reasons: no server, a page that is none, an empty page, pictures.
UNREACHABLE = frozenset({"ql-qxj"})
SOFT_404 = frozenset({"yx-zlz"})
EMPTY_PAGE = frozenset({"lx-sfj"})
PICTURED = frozenset({"yx-mzj"})
UNREADABLE = UNREACHABLE | SOFT_404 | EMPTY_PAGE | PICTURED
# Answers 500 to the first request of a night, then as it should.
STUMBLES_ONCE = frozenset({"wp-zjj"})


def faults_of(agency_id: str, night: int) -> tuple[Fault, ...]:
    """What is wrong in an agency's report of the audited year on a night."""
    return tuple(fault for fault in FAULTS if fault.agency_id == agency_id and night in fault.nights)
