"""The mandated forms as shipped in the configuration folder, read once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from yaml import YAMLError

from checks.forms import Form, load_forms
from flows.errors import SettingsError
from flows.settings import config_dir, config_text


@cache
def forms() -> Mapping[str, Form]:
    """Every form by name: "2019", "2021" and "mixed".

    Raises `SettingsError` where one is not there or broken.
    """
    texts = {name: config_text(f"forms/{name}") for name in ("2019.yaml", "2021.yaml")}
    try:
        return load_forms(texts)
    except (YAMLError, KeyError, TypeError, ValueError, AttributeError, StopIteration) as fault:
        place = "、".join(str(config_dir() / "forms" / name) for name in texts)
        said = " ".join(str(fault).split())
        raise SettingsError(f"{place}: 报告格式文件缺失或有误 (a form is missing or broken: {said})") from fault


@cache
def column_names() -> tuple[str, ...]:
    """The printed names of the columns of all tables of every form, the longest first: one may begin or end another."""
    printed = {
        column.label
        for form in forms().values()
        for column in (*form.t3_columns, *form.t4_columns, *(one for block in form.t2 for one in block.columns))
    }
    return tuple(sorted(printed, key=lambda name: (-len(name), name)))
