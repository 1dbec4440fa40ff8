"""Counts of reviews and lawsuits over disclosure (table 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from flows.extract.claims.case_cells import BLOCKS, RESULTS, cell
from flows.extract.claims.case_matters import for_an_unknown_reason, is_named_for, is_of_another_matter, is_of_others
from flows.extract.claims.case_results import read_result
from flows.extract.claims.clauses import Clause, Count, Side
from flows.extract.claims.scope import AREA, OWN
from flows.extract.claims.story import CASES, NEW, OTHER, Story
from flows.extract.claims.strangers import interrupt
from flows.extract.claims.tokens import LIST_MARK, PERCENT_KIND, QUANTITY_KIND, UNKNOWN, YEAR, Token

_LISTED = frozenset((*BLOCKS, QUANTITY_KIND, LIST_MARK, "done_mark"))


def read_case(count: Count, side: Side, label: Token, story: Story) -> None:
    """A count of cases or of one of their results; `side` is where its label stands."""
    if is_of_another_matter(count, side, label, BLOCKS) or (
        story.reviewer and label.kind not in ("lawsuit", "direct", "after")
    ):
        story.topic = OTHER
        return
    if label.kind in RESULTS:
        read_result(count, side, label, story)
        return
    if _counts_what_was_asked(side, label):
        return
    if side.has("carried_in") or _are_of_an_earlier_year(side, label, story):
        # 上年结转行政复议案件1件，本年新增2件; 2023年有1件2022年的行政诉讼作出二审判决
        story.topic = CASES
        return
    blocks = _together(side, label, story)
    sure = _is_about_disclosure(count, side, label, story)
    if not blocks or not (sure or _befell_us(count, label, story)):
        story.of_others = True
        story.defended = blocks if "应诉" in label.text else []
        if story.topic in ("", CASES):
            story.topic, story.cases = OTHER, []
        interrupt(story)
        return
    if count.quantity.value == "0" and _stands_with_requests(side):
        # 政府信息公开申请、行政复议、行政诉讼均为零
        story.count(count, NEW, "received", role="new", verb="receive")
    story.topic = CASES
    _count_cases(count, side, label, blocks, sure, story)


def _are_of_an_earlier_year(side: Side, label: Token, story: Story) -> bool:
    between = takewhile(lambda token: token is not label, side.tokens)
    return any(
        token.kind == YEAR and story.latest_year is not None and int(token.value) < story.latest_year
        for token in between
    )


def _drop_whole(count: Count, blocks: Sequence[str], story: Story) -> None:
    """行政复议31件、行政诉讼18件，其中涉及政府信息公开的复议2件、诉讼1件: only the parts are of table 4."""
    before = takewhile(lambda token: token is not count.quantity, count.clause.tokens)
    if not count.clause.has("including") or not any(token.kind == "disclosure" for token in before):
        return
    for draft in (draft for draft in story.drafts if draft.sentence == story.sentence and draft.clause < story.clause):
        if draft.cell in (cell([block], "total") for block in blocks):
            story.drop(draft)


def _count_cases(count: Count, side: Side, label: Token, blocks: Sequence[str], sure: bool, story: Story) -> None:
    """Draft how many cases of some blocks there were, or what they came to; `sure` where they are said to be over disclosure."""
    # 一审3件、二审2件 may be the same cases.
    twice = any(token.kind == "all_sorts" and "审" in token.text for token in count.left.tokens)
    # 在全市56件复议案件中 may be those of all, of which some are ours.
    of_all = count.clause.tokens[-1].kind == "among" and count.clause.has("area", "lower")
    # 行政复议答辩4件 may be of cases against others.
    pleaded = any(token.kind == UNKNOWN and token.text == "答辩" for token in count.left.tokens)
    doubtful = count.left.has("filed") or not sure or twice or of_all or story.of_others or story.striven_for or pleaded
    if (column := _came_to(count, side, label, story)) is not None:
        story.count(count, cell(blocks, column), "case-result", role="result", doubtful=doubtful)
        # 其中复议案件1件维持、1件纠正: the second is of the same cases.
        story.cases = [draft for draft in story.drafts if draft.role == "+".join(blocks)][-1:] or story.cases
        return
    _drop_whole(count, blocks, story)
    many = len(blocks) > 1 and (count.quantity.value == "0" or side.has("every", "each"))
    drafted = [
        story.add(
            cell(group, "total"),
            count.quantity.value,
            "cases",
            role="+".join(group),
            qualifier=count.quantity.qualifier,
            doubtful=doubtful,
        )
        for group in ([[block] for block in blocks] if many else [blocks])
    ]
    story.cases = drafted
    # 行政诉讼4件，其中直接起诉2件，均维持: what is said of all behind the part is said of the part.
    wholes = {"lawsuit"} if blocks[0] in ("direct", "after") else set()
    held = (draft for draft in story.open_cases if draft.sentence == story.sentence and draft.role not in wholes)
    story.open_cases = [*held, *drafted]
    story.blocks = []


def _counts_what_was_asked(side: Side, label: Token) -> bool:
    """行政诉讼结果：驳回诉讼请求5件: what stands between the cases and the figure is no case."""
    return any(token.kind == "no_case" for token in takewhile(lambda token: token is not label, side.tokens))


def _came_to(count: Count, side: Side, label: Token, story: Story) -> str | None:
    """The column of 有1件行政复议被纠正: what stands behind these cases is said of no others."""
    if side is not count.right:
        return _came_to_behind(count, label, story)
    if side.has("every"):
        return None
    behind = dropwhile(lambda token: token is not count.quantity, count.clause.tokens)
    # 复议19件、诉讼6件，其中14件复议、4件诉讼获维持
    next_word = next((token.kind for token in behind if token.kind not in _LISTED), "")
    if side.has(LIST_MARK):
        # 2件答复在行政复议或行政诉讼中被纠正
        behind_both = next((token.kind for token in side.labels() if token.kind not in (*_LISTED, "answer")), "")
        return "corrected" if behind_both in ("corrected", "lost") else None
    told = any(label.kind in draft.role.split("+") and draft.sentence == story.sentence for draft in story.drafts)
    if told and next_word in RESULTS:
        return RESULTS[next_word]
    return "corrected" if side.has("corrected", "lost") else None


def _came_to_behind(count: Count, label: Token, story: Story) -> str | None:
    """「行政诉讼3件。行政诉讼2件维持、1件未审结」: the result right behind a figure less than all that were told before."""
    told, behind = story.last(label.kind), next(iter(count.right.tokens), None)
    part = told is not None and (told.sentence != story.sentence or count.clause.has("including"))
    number = int(count.quantity.value) if count.quantity.value.isdigit() else -1
    fewer = told is not None and part and 0 <= number < told.number
    return RESULTS.get(behind.kind) if fewer and behind is not None else None


def _together(side: Side, label: Token, story: Story) -> list[str]:
    """The blocks counted by one figure: those joined by list marks, or named just before (相关案件)."""
    if label.kind == "cases" and not side.has(*BLOCKS):
        return list(dict.fromkeys(story.blocks))
    blocks: list[str] = []
    for token in side.tokens:
        if token.kind in BLOCKS:
            blocks.append(token.kind)
        elif blocks and token.kind not in (
            LIST_MARK,
            "unknown",
            "because",
            "caused",
            "happen",
            "request",
            "disclosure",
        ):
            break
    if not {"direct", "after"}.isdisjoint(blocks):
        # 行政诉讼未经复议直接起诉2件: the first word only says of what the second is a part.
        blocks = [block for block in blocks if block != "lawsuit"]
    return list(dict.fromkeys(reversed(blocks)))


def _stands_with_requests(side: Side) -> bool:
    """Whether applications are named in one row with the cases that a figure counts."""
    before = dropwhile(lambda token: token.kind != LIST_MARK, side.tokens)
    row = [token.kind for token in takewhile(lambda token: token.kind in (*BLOCKS, LIST_MARK, "request"), before)]
    return row[-1:] == ["request"] and row[-2:-1] == [LIST_MARK]


def _is_about_disclosure(count: Count, side: Side, label: Token, story: Story) -> bool:
    """A figure other than 0 counts only where disclosure is what the cases are about."""
    # 行政应诉案件23件 are of every kind.
    # 收到行政复议申请12件，受理10件 may be those that it decides on.
    here = "应诉" in label.text or for_an_unknown_reason(count) or count.left.has("receive", "take")
    # 医疗纠纷调解44件，诉讼12件
    here = here or story.topic == OTHER
    named = story.disclosure_here if here else story.disclosure
    return (
        count.quantity.value == "0"
        or (named and (is_named_for(count) or not (is_of_others(count) or "应诉" in label.text)))
        or story.section == "S4"
        or label.kind in ("direct", "after")
        or (label.kind == "cases" and len(story.blocks) > 1)
        or side.has("request", "disclosure")
    )


def _befell_us(count: Count, label: Token, story: Story) -> bool:
    """发生行政复议2件, 被提起诉讼1件: brought against the agency, over what is not said; those it handles are none of them."""
    ours = label.text.startswith("被") or count.left.has("receive") or count.clause.has("happen", "caused")
    spoken_of = ours or story.topic == CASES or (not story.topic and not count.clause.has("foreign", "must"))
    # 行政应诉案件23件 are those of every kind.
    spoken_of = spoken_of and "应诉" not in label.text
    return spoken_of and story.topic != OTHER and not is_of_others(count)


def narrow(count: Count, story: Story) -> None:
    """「复议8件，已审结7件，均维持」: what is said of all behind it is said of those decided."""
    if len(story.open_cases) == 1 and not count.left.has(*BLOCKS) and story.open_cases[0].number > 0:
        decided = replace(story.open_cases[0], value=count.quantity.value, qualifier=count.quantity.qualifier)
        story.open_cases = [decided]


def read_share(count: Count, story: Story) -> bool:
    """「行政复议8件，其中信息公开类3件」「诉讼6件，涉及征收4件，涉及信息公开2件」: only these are cases of table 4; whether it was read so.

    Of 行政应诉9件 none are until they are told to be.
    """
    told = story.cases[0] if len(story.cases) == 1 else None
    # 其中3件与政府信息公开有关
    with_it = [token.kind for token in count.right.tokens[:2]] == [LIST_MARK, "disclosure"]
    of_all = _is_part_by_matter(count) or (with_it and count.clause.has("including"))
    if of_all and story.defended:
        story.topic = CASES
        story.cases = [story.count(count, cell(story.defended, "total"), "cases", role="+".join(story.defended))]
        story.open_cases = [*story.open_cases, *story.cases]
        story.defended = []
        return True
    ours = told is not None and told.scope == AREA and _is_our_part(count)
    if told is None or not (of_all or ours) or told.sentence != story.sentence or told.clause <= story.part:
        return False
    told.value, told.qualifier, told.doubtful = count.quantity.value, count.quantity.qualifier, told.doubtful and ours
    told.scope = OWN if ours else told.scope
    return True


def _is_our_part(count: Count) -> bool:
    """全市复议21件，其中涉及我局4件: those of the body whose report it is."""
    near = [token.kind for token in count.left.tokens if token.kind != "including"]
    return near == ["own", "because"] and count.left.tokens[0].text.startswith(("我", "本"))


def _is_part_by_matter(count: Count) -> bool:
    """其中信息公开类3件, 涉及信息公开2件: nothing but the matter is named."""
    listed = count.clause.has("including", "because") or any("类" in token.text for token in count.left.tokens)
    # 涉及征地信息公开2件
    narrower = count.left.has(UNKNOWN, "enforcement", "foreign")
    alone = not (narrower or count.left.labels()) and count.quantity.unit != "条"
    return listed and alone and count.left.has("disclosure")


def is_unrelated(clause: Clause, counts_something: bool, story: Story) -> bool:
    """Whether a clause says of the cases before it that they are over other matters: 与信息公开无关, 均因行政处罚引起."""
    of_a_share = clause.has("including") and clause.has("disclosure") and clause.has(PERCENT_KIND)
    if (clause.has("unrelated") and clause.has("disclosure")) or (of_a_share and not counts_something):
        # 被复议118件，其中信息公开类占比21%
        return True
    if counts_something or story.disclosure_here or not clause.has("enforcement", "licence", "penalty", "coercion"):
        return False
    why = clause.has("because", "caused") and clause.has("every")
    # 应诉案件9件，主要为工伤认定类
    return why or (bool(story.cases) and all(draft.doubtful for draft in story.cases))


def take_back_unrelated(story: Story) -> None:
    """与信息公开无关: the cases told in this sentence are none of table 4."""
    for draft in (*story.cases, *story.open_cases):
        if draft.sentence == story.sentence:
            story.drop(draft)
    story.cases = story.open_cases = []
    story.topic = OTHER
