"""Runs every applicable rule over a batch of filings: facts in, findings out.

Rules say what is wrong, the catalogue how that is worded, the gates what may be blamed on whom. A rule that raises is a
fault of our own and stops the batch; the caller's shard boundary records it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checks.batches import Batches
from checks.catalogue import Catalogue, Rule
from checks.findings import worded
from checks.forms import Form
from checks.gates import PUBLICATION, guessed
from checks.model import Assessment, Filing, Hit, Unassessable
from checks.registry import BATCH_RULES, FILING_RULES, JOINT_RULES, Answer, Context, JointRule, load_rules
from checks.script import as_compared, as_published
from checks.status import standing

NO_REPORT = "未取得可读的年度报告"


def audit(filings: Sequence[Filing], catalogue: Catalogue, forms: Mapping[str, Form], as_of: date) -> list[Assessment]:
    """What the rules say of each filing, in the order given.

    Raises `CatalogueError` where a sentence of the catalogue cannot be filled in.
    """
    return judged(filings, compared(filings, catalogue, forms, as_of), catalogue, forms, as_of)


def compared(
    filings: Sequence[Filing], catalogue: Catalogue, forms: Mapping[str, Form], as_of: date
) -> list[Sequence[Answer]]:
    """What the rules that set filings beside each other say of each; what `comparable` leaves of them is enough."""
    filings = list(map(as_compared, filings))
    contexts = _contexts(filings, catalogue, forms, as_of)
    answers: list[list[Answer]] = [[] for _ in filings]
    for rule_id, context in contexts.items():
        for position, answer in BATCH_RULES[rule_id](filings, context) if rule_id in BATCH_RULES else ():
            if _is_asked(filings[position], context.rule):
                answers[position].append(answer)
    return [*answers]


def judged(
    filings: Sequence[Filing],
    beside: Sequence[Sequence[Answer]],
    catalogue: Catalogue,
    forms: Mapping[str, Form],
    as_of: date,
) -> list[Assessment]:
    """What the rules say of each filing by itself, with what `compared` said of it `beside` others; in the order given.

    Raises `CatalogueError` where a sentence of the catalogue cannot be filled in.
    """
    read = list(map(as_compared, filings))
    contexts = _contexts(read, catalogue, forms, as_of)
    answers = [list(said) for said in beside]
    for position, answer in (*_one_by_one(read, contexts), *_jointly(read, contexts)):
        answers[position].append(answer)
    assessments = []
    for filing, given in zip(filings, answers, strict=True):
        hits, unassessable = _sorted(filing, given, contexts)
        findings = worded(filing, [(as_published(hit, filing), rule) for hit, rule in hits], forms)
        assessments.append(Assessment(filing, standing(filing, findings, as_of), findings, unassessable))
    return assessments


def _contexts(
    filings: Sequence[Filing], catalogue: Catalogue, forms: Mapping[str, Form], as_of: date
) -> Mapping[str, Context]:
    load_rules()
    frames = Batches(filings, forms.values())
    return {rule.id: Context(rule, forms, as_of, frames) for rule in catalogue.rules.values() if rule.enabled}


def _one_by_one(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    """The answers of rules on one filing; where there is no report, that none but those on publication can be answered."""
    for position, filing in enumerate(filings):
        for rule_id, context in contexts.items():
            if _is_asked(filing, context.rule):
                if rule_id in FILING_RULES:
                    yield from ((position, answer) for answer in FILING_RULES[rule_id](filing, context))
            elif context.rule.applies_to(filing.year):
                yield position, Unassessable(rule_id, filing.unread or NO_REPORT)


def _jointly(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    joint: dict[JointRule, dict[str, Context]] = {}
    for rule_id, context in contexts.items():
        if rule_id in JOINT_RULES:
            joint.setdefault(JOINT_RULES[rule_id], {})[rule_id] = context
    for function, theirs in joint.items():
        for position, answer in function(filings, theirs):
            if _is_asked(filings[position], contexts[answer.rule_id].rule):
                yield position, answer


def _is_asked(filing: Filing, rule: Rule) -> bool:
    """Whether a rule has anything to say: without a report only those on publication do."""
    has_facts = filing.report is not None or rule.family == PUBLICATION
    return has_facts and rule.applies_to(filing.year)


def _sorted(
    filing: Filing, answers: Sequence[Answer], contexts: Mapping[str, Context]
) -> tuple[list[tuple[Hit, Rule]], tuple[Unassessable, ...]]:
    """Hits with their rules, and what could not be assessed, both in the catalogue's order."""
    order = {rule_id: position for position, rule_id in enumerate(contexts)}
    told = (_unless_guessed(answer, filing, contexts[answer.rule_id].rule) for answer in answers)
    by_rule = sorted(told, key=lambda answer: (order[answer.rule_id], answer.key))
    hits = [(answer, contexts[answer.rule_id].rule) for answer in by_rule if isinstance(answer, Hit)]
    return hits, tuple(answer for answer in by_rule if isinstance(answer, Unassessable))


def _unless_guessed(answer: Answer, filing: Filing, rule: Rule) -> Answer:
    why = guessed(answer, filing.report, rule.family) if isinstance(answer, Hit) else None
    return Unassessable(rule.id, why, answer.key) if why else answer
