"""Documents and decisions of table 2 whose figure stands before the words that name them: 694宗行政许可, 对到期的6件予以废止."""

from __future__ import annotations

from flows.extract.claims.clauses import Count
from flows.extract.claims.documents import DECISION_ROWS, DOCUMENT_ROWS, goes_on_about_them, is_of_all_years
from flows.extract.claims.story import DOCUMENTS, Story
from flows.extract.claims.told_documents import repealed_before

_UNITS = frozenset(("件", "宗", "起", "份", "例"))
_UNITS_OF_DOCUMENTS = frozenset(("件", "部", "份"))
_SAYS_NOTHING = frozenset(("done_mark", "every"))
_UNDONE = ("must", "planned", "negation", "last_year", "guide", "file", "foreign", "powers")
# 执行处罚决定12件 carries out what was decided, whenever that was.
_CARRIED_OUT = frozenset(("执行",))


def read_behind(count: Count, story: Story) -> bool:
    """Draft what such a figure counts, other than what was repealed; whether it was read so."""
    return _read_in_force(count, story) or _read_decisions(count, story)


def _read_in_force(count: Count, story: Story) -> bool:
    """21件现行有效行政规范性文件已全部公开, but not those only looked through."""
    named = [token.kind for token in count.right.labels()[:2]]
    if named[:1] != ["in_force"] or named[-1] not in DOCUMENT_ROWS or count.clause.has("no_issue", "guide", "file"):
        return False
    story.topic, story.document = DOCUMENTS, named[-1]
    story.count(count, f"T2.{named[-1]}.in_force", "document")
    return True


def read_repealed(count: Count, story: Story) -> bool:
    """对到期的6件予以废止, 对与上位法不一致的3件予以废止, 4件行政规范性文件宣布失效; whether a figure was read so."""
    behind = [token for token in count.right.tokens if token.kind not in _SAYS_NOTHING]
    undone = count.quantity.unit not in _UNITS_OF_DOCUMENTS or count.left.has(*_UNDONE) or story.planned
    if not behind or behind[-1].kind != "repeal" or undone:
        return False
    row = _row(count, [token.kind for token in behind[:-1]], story)
    if not row or is_of_all_years(count, behind[-1], story):
        return False
    told = repealed_before(behind[-1], row, story)
    if told is not None:
        told.doubtful = True
        return True
    story.topic, story.document = DOCUMENTS, row
    story.count(count, f"T2.{row}.repealed", "document", verb=behind[-1].text)
    return True


def _row(count: Count, between: list[str], story: Story) -> str:
    """The row of documents that stand between the figure and the word, before the figure, or were spoken of before."""
    named = between or [token.kind for token in count.left.tokens if token.kind in DOCUMENT_ROWS]
    if named:
        return named[0] if len(named) == 1 and named[0] in DOCUMENT_ROWS else ""
    going_on = _are_spoken_of(count, story) and goes_on_about_them(count, story)
    return story.document if story.topic == DOCUMENTS and going_on else ""


def _are_spoken_of(count: Count, story: Story) -> bool:
    """Whether the sentence told of documents before the figure, named them, or says what they were gone through for."""
    told = any(draft.pattern == "document" and draft.sentence == story.sentence for draft in story.drafts)
    named = any(token.kind in (*DOCUMENT_ROWS, "no_document") for token in story.named)
    return told or named or story.looked_through == story.sentence or count.left.has("no_issue")


def _read_decisions(count: Count, story: Story) -> bool:
    """作出694宗行政许可、37宗行政处罚, but not 办理12件行政许可延续."""
    row = count.right.tokens[0].kind if len(count.right.tokens) == 1 else ""
    told = story.drafts[-1] if story.drafts else None
    listed = told is not None and told.pattern == "decision" and told.clause == story.clause and not count.left.tokens
    verb = next(iter(count.left.tokens), None)
    made = verb is not None and verb.kind in ("decide", "handle") and verb.text not in _CARRIED_OUT
    if row not in DECISION_ROWS or count.quantity.unit not in _UNITS or not (made or listed) or story.planned:
        return False
    story.count(count, f"T2.{row}.decisions", "decision")
    return True
