"""A hit becomes a finding: worded by the catalogue, graded, grounded, with its evidence and an identity that lasts.

Nothing is decided here about whether a rule is broken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checks.catalogue import CatalogueError, Rule
from checks.forms import Form, form_for_year
from checks.gates import Doubt, capped, gated
from checks.model import Evidence, Filing, Finding, Hit, Responsibility, Severity
from checks.report import Where
from checks.wordings import cell_name, figure_text, named, requoted

_ID = re.compile("[0-9a-f]{20}")


def worded(filing: Filing, hits: Sequence[tuple[Hit, Rule]], forms: Mapping[str, Form]) -> tuple[Finding, ...]:
    """The findings of one filing in the order given, pointing at each other where they belong together.

    Raises `CatalogueError` where a sentence of the catalogue asks for a value that its rule does not give.
    """
    seen: set[str] = set()
    findings = []
    for hit, rule in hits:
        finding_id = _finding_id(filing, hit, seen)
        findings.append(_finding(filing, hit, rule, forms, finding_id))
    return _linked(findings, [hit for hit, _ in hits])


def identity_of(filing: Filing) -> str:
    """What a finding's id is bound to: the registry's id, else the body's name, else the bytes."""
    if filing.agency is not None:
        return filing.agency.agency_id
    report = filing.report
    return (report.agency or report.sha256) if report is not None else ""


def other_findings(finding: Finding) -> tuple[str, ...]:
    """The ids of the findings that this one points at."""
    return tuple(name for name in finding.related if _ID.fullmatch(name))


def same_cause(finding: Finding) -> tuple[str, ...]:
    """What else the finding's cause breaks without being a finding of its own: a rule, or `RULE:key` of a sum."""
    return tuple(name for name in finding.related if not _ID.fullmatch(name))


def _finding_id(filing: Filing, hit: Hit, seen: set[str]) -> str:
    basis = f"{identity_of(filing)}|{filing.year}|{hit.rule_id}|{hit.key}"
    finding_id, copies = "", 0
    while not finding_id or finding_id in seen:
        finding_id = hashlib.sha256((basis + "~" * copies).encode()).hexdigest()[:20]
        copies += 1
    seen.add(finding_id)
    return finding_id


def _finding(filing: Filing, hit: Hit, rule: Rule, forms: Mapping[str, Form], finding_id: str) -> Finding:
    hit, doubt = gated(hit, filing.report, rule.family)
    severity = capped(hit.severity or rule.severity, hit.responsibility)
    is_certain = severity is Severity.ERROR and hit.responsibility is Responsibility.AGENCY
    values = {**_values(filing, hit, forms), "exists": "存在" if is_certain else "疑似存在"}
    mandated = form_for_year(forms, filing.year)
    return Finding(
        finding_id=finding_id,
        agency_id=filing.agency.agency_id if filing.agency else None,
        year=filing.year,
        rule_id=rule.id,
        rule_version=rule.version,
        severity=severity,
        responsibility=hit.responsibility,
        cells=hit.cells,
        expected=hit.expected,
        actual=hit.actual,
        difference=hit.difference,
        suspect=hit.suspect,
        related=(),
        message=requoted(_sentence(rule, rule.message_zh, values)) + (f"（待人工核对：{doubt.zh}。）" if doubt else ""),
        message_en=_sentence(rule, rule.message_en, values) + _doubt_en(doubt),
        legal_basis=_sentence(
            rule, rule.basis.law_for(filing.year), {**values, "notice": mandated.notice if mandated else ""}
        ),
        fix=_sentence(rule, rule.fix_zh, values),
        evidence=_evidence(filing, hit),
    )


def _doubt_en(doubt: Doubt | None) -> str:
    return f" (To be confirmed by a person: {doubt.en}.)" if doubt else ""


def _values(filing: Filing, hit: Hit, forms: Mapping[str, Form]) -> dict[str, str]:
    report = filing.report
    form = forms.get(report.form or "") if report else None
    names = [cell_name(form, cell) for cell in hit.cells]
    return {
        "agency": (filing.agency.name if filing.agency else None) or (report.agency if report else None) or "该单位",
        "year": str(filing.year),
        "expected": hit.expected or "",
        "actual": hit.actual or "",
        "difference": "" if hit.difference is None else str(hit.difference),
        "gap": "" if hit.difference is None else figure_text(abs(hit.difference)),
        "cell": names[0] if names else "",
        "cells": named(names),
        "cells_en": named(hit.cells, ", "),
        "suspect": cell_name(form, hit.suspect) if hit.suspect else "",
        "quote": hit.quote or "",
        **hit.values,
    }


def _sentence(rule: Rule, template: str, values: Mapping[str, str]) -> str:
    try:
        return template.format_map(values).strip()
    except (KeyError, ValueError, IndexError, AttributeError) as fault:
        raise CatalogueError(f"rule {rule.id}: the sentence {template!r} cannot be filled in: {fault}") from fault


def _evidence(filing: Filing, hit: Hit) -> Evidence:
    report, evidence = filing.report, filing.evidence
    url = (
        evidence.url or (filing.publication.url if filing.publication else None) or (report.source if report else None)
    )
    return replace(
        evidence,
        url=url,
        sha256=evidence.sha256 or (report.sha256 if report else None),
        quote=hit.quote,
        where=hit.where or _place(filing, hit),
    )


def _place(filing: Filing, hit: Hit) -> Where | None:
    cells = filing.report.cells if filing.report else {}
    return next((cells[cell].where for cell in hit.cells if cell in cells), None)


def _linked(findings: Sequence[Finding], hits: Sequence[Hit]) -> tuple[Finding, ...]:
    """Findings that name each other's rule and key, or rest on the same cell, point at each other.

    What a hit names and is no finding of its own (a sum that the same cause breaks) stays named as `RULE:key`.
    """
    named_by = {f"{hit.rule_id}:{hit.key}": f.finding_id for hit, f in zip(hits, findings, strict=True)}
    links: dict[str, dict[str, None]] = {finding.finding_id: {} for finding in findings}
    for finding, hit in zip(findings, hits, strict=True):
        for name in hit.related:
            other = named_by.get(name, name)
            links[finding.finding_id][other] = None
            if other in links:
                links[other][finding.finding_id] = None
    for finding, other_finding in _on_one_cell(findings):
        links[finding.finding_id][other_finding.finding_id] = None
    return tuple(
        replace(f, related=tuple(name for name in links[f.finding_id] if name != f.finding_id)) for f in findings
    )


def _on_one_cell(findings: Sequence[Finding]) -> list[tuple[Finding, Finding]]:
    by_cell: dict[str, list[Finding]] = {}
    for finding in findings:
        if cell := finding.suspect or next(iter(finding.cells), None):
            by_cell.setdefault(cell, []).append(finding)
    return [(one, other) for group in by_cell.values() for one in group for other in group if one is not other]
