"""The ledger's tables of letters: cases, what happened to each, the letters as approved, and the mail on its way.

A letter that was approved is never rewritten: its bytes, its findings and its evidence stay as they were.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from flows.ledger.tables import ACCOUNT, AGENCY_ID, HASH, RUN_ID, Moment, metadata

STATE = String(20)

# One agency, report year and round of letters; `overview:PARENT` in place of an agency is what a parent office is told of
# its agencies. `rung` is that of the letter that waits or went out, or of the next one where the case was escalated.
# `drafted_by` is who made the letter that now waits or went out.
cases = Table(
    "cases",
    metadata,
    Column("case_id", Integer, primary_key=True, autoincrement=True),
    Column("agency_id", AGENCY_ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("state", STATE, nullable=False, index=True),
    Column("drafted_by", ACCOUNT),
    Column("approved_by", ACCOUNT),
    Column("letter_ids", JSON, nullable=False),
    Column("rung", Integer),
    Column("due", Date),
    Column("changed", Moment, nullable=False),
    UniqueConstraint("agency_id", "year", "round", name="uq_cases_agency_year_round"),
)

# Who did what to a case, when; rows are only added. `run_id` where a night did it.
case_events = Table(
    "case_events",
    metadata,
    Column("event_id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", Integer, ForeignKey("cases.case_id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("who", ACCOUNT, nullable=False),
    Column("step", STATE, nullable=False),
    Column("state", STATE, nullable=False),
    Column("detail", Text, nullable=False),
    Column("run_id", RUN_ID),
)

# A letter with its annex, the form to answer on and the evidence (a zip), its address and that of a copy. `run_id` is the
# night that its findings are from, `audited` the day of it. Until it is approved it has no number and may be drafted anew;
# from then on the row is frozen.
notices = Table(
    "notices",
    metadata,
    Column("notice_id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", Integer, ForeignKey("cases.case_id"), nullable=False, index=True),
    Column("kind", STATE, nullable=False),
    Column("number_year", Integer),
    Column("number", Integer),
    Column("number_text", Text, nullable=False),
    Column("drafted_by", ACCOUNT, nullable=False),
    Column("drafted_at", Moment, nullable=False),
    Column("approved_by", ACCOUNT),
    Column("approved_at", Moment),
    Column("audited", Date, nullable=False),
    Column("run_id", RUN_ID),
    Column("due", Date),
    Column("recipient", Text),
    Column("copied_to", Text),
    Column("rung", Integer),
    Column("title", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("annex", LargeBinary, nullable=False),
    Column("feedback", LargeBinary),
    Column("evidence", LargeBinary),
    Column("findings", JSON, nullable=False),
    Column("sha256", HASH, nullable=False),
    UniqueConstraint("number_year", "number", name="uq_notices_number_year_number"),
)

# An approved letter as PDF. It is made after the approval, by a program that may be absent, and never made anew.
notice_prints = Table(
    "notice_prints",
    metadata,
    Column("notice_id", Integer, ForeignKey("notices.notice_id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("made", Moment, nullable=False),
)

# Mail on its way. `state`: queued, handing (given to the channel, answer not recorded), sent, held,
# refused, bounced (taken by the relay, then given back).
outbox = Table(
    "outbox",
    metadata,
    Column("message_id", String(200), primary_key=True),
    Column("notice_id", Integer, ForeignKey("notices.notice_id"), nullable=False, unique=True),
    Column("channel", STATE, nullable=False),
    Column("recipient", Text),
    Column("content", LargeBinary, nullable=False),
    Column("state", STATE, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("queued_by", ACCOUNT, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_outbox_state", "state"),
)

# What holds for the whole office at once: `mail` is stopped or running.
switches = Table(
    "switches",
    metadata,
    Column("name", STATE, primary_key=True),
    Column("setting", STATE, nullable=False),
    Column("who", ACCOUNT, nullable=False),
    Column("at", Moment, nullable=False),
)
