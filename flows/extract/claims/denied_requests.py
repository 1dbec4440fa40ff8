"""Denials of applications: 未收到申请, and 未收到 alone where applications are what is spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.story import APPLICATIONS, NEW, TOTAL, Story
from flows.extract.claims.subjects import is_narrowed
from flows.extract.claims.tokens import LIST_MARK, Token

# Between 未 and 申请: anything else makes it a denial of something narrower than "no application came in".
_HARMLESS = frozenset(
    ("receive", "put", "take", "handle", "receive_and_handle", "happen", "people", "list_mark", "year", "date", "own")
    + ("area", "every", "unknown", "channel", "book", "noise", "disclosure", "elision", "because", "apply", "natural")
    + ("legal", "etc", "duty", "done_mark", "quantity", "number_word", "until", "via", "all_sorts")
)
# 未收到通过电话、来信等方式提出的申请: ways of asking, though letters are mostly petitions.
_LETTERS = frozenset(("来信", "来电", "来函"))
_LONGEST_UNKNOWN = 14
_RECEIVED = frozenset(("receive", "take", "receive_and_handle"))
_MAY_FOLLOW = (LIST_MARK, "etc", "receive", "take", "own")
_NATURAL = frozenset(("公民", "群众", "公众", "社会公众", "个人", "市民"))
# Every application is made in writing.
_NO_ONE_WAY = frozenset(("书面",))
# What may stand beside 未收到 where nothing else is named.
_TRIMMINGS = frozenset(
    ("year", "own", "area", "apply", "duty", "number_word", "people", "happen", "etc", "channel", "list_mark", "via")
    + ("natural", "legal", "put")
)


def is_bare_receipt(denied: Sequence[Token], kinds: set[str]) -> bool:
    """Whether a denial names nothing but that something was received: 未收到, 零申请, 无新增申请."""
    if [token.text for token in denied[:2]] == ["新增", "申请"]:
        kinds = kinds - {"put"}
    # 依申请公开工作：全年0申请
    kinds = kinds - {"whole_year", "this_year", "duty"}
    return (
        "apply" in kinds
        and kinds <= {"apply", "own", "year", "disclosure"}
        or (bool(kinds & _RECEIVED) and kinds <= _RECEIVED | _TRIMMINGS)
    )


def deny_unnamed(denied: Sequence[Token], kinds: set[str], story: Story) -> None:
    """未收到 where applications are spoken of; 没有收到书面或网上申请 where nothing else is."""
    # 信息公开零申请
    spoken_of = story.topic == APPLICATIONS or story.asked_here or "disclosure" in kinds
    channels = {token.text for token in denied if token.kind == "channel"}
    if len(channels) != 1 and (spoken_of or ("apply" in kinds and not story.topic)):
        _none_received(story)
        story.drafts[-1].doubtful = not spoken_of


def deny_requests(denied: Sequence[Token], story: Story) -> None:
    """No application was received, unless something narrower is denied."""
    last = max((i for i, t in enumerate(denied) if t.kind == "request"), default=-1)
    behind = denied[last + 1 :] if last >= 0 else ()
    if any(t.kind == "unknown" for t in behind[:1]) or any(t.text.startswith("被") for t in behind):
        # 没有政府信息公开申请被认定为滥用申请权
        return
    before = [token for token in denied[: max(last, 0)] if token.kind != "request"]
    by_letter = {token.text for token in before if token.text in _LETTERS and any(t.kind == "via" for t in before)}
    if last < 0 or _is_narrowed(before) or not all(t.kind in _HARMLESS or t.text in by_letter for t in before):
        return
    unknown = sum(len(token.text) for token in denied[:last] if token.kind == "unknown")
    channels = by_letter | {token.text for token in denied if token.kind == "channel"}
    one_way = len(channels) == 1 and channels.isdisjoint(_NO_ONE_WAY)
    rest = [t.kind for t in denied[last + 1 :] if t.kind not in ("unknown", "happen", "elision", "year")]
    if "channel" in rest and set(rest) <= {"channel", LIST_MARK, "apply"}:
        # 未收到依申请公开的书面或电子申请
        rest = ["apply"]
    # 无依申请公开信息办理情况, 依申请公开零申请
    follows = rest[0] if rest not in ([], ["handle"], ["apply"]) else LIST_MARK
    if unknown > _LONGEST_UNKNOWN or one_way or follows not in _MAY_FOLLOW:
        return
    _none_received(story, doubtful=is_narrowed(before))
    if any(token.kind == "receive_and_handle" for token in denied):
        story.add(TOTAL, "0", "no-request", role="total")


def _none_received(story: Story, *, doubtful: bool = False) -> None:
    """未收到申请, or 未收到 where applications are what is spoken of."""
    story.topic = APPLICATIONS
    story.base = story.add(NEW, "0", "no-request", role="new", verb="receive", doubtful=doubtful)
    story.denied_open = True


def _is_narrowed(before: Sequence[Token]) -> bool:
    """关于征地的申请 are some applications; 针对我局的申请 are all."""
    following = [after.kind for token, after in zip(before, before[1:], strict=False) if token.kind == "because"]
    return not {"unknown", "all_sorts"}.isdisjoint(following) or _names_one_sort(before)


def _names_one_sort(before: Sequence[Token]) -> bool:
    """未收到法人或其他组织的申请, 未收到企业提出的申请 leave open what natural persons asked for."""
    named = [token for token in before if token.kind in ("natural", "legal", "people")]
    natural = any(token.kind == "natural" or token.text in _NATURAL for token in named)
    return any(token.kind == "legal" or token.text == "企业" for token in named) and not natural
