"""The settings of a night on loopback: its own registry and output folder, nobody to be polite to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.settings import Settings, load_settings


def loopback_settings(folder: Path, **more: Any) -> Settings:
    """The settings of a night whose registry is `agencies.csv` in `folder`, and whose output goes to `out` beside it."""
    return load_settings(
        agencies=folder / "agencies.csv",
        out=folder / "out",
        allow_private="127.0.0.0/8",
        pause_seconds=0.0,
        retries=0,
        **more,
    )
