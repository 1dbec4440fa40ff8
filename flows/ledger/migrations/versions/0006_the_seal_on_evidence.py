"""The seal on a night's evidence as the ledger remembers it, so that the newest night cannot be sealed anew unnoticed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add what is new; nights sealed before are not remembered."""
    op.add_column("runs", sa.Column("evidence_seal", sa.String(length=64), nullable=True))
