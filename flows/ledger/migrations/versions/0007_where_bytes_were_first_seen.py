"""Finding the first record of the same bytes, without reading those of every night."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_snapshots_sha256", "snapshots", ["sha256", "retrieved"])
