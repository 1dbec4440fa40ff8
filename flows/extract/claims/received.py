"""What the verbs claim of a count of applications: received, answered, or in hand altogether."""

from __future__ import annotations

from collections.abc import Set

from flows.extract.claims.bodies import is_the_authors, leave_part
from flows.extract.claims.carried import is_part_of_answered, read_carried
from flows.extract.claims.clauses import Count
from flows.extract.claims.story import APPLICATIONS, FEES, GATHERED, NEW, TOTAL, Draft, Story
from flows.extract.claims.strangers import interrupt, is_told_already
from flows.extract.claims.tokens import Token
from flows.extract.claims.verbs import ANSWER_VERBS, CARRIED, NEWLY

_NEAR = 6
_OUGHT = frozenset(("应", "应当", "须", "需"))
# A figure told by one of these may hold the new ones told behind it.
_HOLDING = frozenset(("handle", "gather", "answer"))


def draft_counts(count: Count, verbs: list[Token], story: Story) -> None:
    """The claims that the verbs make of a count of applications."""
    story.topic = APPLICATIONS
    kinds = {token.kind for token in verbs}
    answer = next((token.kind for token in verbs if token.kind in ANSWER_VERBS), "answer")
    if _counts_both(count, verbs, kinds):
        _received(count, "gather", story)
    elif verbs and verbs[0].kind in CARRIED:
        read_carried(count, verbs[0], story)
    elif "receive_and_answer" in kinds or (kinds & NEWLY and kinds & ANSWER_VERBS):
        _received(count, "take" if "take" in kinds else "receive", story)
        _answered(count, answer, story)
    elif "receive_and_handle" in kinds:
        _received(count, "receive", story)
        # The title of the part said over again: only a zero is sure to mean both.
        if count.quantity.value == "0":
            story.count(count, TOTAL, "handled", role="total", verb="handle")
    elif kinds & ANSWER_VERBS:
        _answered(count, answer, story)
    elif "handle" in kinds and not kinds & NEWLY:
        _handled(count, story)
    else:
        _received(count, next((k for k in ("receive", "put", "take", "gather") if k in kinds), ""), story)
        _explain_sum(verbs, story)


def _counts_both(count: Count, verbs: list[Token], kinds: Set[str]) -> bool:
    """本年新收和上年结转申请共计77件; 应答复30件, however many of them were answered."""
    joined = bool(verbs) and verbs[0].kind == "carried_in" and not kinds.isdisjoint(NEWLY)
    due = not kinds.isdisjoint(ANSWER_VERBS) and any(token.text in _OUGHT for token in count.left.tokens)
    return joined or (due and not _are_all_answered(count))


def _are_all_answered(count: Count) -> bool:
    """应在年内答复的63件全部答复: the figure that was due is the one answered."""
    return count.right.has("every") and count.right.has(*ANSWER_VERBS)


def draft_unnamed(count: Count, verbs: list[Token], story: Story) -> None:
    """As `draft_counts`, but doubtful where nothing said yet what the applications ask for."""
    doubtful, before = story.topic == "", len(story.drafts)
    draft_counts(count, verbs, story)
    for draft in story.drafts[before:] if doubtful else ():
        draft.doubtful, draft.pattern = True, "unnamed"


def _received(count: Count, verb: str, story: Story) -> None:
    gathered = verb == "gather"
    if is_part_of_answered(count, story, "new"):
        return
    told = story.last("gathered" if gathered else "new")
    if is_told_already(told, count, story) and not (_is_newly(count) and _is_less(count, story.base)):
        interrupt(story)
        return
    part = not gathered and not _is_newly(count) and _is_part_told_apart(told, count, story)
    if part and story.parts:
        leave_part(count, story)
        return
    listed = story.last("total", "new", "gathered")
    if (
        listed
        and not is_the_authors(count, listed, story)
        and _is_whole(listed, count, story)
        and _is_part(listed, count, verb, story)
    ):
        if count.clause.has(*ANSWER_VERBS):
            leave_part(count, story)
        return
    cell, role = (GATHERED, "gathered") if gathered else (NEW, "new")
    draft = story.count(count, cell, "newly-received" if _is_newly(count) else "received", role=role, verb=verb)
    draft.alternatives = (GATHERED,) if verb == "take" and draft.number else ()
    draft.doubtful = draft.doubtful or part or (not verb and _is_listed(count)) or _is_of_answered(listed, story)
    if part:
        return
    if not story.is_past:
        story.base = draft
        story.applicants_of = "" if gathered else "new"


def _is_of_answered(whole: Draft | None, story: Story) -> bool:
    """「办结56件，包括上年结转5件和本年新收51件」: those of this year's that were answered, of which there may be more."""
    if whole is None or whole.sentence != story.sentence or whole.role != "total":
        return False
    return whole.verb in ANSWER_VERBS and story.parts


def _is_part_told_apart(told: Draft | None, count: Count, story: Story) -> bool:
    """「收到20件。其中，律师代理的申请5件」: a smaller figure in a later sentence is likelier a part of the first than another."""
    if told is None or told.sentence == story.sentence or told.scope != story.scope or not _is_less(count, told):
        return False
    return told.year == story.said_year or None in (told.year, story.said_year)


def _is_part(listed: Draft, count: Count, verb: str, story: Story) -> bool:
    """Whether a figure behind a greater one is a part of it; one that explains what the greater held takes its place."""
    if verb == "take" and listed.verb == "receive":
        # 「收到15件，补正后受理12件」: what was accepted of what came in; the table may count either.
        listed.doubtful = True
        return True
    included = story.parts
    # 累计受理409件，其中2023年度受理58件
    of_year = listed.role != "total" and count.left.has("year") and listed.year != story.said_year and not story.is_past
    if included and (of_year or (listed.pattern == "unnamed" and _is_named(count))):
        story.drop(listed)
        included = False
    told_in_it = listed.verb != "answer" or count.clause.aside or count.clause.has("including")
    if listed.verb in _HOLDING and told_in_it:
        story.drop(listed)
        return False
    return included and not _is_newly(count)


def _is_less(count: Count, told: Draft | None) -> bool:
    return told is not None and count.quantity.value.isdigit() and int(count.quantity.value) < told.number


def _is_less_than(told: Draft, count: Count) -> bool:
    return count.quantity.value.isdigit() and told.number < int(count.quantity.value)


def _is_newly(count: Count) -> bool:
    """新收、新增: what came in this year, told apart from what was carried in."""
    return any(token.kind in NEWLY and token.text.startswith("新") for token in count.left.tokens)


def _is_named(count: Count) -> bool:
    """其中政府信息公开申请5件, 其中2023年度受理58件: the part is what the tables count, the whole is not."""
    return count.left.has("request", "year") or count.right.has("request")


def _is_whole(listed: Draft, count: Count, story: Story) -> bool:
    """Whether the first figure of 「处理92件，其中新收91件」 is greater than what follows in its sentence."""
    value = count.quantity.value
    return listed.sentence == story.sentence and value.isdigit() and listed.number > int(value)


def _explain_sum(verbs: list[Token], story: Story) -> None:
    """「受理59件，新收47件」: the first figure holds what was carried in; 「全区新收59件，区本级新收7件」 tells two bodies' new ones."""
    told = [draft for draft in story.drafts[-_NEAR:] if draft.role == "new" and draft.sentence == story.sentence]
    newly = len(told) > 1 and bool(verbs) and verbs[0].text.startswith("新")
    newly = newly and told[-2].pattern != "newly-received"
    same = newly and told[-2].scope == told[-1].scope and not _are_of_two_years(told[-2], told[-1])
    if same and told[-2].number > told[-1].number:
        told[-2].cell, told[-2].role, told[-2].alternatives = GATHERED, "gathered", ()


def _are_of_two_years(one: Draft, other: Draft) -> bool:
    return one.year != other.year and None not in (one.year, other.year)


def _is_listed(count: Count) -> bool:
    """「主动公开22条，依申请公开3条」 may count what was disclosed instead of what was asked for."""
    named = "".join(token.text for token in count.left.tokens if token.kind == "request")
    return "申请公开" in named and not count.left.has("apply", "receive")


def _answered(count: Count, verb: str, story: Story) -> None:
    told = story.last("total")
    if count.clause.aside and count.clause.has("including"):
        # 受理33件（含2023年1月答复的2件）
        return
    if told and told.verb != "handle" and is_told_already(told, count, story):
        interrupt(story)
        return
    if told and _is_within_days(count):
        return
    if told and told.sentence == story.sentence and _is_less_than(told, count) and _sums_up(told, count, story):
        # 当年申请答复27件，上年结转答复2件，共计答复29件
        told.value, told.qualifier = count.quantity.value, count.quantity.qualifier
        return
    tell_handled_apart(count, story)
    here = told is not None and told.sentence == story.sentence and told.year == story.said_year
    if told is None or not here or told.role == "gathered" or count.left.has("request"):
        story.count(count, TOTAL, "answered", role="total", verb=verb)
    if story.base is None or story.base.value != count.quantity.value:
        story.applicants_of = "answered" if story.applicants_of == "new" else ""


def _sums_up(told: Draft, count: Count, story: Story) -> bool:
    """Whether a second figure of those answered is told as a sum, or is that of the first and those carried in."""
    carried = story.last("carried_in")
    both = carried is not None and carried.sentence == story.sentence and _is_both(count, told, carried)
    return count.left.has("sum") or both


def _is_within_days(count: Count) -> bool:
    """「办理21件；20个工作日内答复19件，延期答复2件」: those answered within the days are a part."""
    return any(token.unit == "个工作日" for token in count.clause.tokens)


def tell_handled_apart(count: Count, story: Story) -> None:
    """「办理58件，办结50件，结转8件」: what was in hand, new and carried in; the second figure is the one answered."""
    told, value = story.last("total"), count.quantity.value
    if not (told and told.verb == "handle" and value.isdigit() and told.number > int(value)):
        return
    if story.base is None:
        told.cell, told.role, told.alternatives = GATHERED, "gathered", (NEW,)
        story.base = told
    elif _is_all_in_hand(told, story) or _holds_those_left_over(told, story):
        told.cell, told.role = GATHERED, "gathered"


def _holds_those_left_over(told: Draft, story: Story) -> bool:
    """「办理62件（含上年结转8件），答复59件」, whatever was told of new ones before."""
    carried = story.last("carried_in")
    return carried is not None and carried.sentence == told.sentence == story.sentence


def _is_all_in_hand(told: Draft, story: Story) -> bool:
    """「新收88件，上年结转7件，共办理95件，其中已答复90件」."""
    carried = story.last("carried_in")
    new = story.last("new")
    return carried is not None and new is not None and told.number == new.number + carried.number


def _handled(count: Count, story: Story) -> None:
    """办理N件 means answered, but may mean received: with a figure of those received beside it, it does not."""
    carried = story.last("carried_in")
    summed = count.left.has("sum") and carried is not None and carried.sentence == story.sentence
    if summed or count.left.has("must"):
        # 收到137件，加上上年结转9件，合计办理146件; 共需办理74件: all in hand, however many of them were answered.
        _received(count, "gather", story)
        return
    told = story.last("total")
    if count.left.tokens[0].kind == "including":
        # 市局收到120件，分局承办其中7件
        return
    if count.clause.has("including") and told and told.verb == "handle" and _is_whole(told, count, story):
        # 全系统办理61件，其中局机关办理22件
        return
    if count.clause.has("including") and count.clause.has("own") and story.base and _is_whole(story.base, count, story):
        # 全县收到236件，其中县政府办承办21件
        return
    alternatives: tuple[str, ...] = () if story.base else (NEW, GATHERED)
    if story.base and carried and _is_both(count, story.base, carried):
        # 收到37件，加上年未办结3件，共处理40件
        alternatives = (GATHERED,)
    if count.quantity.value == "0":
        _received(count, "receive", story)
    story.count(count, TOTAL, "handled", role="total", verb="handle", alternatives=alternatives)


def _is_both(count: Count, new: Draft, carried: Draft) -> bool:
    return count.quantity.value == str(new.number + carried.number)


def may_mean_ours(story: Story) -> bool:
    """Whether 申请 alone can mean applications for information: nothing else was spoken of before but the fee for them."""
    return story.topic in ("", APPLICATIONS, FEES)


def doubt_part(story: Story) -> None:
    """「某申请人提交申请15件，占全年申请量的七成」: what came in is a part of all that did."""
    told = story.base
    if told is not None and told.role == "new" and told.sentence == story.sentence:
        told.doubtful = True
