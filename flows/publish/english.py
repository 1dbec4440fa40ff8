"""What Gouji's own Chinese sentences say, in English, by the patterns of `config/english.yaml`. Crawled text is not translated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import yaml
from pydantic import BaseModel, ValidationError, field_validator

from checks.forms import Form
from flows.crawl.outcomes import Outcome
from flows.errors import SettingsError
from flows.extract.forms import forms
from flows.publish.words import Words
from flows.settings import config_dir, config_text

_CELL = re.compile(r"\bT[234]\.[a-z_]+(?:\.[a-z_0-9]+)+")
# Between the parts of a list, and not inside a name.
_COMMA = re.compile("、(?![^《》]*》|[^“”]*”)")
# What a reader of documents could not do is said in Chinese with the English behind it.
_TWICE = re.compile(r"(?P<zh>.*[\u4e00-\u9fff].*?) \((?P<en>[ -~]*[a-z]{2} [ -~]*)\)", re.DOTALL)
_GAP = re.compile(r"\{#?\}")
# Sentences nest: a conclusion holds an outcome, a choice its reasons, a reason a cell.
_MOST_DEPTH = 4


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A pattern; `telltale` is its longest fixed part, without which a text need not be matched against it."""

    telltale: str
    pattern: re.Pattern[str]
    english: str


def told(text: str, form: Form | None = None) -> Words:
    """One of our sentences in both languages, with cells named instead of their ids where the form is known."""
    chinese = _CELL.sub(lambda cell: form.names.get(cell[0], cell[0]), text) if form else text
    twice = _TWICE.fullmatch(chinese)
    return Words(twice["zh"] if twice else chinese, english(chinese))


def look_over_english() -> None:
    """See that `config/english.yaml` can be used, before a night begins. Raises `SettingsError`."""
    _glossary()


@lru_cache(maxsize=16384)
def english_sentence(text: str) -> str:
    """An English sentence of a finding with its cells named instead of their ids, where the names have an English."""
    return _CELL.sub(lambda cell: f"“{_cells()[cell[0]]}”" if cell[0] in _cells() else cell[0], text)


@lru_cache(maxsize=16384)
def english(text: str) -> str:
    """The English of a label or sentence; the text itself where it is none of ours."""
    return _translated(text, 0) or text


def _translated(text: str, depth: int) -> str | None:
    """The English, or None where no pattern fits."""
    known = _labels().get(text)
    if known is not None or depth > _MOST_DEPTH:
        return known
    parts = _COMMA.split(text)
    said = [_translated(part, depth + 1) for part in parts] if len(parts) > 1 else []
    if said and None not in said:
        return "; ".join(filter(None, said))
    if (known := next((zh for zh in _outcomes() if text.startswith(zh)), None)) is not None:
        rest = text.removeprefix(known).strip()
        return f"{_labels()[known]} {_translated(rest, depth + 1) or rest}"
    for sentence in _sentences():
        if sentence.telltale in text and (found := sentence.pattern.fullmatch(text)):
            return sentence.english.format(*(_translated(part.strip(), depth + 1) or part for part in found.groups()))
    twice = _TWICE.fullmatch(text)
    return twice["en"] if twice else None


@cache
def _cells() -> Mapping[str, str]:
    """The cells of all forms in English; where two forms print one differently, as the newer has it."""
    names = {cell: name for _, form in sorted(forms().items()) for cell, name in form.names.items()}
    return {cell: said for cell, name in names.items() if (said := english(name)) != name}


@cache
def _labels() -> Mapping[str, str]:
    return {**_glossary().labels, **{outcome.meaning.zh: outcome.meaning.en for outcome in Outcome}}


@cache
def _outcomes() -> tuple[str, ...]:
    """What became of a search: a sentence that others go on from."""
    return tuple(sorted((outcome.meaning.zh for outcome in Outcome), key=len, reverse=True))


@cache
def _sentences() -> tuple[_Sentence, ...]:
    """Every pattern, those with the most fixed words first: they are the closest."""
    fixed = sorted(_glossary().sentences, key=lambda pair: -len(_GAP.sub("", pair[0])))
    return tuple(_sentence(chinese, said) for chinese, said in fixed)


def _sentence(chinese: str, said: str) -> _Sentence:
    parts = _GAP.split(chinese)
    gaps = [r"(-?\d+)" if gap == "{#}" else "(.+?)" for gap in _GAP.findall(chinese)]
    fixed = map(re.escape, parts)
    pattern = re.compile("".join(f"{one}{gap}" for one, gap in zip(fixed, [*gaps, ""], strict=True)), re.DOTALL)
    return _Sentence(max(parts, key=len), pattern, said)


class _Glossary(BaseModel):
    """`config/english.yaml` as an office may have edited it."""

    labels: dict[str, str] = {}
    sentences: list[tuple[str, str]] = []

    @field_validator("sentences")
    @classmethod
    def _have_the_same_gaps(cls, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        for chinese, said in pairs:
            if len(_GAP.findall(chinese)) != said.count("{}"):
                raise ValueError(f"{chinese}: the English must have as many {{}}")
        return pairs


@cache
def _glossary() -> _Glossary:
    try:
        return _Glossary.model_validate(yaml.safe_load(config_text("english.yaml")) or {})
    except (yaml.YAMLError, ValidationError) as fault:
        raise SettingsError(f"{config_dir() / 'english.yaml'}: {' '.join(str(fault).split())}") from None
