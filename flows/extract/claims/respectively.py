"""「复议、诉讼分别为3件、5件」 told as 「复议3件、诉讼5件」: names in one row, their figures in another, or one 0 for all."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.clauses import MODIFIERS
from flows.extract.claims.lexicon import lexicon
from flows.extract.claims.tokens import LIST_MARK, PAUSE, QUANTITY_KIND, UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import VERBS

_RESPECTIVELY = "respectively"
_ROW_OF_FIGURES = [QUANTITY_KIND, LIST_MARK, QUANTITY_KIND]
# Kinds of words that share the noun behind the last of them.
_SHARING = (
    frozenset(("issue", "no_issue", "repeal", "in_force")),
    frozenset((*VERBS, "carry")),
    frozenset((YEAR,)),
)
_BEFORE_VERBS = frozenset((YEAR, "own", "area", "whole_year"))
# Says what was done to documents, and counts none of table 2; or whose figure the next one is.
_NAMING = frozenset(("no_issue", YEAR))
_DONE = frozenset(
    (*VERBS, "carry", "issue", "repeal", "in_force", "licence", "penalty", "coercion", "charge_income", "fee")
)


def deal_out(tokens: Sequence[Token], done: Sequence[Sequence[Token]] = ()) -> Sequence[Token]:
    """The tokens of a sentence with every figure behind its own name, where there are as many of the ones as of the others.

    `done` are the words of the list before, which a single name behind it shares: 规章制发、废止数分别为1件、2件，规范性文件分别为3件、4件.
    """
    tokens = _tell_row_of_figures(tokens)
    kinds = [token.kind for token in tokens]
    if _RESPECTIVELY not in kinds and "every" not in kinds:
        return tokens
    place = next((at for at, token in enumerate(tokens) if _is_of_each(token, tokens[at + 1 : at + 2])), None)
    if place is None:
        return tokens
    tokens, place = _with_words_apart(_without_happen(tokens, place), place)
    each = tokens[place].kind == _RESPECTIVELY
    start = _clause_start(tokens, place)
    names = _names(tokens[start:place])
    figures, end = _figures(tokens, place + 1)
    if not each:
        figures = figures * len(names) if _is_nought_of_all(figures, names) else []
    elif not figures:
        return _deal_out_behind_verb(tokens, start, place)
    names = _with_noun(names)
    if len(names) == 1 and len(done) == len(figures):
        names = [[*names[0], *word] for word in done]
    if len(names) < 2 or len(names) != len(figures):
        # 主要涉及征地、社保，分别为14件、9件: parts of which no words of ours tell anything.
        return [*tokens[:place], *deal_out(tokens[end:])] if len(figures) > 1 and each else tokens
    done = [[token for token in name if token.kind in _SHARING[0]] for name in names]
    dealt: list[Token] = []
    for name, figure in zip(names, figures, strict=True):
        dealt += [*name, figure, Token(PAUSE, ",") if name[0].kind == YEAR else Token(LIST_MARK, "、")]
    return [*tokens[:start], *dealt[:-1], *deal_out(tokens[end:], done if all(done) else ())]


def _tell_row_of_figures(tokens: Sequence[Token]) -> Sequence[Token]:
    """制定、修订、废止规范性文件2件、1件、3件 as 分别2件、1件、3件: nothing stands between the figures, and each has its verb."""
    kinds = [token.kind for token in tokens]
    place = next((at for at in range(len(kinds) - 2) if kinds[at : at + 3] == _ROW_OF_FIGURES), None)
    if place is None or _RESPECTIVELY in kinds:
        return tokens
    runs = _runs(tokens[_clause_start(tokens, place) : place])
    verbs = [{token.kind for token in run} & _SHARING[0] for run in runs]
    if len(runs) != len(_figures(tokens, place)[0]) or not all(verbs):
        return tokens
    return [*tokens[:place], Token(_RESPECTIVELY, ""), *tokens[place:]]


def _without_happen(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """复议、诉讼分别发生2件、1件 as 复议、诉讼分别2件、1件."""
    happened = [token.kind for token in tokens[place : place + 3]] == [_RESPECTIVELY, "happen", QUANTITY_KIND]
    return [*tokens[: place + 1], *tokens[place + 2 :]] if happened else tokens


def _with_words_apart(tokens: Sequence[Token], place: int) -> tuple[Sequence[Token], int]:
    """受理、答复分别为3件、2件: one word elsewhere, here two names; and where 分别 then stands."""
    apart: list[Token] = []
    for token in tokens[:place]:
        words = token.text.split("、") if len(token.text) > 1 else [token.text]
        kinds = [lexicon().kind_of.get(word) for word in words]
        if len(words) == 1 or None in kinds:
            apart.append(token)
        else:
            named = [Token(kind or UNKNOWN, word) for kind, word in zip(kinds, words, strict=True)]
            apart += [part for word in named for part in (Token(LIST_MARK, "、"), word)][1:]
    return [*apart, *tokens[place:]], len(apart)


def _is_of_each(token: Token, behind: Sequence[Token]) -> bool:
    """分别, or 均 before a 0."""
    if token.kind == _RESPECTIVELY:
        return True
    return token.kind == "every" and bool(behind) and behind[0].value == "0"


def _deal_out_behind_verb(tokens: Sequence[Token], start: int, place: int) -> Sequence[Token]:
    """「2022年、2023年分别收到申请30件、42件」; what several bodies received is a part each, and none of them a figure."""
    first = next((at for at, token in enumerate(tokens) if at > place and token.kind == QUANTITY_KIND), len(tokens))
    verb = tokens[place + 1 : first]
    figures, end = _figures(tokens, first)
    runs = _runs(tokens[start:place])
    if len(runs) < 2 or len(runs) != len(figures) or any(token.kind == PAUSE for token in verb):
        return tokens
    if any(token.kind not in MODIFIERS for run in runs for token in run):
        return tokens
    if not all(any(token.kind == YEAR for token in run) for run in runs):
        return [*tokens[:first], *tokens[end:]]
    dealt = [
        token for run, figure in zip(runs, figures, strict=True) for token in (*run, *verb, figure, Token(PAUSE, ","))
    ]
    return [*tokens[:start], *dealt[:-1], *tokens[end:]]


def _is_nought_of_all(figures: Sequence[Token], names: Sequence[Sequence[Token]]) -> bool:
    """申请受理、答复、结转均为0, 行政处罚、行政事业性收费均为0: what was done, not several things that one 0 counts."""
    done = all(any(token.kind in _DONE for token in name) for name in names)
    return len(figures) == 1 and figures[0].value == "0" and done


def _clause_start(tokens: Sequence[Token], place: int) -> int:
    pauses = (at for at in range(place, 0, -1) if tokens[at - 1].kind == PAUSE)
    return next(pauses, 0)


def _names(tokens: Sequence[Token]) -> list[list[Token]]:
    """The runs between list marks, or none where one of them names nothing that can be counted."""
    runs = _runs(tokens)
    return (
        runs if all(any(token.kind in _NAMING or token.kind not in MODIFIERS for token in run) for run in runs) else []
    )


def _with_noun(names: list[list[Token]]) -> list[list[Token]]:
    """制定、修订、废止规范性文件, 2022年、2023年收到的申请: the noun behind the last is that of all, where the others have none."""
    noun = names[-1][1:] if names else []
    verbs = {name[-1].kind for name in names[:-1]} | {name[0].kind for name in names[-1:]}
    bare = all(token.kind in _BEFORE_VERBS for name in names[:-1] for token in name[:-1])
    bare = bare and any(verbs <= kinds for kinds in _SHARING)
    return [*([*name, *noun] for name in names[:-1]), names[-1]] if bare and noun else names


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == LIST_MARK:
            runs.append([])
        else:
            runs[-1].append(token)
    return runs


def _figures(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """The quantities that stand in a row from `place` on, and where they end."""
    figures = []
    end = place
    while place < len(tokens) and tokens[place].kind == QUANTITY_KIND:
        figures.append(tokens[place])
        end = place + 1
        place = end + 1 if end < len(tokens) and tokens[end].kind in (LIST_MARK, PAUSE) else len(tokens)
    return figures, end
