"""The mandated forms as shipped in the configuration folder, read once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from checks.forms import Form, load_forms
from flows.settings import config_text


@cache
def forms() -> Mapping[str, Form]:
    """Every form by name: "2019", "2021" and "mixed"."""
    return load_forms({name: config_text(f"forms/{name}") for name in ("2019.yaml", "2021.yaml")})
