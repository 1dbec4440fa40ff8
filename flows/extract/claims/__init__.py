"""What the prose claims about the tables, read by a small grammar over the words of `config/claims.yaml`.

A claim is a cell (or a sum of cells) and a figure; whether it agrees with the table is asked elsewhere (`checks`). Nothing
is claimed of last year's figures, cumulative ones, channels, hotlines, or cases about other matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from checks.report import Claim, Section
from flows.extract.claims.case_results import close_shared
from flows.extract.claims.endings import close_endings
from flows.extract.claims.fees import close_fee
from flows.extract.claims.outcomes import close_granted, close_other
from flows.extract.claims.past import close_years
from flows.extract.claims.reading import read_sentence
from flows.extract.claims.sentences import Sentence, names_something, paragraphs, says_something, without_notes
from flows.extract.claims.story import Draft, Story
from flows.extract.claims.subjects import is_rule_of_scoring
from flows.extract.claims.tokens import tidy, tokenise
from flows.extract.script import in_simplified, is_traditional

__all__ = ["read_claims"]

_TOO_LITTLE = 4

# A paragraph as read, the text of its section, and its sentences there.
_Told = tuple[Story, str, Sequence[Sentence]]


def read_claims(sections: Sequence[Section], preamble: str, year: int | None) -> tuple[Claim, ...]:
    """Every claim of a report's prose in reading order; `year` is the report's, None where it is not known.

    The same figure claimed twice in one sentence is one claim. Prose in traditional script is read as if it were in
    simplified, and quoted as it was published.
    """
    parts: list[tuple[str | None, str]] = [(None, preamble), *((section.id, section.text) for section in sections)]
    as_read = in_simplified if any(is_traditional(text) for _, text in parts) else str
    told = [told for section, text in parts for told in _read(section, text, as_read(text), year)]
    this_year = frozenset(draft.cell for story, _, _ in told for draft in story.drafts if draft.year in (None, year))
    return tuple(claim for story, text, sentences in told for claim in _close(story, this_year, text, sentences))


def _read(section: str | None, text: str, as_read: str, year: int | None) -> Iterator[_Told]:
    for sentences in paragraphs(as_read):
        story = Story(year, section)
        for index, sentence in enumerate(sentences):
            words = without_notes(sentence.text)
            if says_something(words, story.has_thread) or names_something(words):
                story.sentence = index
                tokens = tokenise(tidy(words))
                if not is_rule_of_scoring(tokens):
                    read_sentence(tokens, story)
            else:
                story.named = ()
        yield story, text, sentences


def _close(story: Story, this_year: Set[str], text: str, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    close_years(story, this_year)
    close_endings(story)
    close_shared(story)
    close_fee(story)
    close_granted(story)
    close_other(story)
    _doubt_twice_told(story)
    yield from _claims(story, text, sentences)


def _doubt_twice_told(story: Story) -> None:
    """Make claims doubtful where one sentence gives one cell two figures: one of them counts something else."""
    told: dict[tuple[int, str, str], set[str]] = {}
    for draft in story.drafts:
        told.setdefault(_told_as(draft, draft.cell), set()).add(draft.value)
    for draft in story.drafts:
        # 部门复议7件（维持5件、纠正2件），乡镇复议4件（维持4件）: where there are two totals, no result is that of all.
        cells = (draft.cell, re.sub(r"(T4\.\w+)\.\w+", r"\1.total", draft.cell))
        draft.doubtful = draft.doubtful or any(len(told.get(_told_as(draft, cell), ())) > 1 for cell in cells)


def _told_as(draft: Draft, cell: str) -> tuple[int, str, str]:
    """Figures of these may differ only where they are of other sentences, or tell whose applications they count."""
    return draft.sentence, cell, "" if cell.startswith("T4.") else draft.scope


def _claims(story: Story, text: str, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    seen = set()
    for draft in sorted(story.drafts, key=lambda draft: draft.sentence):
        place = _place(text, sentences, draft.sentence)
        key = (draft.sentence, draft.cell, draft.value)
        if key not in seen:
            seen.add(key)
            yield _claim(draft, place, story.section)


def _place(text: str, sentences: Sequence[Sentence], index: int) -> Sentence:
    """The sentence, or with the one before it where alone it says too little: 「依申请公开情况。无。」."""
    _, start, end = sentences[index]
    if end - start <= _TOO_LITTLE and index:
        start = sentences[index - 1].start
    return Sentence(text[start:end], start, end)


def _claim(draft: Draft, place: Sentence, section: str | None) -> Claim:
    return Claim(
        draft.cell,
        draft.value,
        place.text,
        section,
        draft.scope,
        draft.qualifier,
        draft.alternatives,
        draft.doubtful,
        place.start,
        place.end,
        draft.pattern,
    )
