"""What a sentence speaks of as a whole, before its clauses are read."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import takewhile

from flows.extract.claims import outcomes
from flows.extract.claims.applicants import is_by_sorts
from flows.extract.claims.clauses import Clause
from flows.extract.claims.story import APPLICATIONS, OTHER, Story
from flows.extract.claims.strangers import resume
from flows.extract.claims.tokens import UNKNOWN, Token
from flows.extract.claims.verbs import BODIES, CARRIED, RECEIVED_VERBS

_LONGEST_ODDMENT = 3
_MANY_OUTCOMES, _SOME_OUTCOMES = 4, 2
_DISCLOSURE = frozenset(("disclosure", "request", "duty", "direct", "after"))


def begin(tokens: Sequence[Token], kinds: set[str], story: Story) -> None:
    """Forget the sentence before, and note what this one speaks of as a whole."""
    resume(tokens, kinds, story)
    story.disclosure = story.disclosure or not kinds.isdisjoint(_DISCLOSURE)
    story.powers = "powers" in kinds
    story.blocks, story.denied_open, story.channels, story.said_year, story.tally = [], False, 0, None, []
    story.defended = []
    story.parts = story.of_others = story.income = story.since = story.planned = story.ahead = False
    story.part_of_year = story.up_to_a_day = story.paid = story.waived = False
    story.left_over = story.bare_carry = None
    story.published = "issue" in kinds and any(
        token.kind == "issue" and token.text.endswith(("公开", "公布")) for token in tokens
    )
    story.outcomes = outcomes.kinds_told(tokens, kinds)
    story.by_sorts = is_by_sorts(tokens, kinds)
    story.unfound = any(token.text.endswith("不存在") for token in tokens)
    enough = _SOME_OUTCOMES if "outcome_name" in kinds else _MANY_OUTCOMES
    if story.topic == OTHER and story.outcomes >= enough and "foreign" not in kinds:
        # Only applications are decided in so many ways, whatever was spoken of before: 答复结果中同意公开2件、不同意公开1件.
        story.topic = APPLICATIONS
    if story.topic == OTHER and story.base is not None and {"apply", "remaining"} <= kinds and "foreign" not in kinds:
        # 其余1件申请结转下年度, behind what else was told
        story.topic = APPLICATIONS
    goes_on = kinds & CARRIED or {"in_hand", "apply"} <= kinds
    if goes_on and not story.topic and not kinds & {"foreign", "review", "lawsuit"}:
        # Beside table 4 其中2件为上年结转 are cases.
        of_cases = story.section == "S4" and not kinds & {"request", "apply", "duty"}
        story.topic = "" if of_cases or _names_a_stranger(tokens, kinds) else APPLICATIONS


def begin_part(clause: Clause, kinds: Set[str], story: Story) -> None:
    """At the beginning and behind a semicolon: what this part of the sentence, with words of these kinds, speaks of by itself."""
    if clause.opens:
        resume(clause.tokens, clause.kinds, story)
        story.blocks = []
    story.part, story.disclosure_here = story.clause, not kinds.isdisjoint(_DISCLOSURE)
    story.asked_here, story.reviewer, story.striven_for = "request" in kinds, "reviewer" in kinds, False


def _names_a_stranger(tokens: Sequence[Token], kinds: set[str]) -> bool:
    """物业维修资金新收56件，上年结转3件: what is counted is named at the head, and is no application."""
    head = takewhile(lambda token: token.kind not in RECEIVED_VERBS | CARRIED, tokens)
    strange = any(token.kind == "channel" or _is_strange(token) for token in head)
    return strange and not kinds & {"request", "apply", "disclosure", "duty"}


def _is_strange(token: Token) -> bool:
    return token.kind == UNKNOWN and len(token.text) > _LONGEST_ODDMENT and not token.text.endswith(BODIES)
