"""The office's letter paper and texts from `config/letters/letter.yaml`, checked whole before anything is drafted."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from flows.errors import SettingsError
from flows.settings import config_dir, config_text

FIELDS = frozenset(
    [
        "agency",
        "you",
        "year",
        "notice",
        "url",
        "audited",
        "office",
        "self",
        "days",
        "due",
        "title",
        "earlier",
        "parent",
        "count",
        "tells",
        "articles",
    ]
)
_FILE = "letters/letter.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Strict):
    """Who writes."""

    name: str
    self: str
    code: str
    contact: str = ""
    from_email: str

    @property
    def is_sample(self) -> bool:
        """Whether the letter paper is still the one that Gouji comes with: nobody's office, and no mailbox to answer to."""
        return self.from_email.endswith("@localhost")


class Marks(_Strict):
    """What stands where a draft has no number, no date and no approval yet."""

    draft: str
    unapproved: str
    number: str
    date: str


class Deadlines(_Strict):
    """Working days that an answer has, by rung."""

    advice: int
    asking: int
    confirmed: int
    missing: int
    circular: int
    reminder: int


class _Texts(_Strict):
    @field_validator("*")
    @classmethod
    def _known_fields(cls, text: str) -> str:
        unknown = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} - FIELDS
        if unknown:
            raise ValueError(f"未知的占位 {', '.join(sorted(f'{{{name}}}' for name in unknown))} (unknown field)")
        return text


class Titles(_Texts):
    """Titles by what the letter may say."""

    advice: str
    asking: str
    confirmed: str
    missing_asking: str
    missing_confirmed: str
    circular: str
    reminder: str
    overview: str
    closing: str


class Texts(_Texts):
    """The letter's fixed sentences."""

    opening: str
    opening_missing: str
    opening_again: str
    confirmed_head: str
    asking_head: str
    advice_head: str
    demand_head: str
    demand_asking: str
    demand_confirmed: str
    demand_missing: str
    demand_publish: str = ""
    demand_late: str = ""
    demand_circular: str
    due_in_days: str
    due_by_day: str
    reminder: str
    demand_reminder: str
    overview: str
    demand_overview: str
    closing: str
    closing_silent: str
    mail: str


class Automatic(_Strict):
    """What the office confirms without a person: these rules for these agencies (`*`: all). Empty: nothing."""

    rules: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def holds(self, rule_id: str, agency_id: str) -> bool:
        """Whether the office declared both the rule and the agency."""
        return rule_id in self.rules and ("*" in self.agencies or agency_id in self.agencies)


class Stationery(_Strict):
    """Everything of a letter that is the office's and not the finding's."""

    office: Office
    marks: Marks
    deadlines: Deadlines
    titles: Titles
    texts: Texts
    annexes: tuple[str, ...]
    automatic: Automatic = Automatic()


@cache
def stationery() -> Stationery:
    """The letter paper in force, read once a process.

    Raises `SettingsError` that names every wrong or missing place.
    """
    return parse(config_text(_FILE))


def parse(text: str) -> Stationery:
    """The letter paper from its YAML text.

    Raises `SettingsError` that names every wrong or missing place.
    """
    place = config_dir() / _FILE
    try:
        return Stationery.model_validate(yaml.safe_load(text) or {})
    except ValidationError as fault:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in fault.errors())
        raise SettingsError(f"{place}: {wrong}") from None
    except (yaml.YAMLError, ValueError) as fault:
        raise SettingsError(f"{place}: {' '.join(str(fault).split())}") from None


def filled(template: str, values: Mapping[str, str]) -> str:
    """A text with its fields filled; brackets around a field that is empty go with it.

    Braces in the values are only characters: they are never read again.
    """
    kept = template
    for name in (name for name, value in values.items() if not value):
        kept = kept.replace(f"（{{{name}}}）", "")
    return kept.format_map(values)
