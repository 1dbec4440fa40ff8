"""Denials of money: 未收取信息处理费, 无行政事业性收费."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.extract.claims import fees
from flows.extract.claims.story import FEES, Story
from flows.extract.claims.tokens import LIST_MARK, Token

_FEE_KINDS = frozenset(("fee", "any_fee", "charge"))


def deny_money(denied: Sequence[Token], kinds: set[str], story: Story) -> bool:
    """未收取信息处理费, 无行政事业性收费; whether the clause denies either."""
    of_income = "charge_income" in kinds and "fee" not in kinds
    if kinds & _FEE_KINDS and not of_income and _is_fee(denied, kinds, story):
        story.add(fees.YUAN, "0", "no-fee", role="fee")
    elif "charge_income" in kinds:
        story.add(fees.INCOME, "0", "no-income")
    else:
        return False
    return True


def _is_fee(denied: Sequence[Token], kinds: set[str], story: Story) -> bool:
    """费用 alone must be spoken of beside disclosure; 信息处理费 needs no more."""
    of_applicants = any(token.text == "申请人" for token in denied)
    spoken_of = story.disclosure or of_applicants or story.section == "S6" or story.topic == FEES
    # 除信息处理费外未收取其他费用
    apart = any(token.kind == "except" for token in (*denied, *story.named))
    # 除信息处理费344元外，未收取其他费用
    others = any(one.kind == "remaining" and other.kind == "any_fee" for one, other in pairwise(denied))
    apart = apart or (others and "fee" not in kinds)
    named = "fee" in kinds or ("any_fee" in kinds and spoken_of) or _goes_on_in_this_year(kinds, story)
    # 无收费及减免, but not 未制定收费标准
    scale = denied[0].kind == "fee_scale" or any(
        one.kind != LIST_MARK and other.kind == "fee_scale" for one, other in pairwise(denied)
    )
    return named and "in_time" not in kinds and not (scale or apart)


def _goes_on_in_this_year(kinds: set[str], story: Story) -> bool:
    """2023年收取信息处理费160元，2024年未收取."""
    told = story.fee
    if told is None or told.sentence != story.sentence or kinds != {"charge"}:
        return False
    return None not in (told.year, story.said_year) and told.year != story.said_year
