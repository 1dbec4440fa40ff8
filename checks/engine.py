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
from checks.gates import PUBLICATION
from checks.model import Assessment, Filing, Hit, Unassessable
from checks.registry import BATCH_RULES, FILING_RULES, JOINT_RULES, Answer, Context, JointRule, load_rules
from checks.status import standing

NO_REPORT = "未取得可读的年度报告"


def audit(filings: Sequence[Filing], catalogue: Catalogue, forms: Mapping[str, Form], as_of: date) -> list[Assessment]:
    """What the rules say of each filing, in the order given.

    Raises `CatalogueError` where a sentence of the catalogue cannot be filled in.
    """
    load_rules()
    frames = Batches(filings, forms.values())
    contexts = {rule.id: Context(rule, forms, as_of, frames) for rule in catalogue.rules.values() if rule.enabled}
    answers: list[list[Answer]] = [[] for _ in filings]
    for position, answer in _answers(filings, contexts):
        answers[position].append(answer)
    assessments = []
    for filing, given in zip(filings, answers, strict=True):
        hits, unassessable = _sorted(given, contexts)
        findings = worded(filing, hits, forms)
        assessments.append(Assessment(filing, standing(filing, findings, as_of), findings, unassessable))
    return assessments


def _answers(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    """Every rule's answers; of a filing without a report only the rules on publication are asked."""
    for position, filing in enumerate(filings):
        for rule_id, context in contexts.items():
            if not context.rule.applies_to(filing.year):
                continue
            if filing.report is None and context.rule.family != PUBLICATION:
                yield position, Unassessable(rule_id, filing.unread or NO_REPORT)
            elif rule_id in FILING_RULES:
                yield from ((position, answer) for answer in FILING_RULES[rule_id](filing, context))
    for position, answer in _across(filings, contexts):
        context = contexts[answer.rule_id]
        has_facts = filings[position].report is not None or context.rule.family == PUBLICATION
        if has_facts and context.rule.applies_to(filings[position].year):
            yield position, answer


def _across(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    joint: dict[JointRule, dict[str, Context]] = {}
    for rule_id, context in contexts.items():
        if rule_id in BATCH_RULES:
            yield from BATCH_RULES[rule_id](filings, context)
        elif rule_id in JOINT_RULES:
            joint.setdefault(JOINT_RULES[rule_id], {})[rule_id] = context
    for function, theirs in joint.items():
        yield from function(filings, theirs)


def _sorted(
    answers: Sequence[Answer], contexts: Mapping[str, Context]
) -> tuple[list[tuple[Hit, Rule]], tuple[Unassessable, ...]]:
    """Hits with their rules, and what could not be assessed, both in the catalogue's order."""
    order = {rule_id: position for position, rule_id in enumerate(contexts)}
    by_rule = sorted(answers, key=lambda answer: (order[answer.rule_id], answer.key))
    hits = [(answer, contexts[answer.rule_id].rule) for answer in by_rule if isinstance(answer, Hit)]
    return hits, tuple(answer for answer in by_rule if isinstance(answer, Unassessable))
