"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Add what is new."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Nothing recorded is taken back."""
    raise NotImplementedError("a ledger is never taken back to an older form")
