"""What a finding stands on as columns of its own, who it was handed to, and PostgreSQL's seals on what is only added."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_PER_BATCH = 1000
_findings = sa.table("findings", *(sa.column(name) for name in ("finding_id", "content", "rule_version", "is_excused")))


def upgrade() -> None:
    """Add what is new, and fill it for the findings there are."""
    # Not in a batch: that would make the tables anew, without their seals and against what refers to them.
    op.add_column("findings", sa.Column("content", sa.String(length=64), server_default="", nullable=False))
    op.add_column("findings", sa.Column("rule_version", sa.Integer(), server_default="0", nullable=False))
    op.add_column("findings", sa.Column("is_excused", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("decisions", sa.Column("handed_to", sa.String(length=100), nullable=True))
    _fill()
    if op.get_bind().dialect.name == "postgresql":
        _seal()


def _fill() -> None:
    connection = op.get_bind()
    known = connection.execute(sa.text("SELECT finding_id, body FROM findings")).all()
    change = (
        sa.update(_findings)
        .where(_findings.c.finding_id == sa.bindparam("whose"))
        .values({name: sa.bindparam(f"new_{name}") for name in ("content", "rule_version", "is_excused")})
    )
    for start in range(0, len(known), _PER_BATCH):
        rows = [_row(finding_id, body) for finding_id, body in known[start : start + _PER_BATCH]]
        connection.execute(change, rows)


def _row(finding_id: str, body: Any) -> dict[str, Any]:
    facts = json.loads(body) if isinstance(body, str) else body
    quote = "".join(((facts.get("evidence") or {}).get("quote") or "").split())
    cells = "+".join(sorted(facts.get("cells") or ()))
    parts = (facts["rule_id"], cells, facts.get("expected") or "", facts.get("actual") or "", quote)
    return {
        "whose": finding_id,
        "new_content": hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20],
        "new_rule_version": facts.get("rule_version") or 0,
        "new_is_excused": facts.get("suppressed_by") is not None,
    }


def _seal() -> None:
    """What SQLite's triggers refuse, for PostgreSQL."""
    for table in ("audit_log", "decisions"):
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gouji_refuse('rows are only added')"
        )


def downgrade() -> None:
    """Nothing recorded is taken back."""
    raise NotImplementedError("a ledger is never taken back to an older form")
