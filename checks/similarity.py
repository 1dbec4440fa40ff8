"""Text taken over from last year or from another body: parts one and five, compared by shingles.

Pairs of the night are found with MinHash and locality-sensitive hashing, never by comparing all pairs; each candidate is then
measured exactly. Who took from whom is for people: both sides are told, side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from checks.lineage import not_last_years
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, batch_rule, filing_rule
from checks.scope import own_names
from checks.shingles import Shingles, likeness, passages, shingles

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

PARTS = ("S1", "S5")
PART_NAMES = {"S1": "第一部分", "S5": "第五部分"}
LEAST_SHINGLES = 80
MOST_CANDIDATES = 12
MOST_NAMED = 5
# 12 bands of 5 rows: a pair as like as 0.85 meets in some band with p = 0.999, one at 0.5 with 0.3.
_BANDS, _ROWS = 12, 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two filings of a batch (by place) whose part is alike; `like` is 0 to 1."""

    part: str
    one: int
    other: int
    like: float


@filing_rule("TXT-DUPYEAR")
def like_last_year(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part one or five is last year's, figures aside.

    Source: 国办公开办函〔2021〕30号（四）, 内容雷同.
    """
    report, previous = filing.report, filing.previous
    if report is None:
        return
    if previous is None or previous.sha256 == report.sha256:
        yield Unassessable(context.rule.id, "没有可比的上年报告")
        return
    if reason := not_last_years(filing):
        yield Unassessable(context.rule.id, reason)
        return
    for part in PARTS:
        here, there = _text(filing, part), (section.text if (section := previous.section(part)) else "")
        names = own_names(filing)
        like = _measured(shingles(here, names), shingles(there, names))
        if like >= _threshold(context):
            yield _hit(
                context,
                part,
                like,
                here,
                there,
                names,
                f"{filing.year - 1}年报告",
                "last year's report",
                Responsibility.AGENCY,
            )


@batch_rule("TXT-DUPPEER")
def like_a_peer(filings: Sequence[Filing], context: Context) -> Iterator[tuple[int, Answer]]:
    """Part one or five is another body's of the same year, names and figures aside; both sides are told.

    Source: 国办公开办函〔2021〕30号（四）, 内容雷同. A county's common draft looks the same: a person judges.
    """
    for part in PARTS:
        partners: dict[int, list[Pair]] = {}
        for pair in alike(filings, part, _threshold(context)):
            partners.setdefault(pair.one, []).append(pair)
            partners.setdefault(pair.other, []).append(Pair(part, pair.other, pair.one, pair.like))
        for place in sorted(partners):
            yield place, _peer_hit(context, filings, sorted(partners[place], key=lambda pair: (-pair.like, pair.other)))


def alike(filings: Sequence[Filing], part: str, threshold: float) -> Iterator[Pair]:
    """The pairs of a batch whose part is alike, each text paired with the first one like it.

    A text that is like an earlier one is not indexed itself, so a draft that hundreds share costs as many comparisons.
    """
    places = [place for place, filing in enumerate(filings) if len(_text(filing, part)) >= LEAST_SHINGLES]
    if len(places) < 2:
        return
    index = _index()
    for place in places:
        grams = shingles(_text(filings[place], part), own_names(filings[place]))
        if len(grams) < LEAST_SHINGLES:
            continue
        sketch = _sketch(grams)
        pair = _first_like(filings, part, place, grams, sorted(index.query(sketch)), threshold)
        if pair is None:
            index.insert(place, sketch, check_duplication=False)
        else:
            yield pair


def _first_like(
    filings: Sequence[Filing], part: str, place: int, grams: Shingles, candidates: Sequence[int], threshold: float
) -> Pair | None:
    for other in candidates[:MOST_CANDIDATES]:
        filing, peer = filings[place], filings[other]
        if filing.year == peer.year and not is_one_body(filing, peer):
            like = likeness(grams, shingles(_text(peer, part), own_names(peer)))
            if like >= threshold:
                return Pair(part, place, other, like)
    return None


def is_one_body(one: Filing, other: Filing) -> bool:
    """Whether two filings are one body under two names (挂牌), or one document posted twice."""
    names, others = set(own_names(one)), set(own_names(other))
    ids = {one.agency.agency_id, *one.agency.predecessors} if one.agency else set()
    other_ids = {other.agency.agency_id, *other.agency.predecessors} if other.agency else set()
    same_bytes = one.report is not None and other.report is not None and one.report.sha256 == other.report.sha256
    return bool(names & others or ids & other_ids or same_bytes)


def _peer_hit(context: Context, filings: Sequence[Filing], pairs: Sequence[Pair]) -> Hit:
    best = pairs[0]
    filing, peer = filings[best.one], filings[best.other]
    names = list(dict.fromkeys(next(iter(own_names(filings[pair.other])), "另一单位") for pair in pairs))
    told = "、".join(names[:MOST_NAMED]) + (f"等{len(names)}家" if len(names) > MOST_NAMED else "")
    here, there = _text(filing, best.part), _text(peer, best.part)
    all_names = (*own_names(filing), *own_names(peer))
    return _hit(context, best.part, best.like, here, there, all_names, told, told, Responsibility.UNDECIDED)


def _hit(
    context: Context,
    part: str,
    like: float,
    here: str,
    there: str,
    names: Sequence[str],
    whom: str,
    whom_en: str,
    whose: Responsibility,
) -> Hit:
    shown = passages(here, there, names)
    ours = mask("；".join(passage.here for passage in shown) or here[:120])
    theirs = mask("；".join(passage.there for passage in shown) or there[:120])
    return Hit(
        context.rule.id,
        key=part,
        actual=f"{like:.0%}",
        values={
            "part": PART_NAMES[part],
            "part_en": part,
            "like": f"{like:.0%}",
            "whom": whom,
            "whom_en": whom_en,
            "here": ours[:200],
            "there": theirs[:200],
        },
        quote=ours[:200],
        responsibility=whose,
    )


def _index() -> MinHashLSH:
    # Imported here: the library loads scipy for seconds, and a single report has no peers to be compared with.
    from datasketch import MinHashLSH

    return MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))


@cache
def _empty_sketch() -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=_BANDS * _ROWS, hashfunc=int, scheme="affine32")


def _sketch(grams: Shingles) -> MinHash:
    """A MinHash over every second shingle: half the cost, and the candidates are measured exactly anyway."""
    sketch = _empty_sketch().copy()
    sketch.update_batch(grams[grams & np.uint32(1) == 0].tolist())
    return sketch


def _measured(one: Shingles, other: Shingles) -> float:
    return likeness(one, other) if min(len(one), len(other)) >= LEAST_SHINGLES else 0.0


def _text(filing: Filing, part: str) -> str:
    section = filing.report.section(part) if filing.report else None
    return section.text if section else ""


def _threshold(context: Context) -> float:
    return float(context.rule.parameters.get("least_likeness", 0.85))
