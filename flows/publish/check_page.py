"""The one-file HTML that `gouji check --format html` prints: what an agency reads before it publishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Assessment
from flows.extract.forms import forms as configured_forms
from flows.publish.agency_page import AuditedReport
from flows.publish.pages import render, static_digest, static_text
from flows.publish.privacy import masked_assessment
from flows.publish.rulebook import rule_words
from flows.rulebook import rulebook


def render_check(
    assessments: Sequence[Assessment],
    *,
    catalogue: Catalogue | None = None,
    forms: Mapping[str, Form] | None = None,
) -> str:
    """The findings of single reports as one page that needs nothing beside it."""
    known = catalogue or rulebook()
    found = {finding.rule_id for assessment in assessments for finding in assessment.findings}
    rules, layouts = rule_words(known, found), forms or configured_forms()
    audited = [AuditedReport(masked_assessment(assessment), rules, layouts) for assessment in assessments]
    names = ("desk.css", "desk.js")
    texts, digests = map(static_text, names), map(static_digest, names)
    return render(
        "check.html",
        root="",
        place="check",
        reports=audited,
        assets=dict(zip(names, texts, strict=True)),
        digests=dict(zip(names, digests, strict=True)),
    )
