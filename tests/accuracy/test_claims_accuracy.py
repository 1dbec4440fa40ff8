"""The labelled clauses are read as labelled: a wrong claim becomes a wrong accusation."""

from __future__ import annotations

import json

from tests.accuracy.score import FIRST_RUN, OWN, score


def test_no_clause_claims_what_its_label_does_not_say():
    wrong = [clause for clause in score().clauses if clause.extra]
    assert not wrong, "\n".join(f"{clause.id} {clause.sentence} {clause.extra}" for clause in wrong)


def test_hardly_any_claim_is_missed():
    result = score()
    assert result.recall >= 0.98, result.misses()


def test_clauses_never_tuned_on_are_read_nearly_as_well():
    result = score(FIRST_RUN)
    assert result.precision >= 0.98, result.misses()
    assert result.recall >= 0.95, result.misses()


def test_the_labelled_clauses_are_many_and_unlike():
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    assert len(rows) >= 175
    assert len({row["id"] for row in rows}) == len({row["sentence"] for row in rows}) == len(rows)
    assert sum(not row["claims"] for row in rows) >= 40
