"""The fee for processing information (section six), in yuan and cases; and 行政事业性收费 in ten thousands of yuan (table 2)."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise, takewhile

from flows.extract.claims.clauses import Count
from flows.extract.claims.quantities import MONEY, plain
from flows.extract.claims.story import APPLICATIONS, FEES, Story
from flows.extract.claims.story import CASES as COURT_CASES
from flows.extract.claims.tokens import LIST_MARK, UNKNOWN

YUAN, CASES = "S6.processing_fee_yuan", "S6.processing_fee_cases"
INCOME = "T2.fee.amount_10k_yuan"
# 收 of 免收 says nothing of its own and is not kept.
_WAIVED = re.compile("减免|减征|免征|减收?$|减收|免收?$|免收|停征")
_PAID = frozenset(("实际收取", "实收"))
_CHARGED = frozenset(("any_fee", "charge"))
_DISCLOSURE = frozenset(("disclosure", "request", "duty"))


def read_amount(count: Count, story: Story) -> None:
    """An amount of money: the fee charged, or income from administrative charges."""
    # 减免收费46万元，其中行政事业性收费18万元
    story.waived = story.waived or any(_WAIVED.search(token.text) for token in count.left.tokens)
    # 办理免征行政事业性收费2300户次，金额86万元
    let_off = _continues(count) and any(_WAIVED.match(token.text) for token in story.named)
    waived = _is_waived(count) or let_off or (story.waived and count.clause.has("including"))
    if waived or count.left.has("fee_scale", "compare") or _is_intended(count) or _is_end_of_scale(count):
        return
    if count.left.has("charge_income") and _is_one_of_several(count):
        return
    if count.left.has("charge_income") or (story.income and _continues(count) and not count.left.has("fee")):
        told = Decimal(count.quantity.value)
        income = plain(told if count.quantity.unit == "万元" else told / 10_000)
        story.add(INCOME, income, "income", qualifier=count.quantity.qualifier)
        return
    # 政府信息公开收费金额为0元; what disclosure itself cost is no fee.
    none_charged = count.quantity.value == "0" and count.clause.has("disclosure", "request")
    about = (
        count.clause.has("fee")
        or story.topic == FEES
        or (
            # 印制资料3000份，费用1.2万元 is no fee charged.
            any(token.kind in _CHARGED and token.text != "费用" for token in count.clause.tokens)
            and (story.topic in (APPLICATIONS, COURT_CASES) or story.section == "S6" or none_charged)
        )
    )
    # 收取信息处理费，共计20元
    named = any(token.kind == "fee" for token in story.named)
    about = about or named or _is_for_disclosure(count)
    about = about and not _is_of_other_things(count)
    # 信息处理费收费0件、0元
    listed = count.clause.has("fee") and count.clause.tokens[0] is not count.quantity
    after_cases = not count.left.tokens and (listed or story.last("fee_cases") is not None or named)
    # 发出收费通知5件、总金额2120元，实际收取4件（，金额）1880元
    came_in = story.paid or any(token.text in _PAID for token in count.clause.tokens)
    if not about or not (after_cases or came_in or count.left.has("fee", "charge", "any_fee", "sum", "amount")):
        return
    value = plain(Decimal(count.quantity.value) * (10_000 if count.quantity.unit == "万元" else 1))
    story.topic = FEES
    if story.fee is None:
        story.fee = story.add(YUAN, value, "fee", role="fee", qualifier=count.quantity.qualifier)
    elif came_in or (count.left.has("sum") and Decimal(value) == _told_so_far(story)):
        story.fee.value, story.fee.qualifier = value, count.quantity.qualifier
    else:
        story.fee_parts.append(
            (value, story.fee_parts.pop()[1] if story.fee_parts and not story.fee_parts[-1][0] else "")
        )


def _is_waived(count: Count) -> bool:
    """减免信息处理费2件、320元: nothing before the amount says that it was charged."""
    before = list(takewhile(lambda token: token is not count.quantity, count.clause.tokens))
    said = list(takewhile(lambda token: not _WAIVED.match(token.text), before[::-1]))
    return len(said) < len(before) and not any(token.kind == "charge" for token in said)


def _told_so_far(story: Story) -> Decimal:
    """市级部门收取2100元，县区收取3600元: what the amounts told before come to."""
    amounts = [Decimal(amount) for amount, _ in story.fee_parts if amount]
    return sum(amounts, Decimal(story.fee.value)) if story.fee is not None else Decimal(-1)


def _is_of_other_things(count: Count) -> bool:
    """人事考试收费92.6万元, 收取垃圾处理费126万元: an unknown noun says what was charged for."""
    if count.clause.has("fee"):
        return False
    noun = any(token.kind == UNKNOWN and len(token.text) > 1 for token in count.left.tokens)
    return noun or count.left.has("no_issue", "handle")


def _is_one_of_several(count: Count) -> bool:
    """行政事业性收费和政府性基金15.7亿元, 行政事业性收费：诉讼费0元."""
    if any(token.kind == UNKNOWN and token.text.endswith("费") for token in count.left.tokens[:1]):
        return True
    between = takewhile(lambda token: token.kind != "charge_income", count.left.tokens)
    return any(token.kind == LIST_MARK for token in between)


def _continues(count: Count) -> bool:
    """行政事业性收费2项，金额共计15.6万元: an amount of what was named before."""
    return not count.left.tokens or count.left.has("amount", "any_fee", "sum", "charge")


def _is_for_disclosure(count: Count) -> bool:
    """信息公开收费共计245元."""
    following = pairwise(count.clause.tokens)
    return any(one.kind in _DISCLOSURE and other.kind == "any_fee" for one, other in following)


def read_cases(count: Count, story: Story) -> bool:
    """3件政府信息公开申请收取…: how many applications were charged for; whether it was read."""
    story.paid = story.paid or any(token.text in _PAID for token in count.left.tokens)
    if count.quantity.unit == "个" or count.left.has("must", "planned", "ahead") or _is_intended(count):
        return False
    if count.clause.has("fee") and _counts_charges(count) and not count.right.has("negation"):
        if story.fee is None or count.left.has("number_word"):
            story.add(CASES, count.quantity.value, "fee-cases", role="fee_cases", qualifier=count.quantity.qualifier)
            story.topic = FEES
        return True
    return story.topic == FEES and not _came_in(count) and _read_charged(count, story)


def _is_end_of_scale(count: Count) -> bool:
    """每件100元至200元: what one could be charged."""
    before = next((one for one, other in pairwise(count.clause.tokens) if other is count.quantity), None)
    return before is not None and before.unit in MONEY and count.clause.has("fee_scale")


def _is_intended(count: Count) -> bool:
    """对1件申请拟收取180元: whether it was paid is not said."""
    return any(token.text == "拟" for token in (*count.left.tokens, *count.right.tokens))


def _came_in(count: Count) -> bool:
    """信息处理费0元，收到申请10件: the figure behind the fee is that of all applications."""
    return count.left.has("receive", "take") and count.left.has("request", "apply")


def _read_charged(count: Count, story: Story) -> bool:
    """A figure where the fee is spoken of: how many were charged for, or a part of those; it counts nothing else."""
    named = count.clause.has("apply", "request") or count.left.has("number_word", "because")
    # 收取信息处理费，全年收取3件; 6家单位收取信息处理费，共3件
    charged = count.left.has("charge") or not (count.left.tokens or count.right.tokens)
    if not story.last("fee_cases") and (charged if story.fee is None else named):
        story.add(CASES, count.quantity.value, "fee-cases", role="fee_cases", qualifier=count.quantity.qualifier)
    elif story.fee is not None:
        story.fee_parts.append(("", count.quantity.value))
    return True


def _counts_charges(count: Count) -> bool:
    # 依申请公开收费2件
    named = count.left.has("any_fee", "fee") and count.left.has("number_word")
    return named or count.right.has("charge", "fee") or count.left.has("charge")


def close_fee(story: Story) -> None:
    """「共380元，其中某局1件380元」 gives the number of cases too, where the parts make up the whole."""
    if story.fee is None or story.last("fee_cases") or not story.fee_parts:
        return
    amounts = [Decimal(amount) for amount, _ in story.fee_parts if amount]
    cases = [int(number) for _, number in story.fee_parts if number.isdigit()]
    if len(cases) == len(story.fee_parts) and sum(amounts) == Decimal(story.fee.value):
        story.drafts.append(
            type(story.fee)(
                CASES, str(sum(cases)), "fee-parts", story.fee.sentence, role="fee_cases", scope=story.fee.scope
            )
        )
