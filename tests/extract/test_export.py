"""A report as JSON keeps to the public names, and tells its places and states."""

from __future__ import annotations

import hashlib
import json

from flows.extract import read_report
from flows.extract.export import report_json
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.report import pieces_of

CONTENT = as_html(pieces_of(invent(12)))
RECORD = report_json(read_report(CONTENT, "r.html"))


def test_the_record_has_the_public_fields():
    assert {
        "source",
        "sha256",
        "title",
        "agency",
        "year",
        "form",
        "published",
        "sections",
        "cells",
        "claims",
        "coverage",
    } <= set(RECORD)
    assert RECORD["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert json.loads(json.dumps(RECORD)) == RECORD


def test_a_cell_has_state_value_raw_note_and_place():
    cell = next(cell for cell in RECORD["cells"] if cell["cell"] == "T3.new.total")
    assert set(cell) == {"cell", "state", "value", "raw", "note", "where"}
    assert set(cell["where"]) == {"source", "xpath", "page", "bbox", "confidence"}
    assert (cell["state"], str(cell["value"])) == ("number", cell["raw"])


def test_every_cell_of_the_form_is_listed_once():
    names = [cell["cell"] for cell in RECORD["cells"]]
    assert len(names) == len(set(names)) == 200


def test_sections_and_claims_keep_their_words():
    assert [part["id"] for part in RECORD["sections"]] == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert all(isinstance(claim["value"], str) and claim["quote"] for claim in RECORD["claims"])
