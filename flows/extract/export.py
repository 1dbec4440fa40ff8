"""A report as plain JSON values, as other programs read it; fields are only ever added."""

from __future__ import annotations

from typing import Any

from checks.report import Cell, Claim, Origin, Report, Where


def report_json(report: Report) -> dict[str, Any]:
    """One element of what `gouji extract --format json` prints."""
    return {
        "source": report.source,
        "sha256": report.sha256,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "form": report.form,
        "published": report.published.isoformat() if report.published else None,
        "sections": [{"id": part.id, "heading": part.heading, "text": part.text} for part in report.sections],
        "cells": [_cell(cell) for cell in report.cells.values()],
        "claims": [_claim(claim) for claim in report.claims],
        "coverage": dict(report.coverage),
        "suspicions": dict(report.suspicions),
        "left_over": list(report.left_over),
        "method": report.method,
        "notes": list(report.notes),
        "origins": {what: _origin(origin) for what, origin in report.origins.items()},
    }


def where_json(where: Where) -> dict[str, Any]:
    """A place in a source."""
    return {
        "source": where.source,
        "xpath": where.xpath,
        "page": where.page,
        "bbox": list(where.bbox) if where.bbox else None,
        "confidence": where.confidence,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {"place": origin.place, "confidence": origin.confidence, "said": origin.said or None}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "cell": cell.cell,
        "state": cell.state.value,
        "value": cell.value,
        "raw": cell.raw,
        "note": cell.note,
        "where": where_json(cell.where),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "cell": claim.cell,
        "value": claim.value,
        "quote": claim.quote,
        "section": claim.section,
        "scope": claim.scope,
    }
