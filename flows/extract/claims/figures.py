"""One figure of a clause given to the family of words that it belongs to, by what stands before it or behind it."""

from __future__ import annotations

from itertools import takewhile

from flows.extract.claims import (
    applications,
    behind,
    cases,
    channels,
    documents,
    documents_behind,
    fees,
    outcomes,
    sums,
)
from flows.extract.claims.case_cells import BLOCKS, FAMILY
from flows.extract.claims.clauses import Count
from flows.extract.claims.quantities import MONEY
from flows.extract.claims.story import APPLICATIONS, CASES, OTHER, Story
from flows.extract.claims.strangers import follow_strangers, interrupt, is_stranger_before, note_strangers
from flows.extract.claims.subjects import is_striven_for
from flows.extract.claims.tokens import LIST_MARK, QUANTITY_KIND, UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import RECEIVED_VERBS

_NEAR = 4
_MAY_GO_ON = RECEIVED_VERBS | {"request", "carry"}
_DECIDED = frozenset(("handle", "close", "receive_and_answer"))
NOT_THIS_YEAR = ("compare", "last_year", "quarter")
# Said of cases and of applications alike.
_UNFINISHED = frozenset(("未结", "未结案", "未结案件"))


def read_count(count: Count, story: Story, rows_named: int) -> bool:
    """Read one figure; whether what stands behind it was used up for its meaning."""
    before = len(story.drafts)
    if story.topic == CASES and count.left.has("close", "judge"):
        cases.narrow(count, story)
    consumed = _read(count, story, rows_named)
    if len(story.drafts) == before and not (story.part_of_year or count.left.has("compare", "last_year")):
        note_strangers(count, story)
        follow_strangers(count, story)
    sums.note_part(count, story)
    return consumed


def _read(count: Count, story: Story, rows_named: int) -> bool:
    unit = count.quantity.unit
    story.note_year(count.left.tokens, count.left.kinds)
    if story.topic == APPLICATIONS and count.quantity.value != "0":
        _note_gone(count, story)
        outcomes.note_public_before(count, story)
    # 由61件降到52件
    changed = count.right.has("risen") or _is_compared_too(count)
    # 力争按时答复，行政复议降至0件
    aimed_at = is_striven_for(count) or (story.ahead and count.quantity.value == "0")
    if (
        changed
        or aimed_at
        or story.part_of_year
        or count.left.has(*NOT_THIS_YEAR)
        or (count.left.has("negation") and count.quantity.value != "0")
    ):
        _pass_over(count, story)
        return False
    if unit in MONEY or (
        not unit and count.quantity.value == "0" and count.left.has("fee", "any_fee", "charge_income")
    ):
        fees.read_amount(count, story)
        return False
    if fees.read_cases(count, story) or cases.read_share(count, story) or documents.read_new_part(count, story):
        return True
    left = _label_before(count)
    if count.left.tokens and count.left.tokens[0].kind == "except":
        # 收到的申请除1件在办外，均已答复
        left = None
    if left is not None and left.kind in _MAY_GO_ON and (_goes_on(count, story) or _are_cases(count, left)):
        return _read_right(count, story)
    if left is not None:
        _read_left(count, left, story, rows_named)
        return (
            left.kind in RECEIVED_VERBS
            and count.right.has("request", "apply")
            and not count.right.has("every", "done_mark")
        )
    return _read_right(count, story)


def _is_compared_too(count: Count) -> bool:
    """较上年减少行政复议2件、行政诉讼1件: what is compared is named behind the word that compares, and is not one figure only."""
    before = list(takewhile(lambda token: token is not count.quantity, count.clause.tokens))
    places = [place for place, token in enumerate(before) if token.kind == QUANTITY_KIND]
    if not places or [token.kind for token in before[places[-1] + 1 :]][:1] != [LIST_MARK]:
        return False
    named = list(takewhile(lambda token: token.kind != "compare", before[: places[0]][::-1]))
    compared = len(named) < places[0] and bool(named)
    return compared and not any(token.kind in (*RECEIVED_VERBS, "happen", YEAR) for token in named)


def _note_gone(count: Count, story: Story) -> None:
    """撤回2件, 转有关单位办理5件: those that left without an answer of ours."""
    beside = (*count.left.tokens, *count.right.tokens)
    handed_on = any(token.kind == "set_apart" and token.text.startswith("转") for token in beside)
    if handed_on or any(token.kind == "withdrawn" for token in beside):
        story.withdrawn = True
        story.gone += [int(count.quantity.value)] if count.quantity.value.isdigit() else []


def _pass_over(count: Count, story: Story) -> None:
    """A figure of another year; what it counts may be what the next one counts: 去年收到建议9条，已完成9条."""
    channels.note_part(count, story)
    # 收到4件、转办上年申请1件，均已答复: how many these are in all is not said.
    story.withdrawn = story.withdrawn or (count.left.has("set_apart") and count.left.has("request", "apply"))
    strange = count.left.has("foreign") or is_stranger_before(count)
    if strange and not count.left.has("request", "apply"):
        interrupt(story)


def _goes_on(count: Count, story: Story) -> bool:
    """尚未办结的申请4件结转下年度; 12月底收到的2件正在办理 are a part of those told before."""
    behind = next(iter(count.right.tokens), None)
    told = story.base is not None and story.base.sentence == story.sentence
    goes_on = behind is not None and behind.kind in ("carried_out", "in_hand")
    return goes_on and (told or not count.left.has(*RECEIVED_VERBS))


def _are_cases(count: Count, verb: Token) -> bool:
    """收到4起因政府信息公开引发的行政复议案件."""
    behind = count.right.first()
    return verb.kind in RECEIVED_VERBS and behind is not None and behind.kind in BLOCKS


def _label_before(count: Count) -> Token | None:
    """What stands before a figure and says what it counts; in 复议、诉讼、投诉均为0 that is not the last of them."""
    nearest = count.left.first()
    if _is_of_those_before(count):
        return None
    if nearest is not None and nearest.text == "登记":
        # 政府信息公开申请登记6件
        return next((token for token in count.left.labels()[1:2] if token.kind == "request"), nearest)
    further = next(
        (token for token in count.left.labels()[1:2] if token.kind in (*BLOCKS, *documents.DOCUMENT_ROWS)), None
    )
    if nearest is not None and further is not None and _are_so_many(count, nearest, further):
        return further
    all_none = count.quantity.value == "0" and (count.left.has("every") or count.quantity.text.startswith("均"))
    if nearest is None or nearest.kind != "foreign" or not all_none:
        return nearest
    return next((token for token in count.left.labels() if token.kind in BLOCKS), nearest)


def _are_so_many(count: Count, verb: Token, noun: Token) -> bool:
    """行政复议新增2件, 规范性文件新增2件, 行政复议受理量2件: the noun before the verb is what is counted.

    行政复议新收465件 may be what a review organ received.
    """
    cases = noun.kind in BLOCKS and not count.left.has("request", "apply", UNKNOWN)
    cases = cases and (count.left.has("number_word") or count.clause.has("disclosure"))
    return verb.kind == "put" or (verb.kind in ("receive", "take") and cases)


def _is_of_those_before(count: Count) -> bool:
    """71件申请中有68件答复, 7件申请中5件已答复, 上述申请中2件仍在答复期内: the noun before the figure is what was counted before."""
    nouns = [token.kind for token in count.left.tokens if token.text != "有"]
    told = nouns[1:] == ["aforesaid"] or (len(nouns) == 1 and count.clause.tokens[0].kind == QUANTITY_KIND)
    return told and nouns[0] in ("apply", "request")


def _is_denied(label: Token, count: Count) -> bool:
    """9件申请均未引发复议或诉讼: what is denied of the figure is not what it counts."""
    before = takewhile(lambda token: token is not label, count.right.tokens)
    return count.quantity.value != "0" and any(token.kind == "negation" for token in before)


def _said_of_these(label: Token, count: Count, story: Story) -> Token:
    """尚未办结 and 撤回 said of cases, 未结 said of applications: each by the word that the other has."""
    named_of_cases = count.left.has(*BLOCKS) and not count.left.has("request")
    if label.kind == "in_hand" and story.topic == CASES:
        return Token("pending", label.text)
    if label.kind == "withdrawn" and (story.topic == CASES or named_of_cases):
        # 行政复议5件，其中维持3件、申请人撤回2件
        return Token("taken_back", label.text)
    if label.text in _UNFINISHED and story.topic == APPLICATIONS:
        return Token("in_hand", label.text)
    return label


def _read_left(count: Count, label: Token, story: Story, rows_named: int) -> None:
    label = _said_of_these(label, count, story)
    if (label.kind == "undisclosed" or label.text == "公开") and outcomes.is_listed(count, story):
        outcomes.add_outcome(count, [Token("denied" if label.kind == "undisclosed" else "granted", label.text)], story)
    elif label.kind in FAMILY:
        cases.read_case(count, count.left, label, story)
    elif label.kind in documents.FAMILY or (label.kind in _DECIDED and _handles_decisions(count)):
        documents.read_document(count, label, story, rows_named)
    elif applications.is_family(label.kind):
        applications.read_left(count, label, story)
    elif label.kind == "channel" or (label.kind == "foreign" and count.clause.aside and story.topic == APPLICATIONS):
        # 收到申请8件（网上7件、信件1件）
        channels.note_channel(story)
    elif label.kind == "foreign" and not (story.topic == APPLICATIONS and count.quantity.unit == "次"):
        # 召开协调会2次 on the way to an answer speaks of nothing else.
        interrupt(story)
        story.topic = OTHER


def _handles_decisions(count: Count) -> bool:
    """行政许可办理数量为86件."""
    row = next((token.kind for token in count.left.labels()[1:2]), "")
    return row in documents.DECISION_ROWS and not count.left.has("issue")


def _read_right(count: Count, story: Story) -> bool:
    if documents_behind.read_repealed(count, story):
        return True
    if is_stranger_before(count) and not count.left.has("remaining", "including"):
        if any(token.kind in RECEIVED_VERBS for token in count.left.tokens):
            story.topic = OTHER
        if not count.left.has("disclosure") and not count.right.has("carried_out"):
            return False
    label = _label_behind(count, story)
    if documents_behind.read_behind(count, story):
        return True
    if label is None:
        return behind.read_unlabelled(count, story)
    if label.kind in FAMILY:
        return _read_case_behind(count, label, story)
    return applications.read_right(count, label, story)


def _label_behind(count: Count, story: Story) -> Token | None:
    """What stands behind a figure and says what it counts; in 复议5件，3件维持，2件终止 the last is said of cases."""
    label = behind.label_behind(count)
    of_cases = any(draft.sentence == story.sentence for draft in story.cases)
    if label is None or not of_cases or count.right.has("request", "apply"):
        return label
    return _said_of_these(label, count, story)


def _read_case_behind(count: Count, label: Token, story: Story) -> bool:
    if count.right.gap() > _NEAR or _is_denied(label, count):
        return False
    before = len(story.drafts)
    cases.read_case(count, count.right, label, story)
    return len(story.drafts) > before
