"""The rule catalogue as configured: `config/rules.yaml` under an office's own `config/rules.office.yaml`."""

from __future__ import annotations

from functools import cache

import yaml

from checks.catalogue import Catalogue, CatalogueError, load_catalogue
from checks.overrides import OverrideError, overridden
from flows.errors import SettingsError
from flows.settings import config_dir, config_text

SHIPPED = "rules.yaml"
OFFICE = "rules.office.yaml"


@cache
def rulebook() -> Catalogue:
    """The catalogue in force, read once a process.

    Raises `SettingsError` that lists every mistake of the office's file with its line, or names the shipped file's.
    """
    shipped = _shipped()
    text = config_text(OFFICE)
    if not text.strip():
        return shipped
    try:
        return Catalogue(overridden(shipped.rules, text))
    except OverrideError as fault:
        place = config_dir() / OFFICE
        raise SettingsError("\n".join(f"{place}:{one.line}: {one.sentence}" for one in fault.mistakes)) from fault


def _shipped() -> Catalogue:
    try:
        catalogue = load_catalogue(config_text(SHIPPED))
        if not catalogue.rules:
            raise CatalogueError("没有规则 (no rules)")
        return catalogue
    except (CatalogueError, yaml.YAMLError, AttributeError, TypeError) as fault:
        sentence = " ".join(str(fault).split())
        raise SettingsError(f"{config_dir() / SHIPPED}: {sentence}") from fault
