"""The first ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "agencies",
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=True),
        sa.Column("parent_id", sa.String(length=100), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("first_run", sa.String(length=40), nullable=False),
        sa.Column("last_run", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_agencies")),
    )
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("finding_id", sa.String(length=100), nullable=True),
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("lapsed_run", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_agency_year", ["agency_id", "year"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_finding_id"), ["finding_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("reading_id", sa.String(length=64), nullable=False),
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("form", sa.String(length=10), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_reports")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_agency_year", ["agency_id", "year"], unique=False)

    op.create_table(
        "runs",
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=False),
        sa.Column("finished", sa.DateTime(), nullable=True),
        sa.Column("elapsed_seconds", sa.Float(), nullable=False),
        sa.Column("previous_run", sa.String(length=40), nullable=True),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("durations", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_runs")),
        sa.UniqueConstraint("sequence", name=op.f("uq_runs_sequence")),
    )
    op.create_table(
        "validators",
        sa.Column("url", sa.String(length=2100), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.String(length=100), nullable=False),
        sa.Column("warc", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_validators")),
    )
    op.create_table(
        "findings",
        sa.Column("finding_id", sa.String(length=100), nullable=False),
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=60), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("responsibility", sa.String(length=12), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("first_run", sa.String(length=40), nullable=False),
        sa.Column("last_run", sa.String(length=40), nullable=False),
        sa.Column("fixed_run", sa.String(length=40), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["first_run"], ["runs.run_id"], name=op.f("fk_findings_first_run_runs")),
        sa.ForeignKeyConstraint(["fixed_run"], ["runs.run_id"], name=op.f("fk_findings_fixed_run_runs")),
        sa.ForeignKeyConstraint(["last_run"], ["runs.run_id"], name=op.f("fk_findings_last_run_runs")),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_findings")),
    )
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.create_index("ix_findings_rule", ["rule_id"], unique=False)
        batch_op.create_index("ix_findings_year_agency", ["year", "agency_id"], unique=False)

    op.create_table(
        "holdings",
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_absent", sa.Date(), nullable=True),
        sa.Column("first_seen", sa.Date(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("first_reading", sa.String(length=64), nullable=True),
        sa.Column("reading_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_reading"], ["reports.reading_id"], name=op.f("fk_holdings_first_reading_reports")
        ),
        sa.ForeignKeyConstraint(["reading_id"], ["reports.reading_id"], name=op.f("fk_holdings_reading_id_reports")),
        sa.PrimaryKeyConstraint("agency_id", "year", name=op.f("pk_holdings")),
    )
    op.create_table(
        "snapshots",
        sa.Column("record_id", sa.String(length=100), nullable=False),
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.DateTime(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("warc", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f("fk_snapshots_run_id_runs")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "filings",
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("record_id", sa.String(length=100), nullable=True),
        sa.Column("reading_id", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("errors", sa.Integer(), nullable=True),
        sa.Column("warnings", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["reading_id"], ["reports.reading_id"], name=op.f("fk_filings_reading_id_reports")),
        sa.ForeignKeyConstraint(["record_id"], ["snapshots.record_id"], name=op.f("fk_filings_record_id_snapshots")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f("fk_filings_run_id_runs")),
        sa.PrimaryKeyConstraint("run_id", "agency_id", name=op.f("pk_filings")),
    )
    op.create_table(
        "finding_events",
        sa.Column("event_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("finding_id", sa.String(length=100), nullable=False),
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.finding_id"], name=op.f("fk_finding_events_finding_id_findings")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f("fk_finding_events_run_id_runs")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_finding_events")),
    )
    with op.batch_alter_table("finding_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_events_finding_id"), ["finding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_events_run_id"), ["run_id"], unique=False)


def downgrade() -> None:
    """Nothing recorded is taken back."""
    raise NotImplementedError("a ledger is never taken back to an older form")
