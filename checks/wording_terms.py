"""Words that are wrong wherever they stand: statutory terms, the documents cited as a basis, misprints, grave slips of phrase.

The lexicons are parameters of the catalogue, so that an office adds an entry without code. Quoted titles are left alone,
except where the title itself is what is cited wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks.catalogue import Rule
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.prose import Sentence, all_words, sentences, solid
from checks.registry import Answer, Context, filing_rule
from checks.report import Report

MOST_LISTED = 8
# Of a lexicon: wrong, right, from_year, in_titles.
_Row = tuple[str, str, int, bool]
RECOGNISED = "正文系图像识别所得，不能逐字核对"


@dataclass(frozen=True, slots=True)
class Entry:
    """A wrong phrase as a pattern and what should stand there; `from_year` is the first report year it is wrong in.

    `in_titles`: wrong in a quoted title as well.
    """

    wrong: re.Pattern[str]
    right: str
    from_year: int = 0
    in_titles: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong phrase as it stands in a sentence."""

    said: str
    right: str
    sentence: Sentence


@filing_rule("TXT-TERM")
def terms(filing: Filing, context: Context) -> Iterator[Answer]:
    """A statutory term is misused: 国家机密 for 国家秘密, 截止 before a date for 截至. Source: practice of inspecting offices."""
    yield from _listed(filing, context, titles=False)


@filing_rule("TXT-BASIS")
def basis(filing: Filing, context: Context) -> Iterator[Answer]:
    """The document cited as a basis has the wrong number or title for the report's year. Source: practice."""
    yield from _listed(filing, context, titles=True)


@filing_rule("TXT-TYPO")
def typos(filing: Filing, context: Context) -> Iterator[Answer]:
    """Misprints of a small lexicon, all of a report in one finding. Source: practice (错别字)."""
    if _is_recognised(filing):
        yield Unassessable(context.rule.id, RECOGNISED)
    else:
        yield from _listed(filing, context, titles=False)


@filing_rule("TXT-POLIT")
def grave(filing: Filing, context: Context) -> Iterator[Answer]:
    """A fixed phrase of the first rank is misprinted; never blamed before a person has looked at the page.

    Characters lost in extraction or on a mirror can make such an error. Source: practice (严重表述错误).
    """
    if filing.report is None:
        return
    if _is_recognised(filing):
        yield Unassessable(context.rule.id, RECOGNISED)
        return
    for slip in _slips(filing.report, context, titles=True):
        values = {"said": slip.said, "right": slip.right}
        quote = mask(slip.sentence.text[:160])
        yield Hit(
            context.rule.id,
            key=slip.said,
            expected=slip.right,
            actual=slip.said,
            values=values,
            quote=quote,
            responsibility=Responsibility.UNDECIDED,
        )


def _is_recognised(filing: Filing) -> bool:
    """Whether a slip of one character in the text is as likely the recogniser's as the agency's."""
    return filing.report is not None and filing.report.method == "ocr"


def _listed(filing: Filing, context: Context, *, titles: bool) -> Iterator[Answer]:
    """All slips of one lexicon in one finding, keyed by the phrases so that a new one is a new finding."""
    if filing.report is None:
        return
    slips = list(_slips(filing.report, context, titles=titles))
    if slips:
        pairs = "；".join(f"“{slip.said}”应为“{slip.right}”" for slip in slips[:MOST_LISTED])
        pairs_en = "; ".join(f"“{slip.said}” should be “{slip.right}”" for slip in slips[:MOST_LISTED])
        yield Hit(
            context.rule.id,
            key="+".join(sorted(slip.said for slip in slips)),
            expected="、".join(slip.right for slip in slips),
            actual="、".join(slip.said for slip in slips),
            values={"pairs": pairs, "pairs_en": pairs_en, "count": str(len(slips))},
            quote=mask(slips[0].sentence.text[:160]),
        )


def _slips(report: Report, context: Context, *, titles: bool) -> Iterator[Slip]:
    """Each wrong phrase once, at its first place, none inside one already told; `titles` looks into quoted titles as well."""
    entries, any_of = _lexicon(_rows(context.rule))
    year = report.year or 0
    seen: set[str] = set()
    if not any_of.search(all_words(report)):
        return
    for sentence in sentences(report):
        whole = solid(sentence.text)
        if not any_of.search(whole):
            continue
        for entry in entries:
            text = whole if titles or entry.in_titles else sentence.own
            match = entry.wrong.search(text) if year >= entry.from_year else None
            if match and not any(match.group() in told for told in seen):
                seen.add(match.group())
                yield Slip(match.group(), match.expand(entry.right), sentence)


def _rows(rule: Rule) -> tuple[_Row, ...]:
    listed = rule.parameters.get("lexicon") or []
    return tuple(
        (str(row["wrong"]), str(row["right"]), int(row.get("from_year", 0)), bool(row.get("in_titles")))
        for row in listed
    )


@lru_cache(maxsize=32)
def _lexicon(rows: tuple[_Row, ...]) -> tuple[tuple[Entry, ...], re.Pattern[str]]:
    """The entries compiled, and one pattern that finds any of them: most sentences hold none."""
    entries = tuple(Entry(re.compile(wrong), right, year, in_titles) for wrong, right, year, in_titles in rows)
    return entries, re.compile("|".join(f"(?:{wrong})" for wrong, *_ in rows) or r"(?!)")
