"""Secrets of the mail and the alerts: from the environment, or from a file that its owner alone can read; nowhere kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from flows.errors import SettingsError
from flows.os_fault import why


def secret(variable: str, file: str, setting: str) -> str:
    """The secret in an environment variable, else in a file; empty where neither is given.

    Raises `SettingsError` for a file that others can read, or that cannot be read.
    """
    if given := os.environ.get(variable):
        return given.strip()
    if not file:
        return ""
    path = Path(file)
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsError(f"{setting} {path}: 权限过宽，请执行 chmod 600 (must be readable by its owner alone)")
        return path.read_text("utf-8").strip()
    except OSError as fault:
        raise SettingsError(f"{setting} {path}: {why(fault)}") from None
