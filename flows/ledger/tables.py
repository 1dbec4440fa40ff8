"""The ledger's tables: facts that people ask for, in SQL; the figures of a night are in its `cells.parquet`.

A change here needs a migration beside it in `migrations/versions/`; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: SQLite and others drop the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To naive UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To aware UTC."""
        return value.replace(tzinfo=UTC) if value else None


AGENCY_ID, RUN_ID, HASH, RULE_ID, ACCOUNT = String(100), String(40), String(64), String(60), String(100)

# The registry as last seen; an agency that left it stays.
agencies = Table(
    "agencies",
    metadata,
    Column("agency_id", AGENCY_ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("level", String(30)),
    Column("parent_id", AGENCY_ID),
    Column("body", JSON, nullable=False),
    Column("first_run", RUN_ID, nullable=False),
    Column("last_run", RUN_ID, nullable=False),
)

# `state`: open (being made, or to be resumed), sealed (all recorded, not yet put in place), complete, abandoned, hollow
# (it brought in so little that no later night may build on it).
# `scope` is the hash of year, day and registry: only a run of the same scope may resume an open one.
runs = Table(
    "runs",
    metadata,
    Column("run_id", RUN_ID, primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("year", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("scope", HASH, nullable=False),
    Column("folder", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("elapsed_seconds", Float, nullable=False, default=0.0),
    Column("previous_run", RUN_ID),
    Column("versions", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("durations", JSON, nullable=False),
    Column("counts", JSON),
    Column("evidence_seal", HASH),
)

# The response that a filing was read from; `warc` is relative to the run's folder.
snapshots = Table(
    "snapshots",
    metadata,
    Column("record_id", String(100), primary_key=True),
    Column("run_id", RUN_ID, ForeignKey("runs.run_id"), nullable=False),
    Column("agency_id", AGENCY_ID, nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("retrieved", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("warc", Text, nullable=False),
    Column("title", Text, nullable=False),
    Index("ix_snapshots_sha256", "sha256", "retrieved"),
)

# A report as read, by the hash of the reading: the same bytes read alike on a hundred nights are one row. `read_as` is
# the hash of all that the reading depended on, when it was made last.
reports = Table(
    "reports",
    metadata,
    Column("reading_id", HASH, primary_key=True),
    Column("agency_id", AGENCY_ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("title", Text),
    Column("form", String(10)),
    Column("published", Date),
    Column("body", LargeBinary, nullable=False),
    Column("read_as", HASH, nullable=False, default="", server_default=""),
    Index("ix_reports_agency_year", "agency_id", "year"),
)

# What is held of an agency's report of a year: since when, its first and its latest reading; and, while it was not
# held, the last day on which the whole list was seen without it.
holdings = Table(
    "holdings",
    metadata,
    Column("agency_id", AGENCY_ID, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last_absent", Date),
    Column("first_seen", Date),
    Column("last_seen", Date),
    Column("url", Text),
    Column("first_reading", HASH, ForeignKey("reports.reading_id")),
    Column("reading_id", HASH, ForeignKey("reports.reading_id")),
)

# One agency in one run: what the crawl and the reading gave, then (status not null) what the rules say; `errors` and
# `warnings` are those that count against the agency itself.
filings = Table(
    "filings",
    metadata,
    Column("run_id", RUN_ID, ForeignKey("runs.run_id"), primary_key=True),
    Column("agency_id", AGENCY_ID, primary_key=True),
    Column("outcome", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("record_id", String(100), ForeignKey("snapshots.record_id")),
    Column("reading_id", HASH, ForeignKey("reports.reading_id")),
    Column("status", String(20)),
    Column("errors", Integer),
    Column("warnings", Integer),
    Column("verdict", LargeBinary),
)

# A finding over all complete nights: since when, when last renewed, whether it stands. `content` is the fingerprint of
# what it rests on; with the version of its rule it is what a decision is held against, without opening the body.
findings = Table(
    "findings",
    metadata,
    Column("finding_id", String(100), primary_key=True),
    Column("agency_id", AGENCY_ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("rule_id", RULE_ID, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("responsibility", String(12), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("first_run", RUN_ID, ForeignKey("runs.run_id"), nullable=False),
    Column("last_run", RUN_ID, ForeignKey("runs.run_id"), nullable=False),
    Column("fixed_run", RUN_ID, ForeignKey("runs.run_id")),
    Column("body", JSON, nullable=False),
    Column("content", HASH, nullable=False, default="", server_default=""),
    Column("rule_version", Integer, nullable=False, default=0, server_default="0"),
    Column("is_excused", Boolean, nullable=False, default=False, server_default=false()),
    Index("ix_findings_year_agency", "year", "agency_id"),
    Index("ix_findings_rule", "rule_id"),
)

# Each turn in a finding's life (new, fixed, regressed, and persisting with other content), with the finding as it was.
finding_events = Table(
    "finding_events",
    metadata,
    Column("event_id", Integer, primary_key=True, autoincrement=True),
    Column("finding_id", String(100), ForeignKey("findings.finding_id"), nullable=False, index=True),
    Column("run_id", RUN_ID, ForeignKey("runs.run_id"), nullable=False, index=True),
    Column("status", String(12), nullable=False),
    Column("body", JSON, nullable=False),
)

# What a person decided on a finding or a rule for an agency and year; bound to the content it was decided on and to the
# version of its rule. Rows are only added: `undoes` names the decision that this one takes back, `handed_to` the account
# that the finding was handed to.
decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Integer, primary_key=True, autoincrement=True),
    Column("finding_id", String(100), index=True),
    Column("agency_id", AGENCY_ID, nullable=False),
    Column("year", Integer, nullable=False),
    Column("rule_id", RULE_ID, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("valid_until", Date),
    Column("content_hash", HASH),
    Column("lapsed_run", RUN_ID),
    Column("rule_version", Integer, nullable=False, default=0, server_default="0"),
    Column("undoes", Integer),
    Column("handed_to", ACCOUNT),
    Index("ix_decisions_agency_year", "agency_id", "year"),
)

# What an address answered last, for conditional requests; `warc` and `date` are those of the record with the payload.
validators = Table(
    "validators",
    metadata,
    Column("url", String(2100), primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("record_id", String(100), nullable=False),
    Column("warc", Text, nullable=False),
    Column("date", String(40), nullable=False),
)

# What a site's robots.txt said when it was asked last, by its origin (`http://host:port`); it is asked again after
# `until`. `record_id` is the evidence of the answer.
robots = Table(
    "robots",
    metadata,
    Column("origin", String(300), primary_key=True),
    Column("asked", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("record_id", String(100), nullable=False),
)

# Who may use the console. `regions` are the governments whose bodies the account may decide on, empty for all of them;
# `token_hash` is that of the token for programs.
accounts = Table(
    "accounts",
    metadata,
    Column("name", ACCOUNT, primary_key=True),
    Column("role", String(20), nullable=False),
    Column("regions", JSON, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("token_hash", HASH, unique=True),
    Column("is_closed", Boolean, nullable=False, default=False),
    Column("made", Moment, nullable=False),
)

# A person logged in; the cookie's own value is nowhere kept. `notice` is what the next page tells once.
sessions = Table(
    "sessions",
    metadata,
    Column("session_hash", HASH, primary_key=True),
    Column("account", ACCOUNT, ForeignKey("accounts.name"), nullable=False, index=True),
    Column("csrf", HASH, nullable=False),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("notice", JSON),
)

# Who did what when in the console; rows are only ever added.
audit_log = Table(
    "audit_log",
    metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("who", ACCOUNT, nullable=False),
    Column("action", String(30), nullable=False),
    Column("finding_id", String(100), index=True),
    Column("detail", Text, nullable=False),
    Column("address", String(60), nullable=False),
)
