"""The rule catalogue as configured: `config/rules.yaml` under an office's own `config/rules.office.yaml`."""

from __future__ import annotations

from functools import cache

import yaml

from checks.catalogue import Catalogue, CatalogueError, load_catalogue
from flows.errors import SettingsError
from flows.settings import config_dir, config_text


@cache
def rulebook() -> Catalogue:
    """The catalogue in force, read once a process.

    Raises `SettingsError` for a row or an override that cannot be.
    """
    try:
        return load_catalogue(config_text("rules.yaml"), config_text("rules.office.yaml"))
    except (CatalogueError, yaml.YAMLError, AttributeError, TypeError) as fault:
        sentence = " ".join(str(fault).split())
        raise SettingsError(f"{config_dir() / 'rules.yaml'} / rules.office.yaml: {sentence}") from fault
