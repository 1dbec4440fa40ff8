"""The ladder of letters, what goes with a letter (form, evidence, print, copies), and its freezing on PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# (table, when, deed, what is told); on SQLite the migration before this one made the like.
_FROZEN = (
    ("notices", "OLD.number IS NOT NULL", "UPDATE", "an approved letter is frozen"),
    ("notices", "OLD.number IS NOT NULL", "DELETE", "an approved letter is kept"),
    ("case_events", "TRUE", "UPDATE", "rows are only added"),
    ("case_events", "TRUE", "DELETE", "rows are only added"),
)


def upgrade() -> None:
    """Add what is new."""
    op.add_column("cases", sa.Column("rung", sa.Integer(), nullable=True))
    op.add_column("notices", sa.Column("run_id", sa.String(length=40), nullable=True))
    op.add_column("notices", sa.Column("copied_to", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("rung", sa.Integer(), nullable=True))
    op.add_column("notices", sa.Column("feedback", sa.LargeBinary(), nullable=True))
    op.add_column("notices", sa.Column("evidence", sa.LargeBinary(), nullable=True))
    op.create_table(
        "notice_prints",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.notice_id"], name=op.f("fk_notice_prints_notice_id_notices")),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice_prints")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER notice_prints_frozen BEFORE UPDATE ON notice_prints "
            "BEGIN SELECT RAISE(ABORT, 'notice_prints: a print is frozen'); END"
        )
    if op.get_bind().dialect.name == "postgresql":
        _freeze_on_postgresql()


def _freeze_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION gouji_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: %', TG_TABLE_NAME, TG_ARGV[0]; END $$"
    )
    for table, when, deed, told in (*_FROZEN, ("notice_prints", "TRUE", "UPDATE", "a print is frozen")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION gouji_refuse('{told}')"
        )


def downgrade() -> None:
    """Nothing recorded is taken back."""
    raise NotImplementedError("a ledger is never taken back to an older form")
