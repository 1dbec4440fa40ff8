"""Reports whose words and figures agree accuse nobody, whatever words they use."""

from __future__ import annotations

import pytest

from checks.engine import audit
from tests.checks.build import CATALOGUE, FORMS
from tests.checks.clean import clean_filing
from tests.checks.filings import AS_OF


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_clean_reports_in_varied_words_yield_no_error_and_no_warning(first):
    assessments = audit([clean_filing(seed) for seed in range(first, first + 20)], CATALOGUE, FORMS, AS_OF)
    told = [(f.rule_id, f.message, f.evidence.quote) for a in assessments for f in a.findings if f.severity != "advice"]
    assert told == []
