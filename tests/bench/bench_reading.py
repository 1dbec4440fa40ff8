"""How exactly and how fast reports are read: the conformance pack by kind, and pages against bare lxml."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from checks.report import CellState, Report
from flows.errors import GoujiError
from flows.extract import office, read_report
from flows.extract.ocr.engine import is_installed
from flows.extract.pool import Given, read_each
from flows.extract.pool.crew import crew
from flows.settings import load_settings
from tests.accuracy.figures import invent
from tests.accuracy.formats import legacy, pictured
from tests.accuracy.pack import DAMAGE, FORMS, Sample, mixture, sample, samples
from tests.accuracy.quirks import beside, cells, labels, spans
from tests.accuracy.reading_score import ReadingScore
from tests.accuracy.report import pieces_of
from tests.bench.figure import Figure, best_seconds
from tests.bench.reading_pages import DRESSES, pages, walk, walk_texts
from tests.bench.reading_scans import read_scans

_SEEDS = range(6)
_MIXTURES = range(200)
_FAMILIES = {
    **dict.fromkeys(cells.QUIRKS, "cells"),
    **dict.fromkeys(labels.QUIRKS, "labels"),
    **dict.fromkeys(spans.QUIRKS, "spans"),
    **dict.fromkeys(beside.QUIRKS, "beside"),
    **dict.fromkeys(DAMAGE, "damage"),
}


def figures() -> list[Figure]:
    """Accuracy first, then speed."""
    return [*_accuracy(), *_legacy(), *_scans(), *_pictured(), *_speed(), *_other_speeds(), *_batch()]


def _accuracy() -> list[Figure]:
    scores: dict[str, ReadingScore] = {}
    for one in samples(_SEEDS):
        _add(scores, f"{one.format} {_FAMILIES.get(one.quirk, 'dress')}", one)
    for seed in _MIXTURES:
        _add(scores, "mixtures", mixture(seed))
    found = [figure for name, score in sorted(scores.items()) for figure in _figures(name, score)]
    clean = [score for name, score in scores.items() if not name.endswith(("damage", "mixtures"))]
    return [
        Figure("reading: silently wrong, all", sum(score.silent for score in scores.values()), "cells", "0"),
        Figure("reading: right, undamaged", 100 * _share(clean), "%", ">= 99.9"),
        *found,
    ]


def _legacy() -> list[Figure]:
    """Old Word and WPS files, where LibreOffice is here to write and to read them."""
    if not office.is_installed():
        return [Figure("reading: doc, wps, rtf: not measured, LibreOffice is not installed", 0, "reports")]
    found = []
    for suffix in legacy.QUIRKS:
        truths = [invent(seed, FORMS[seed % len(FORMS)]) for seed in _SEEDS]
        score = ReadingScore()
        with tempfile.TemporaryDirectory() as folder:
            settings = load_settings(out=Path(folder))
            for truth, content in zip(truths, legacy.as_legacy([pieces_of(t) for t in truths], suffix), strict=True):
                score.add(read_report(content, f"report.{suffix}", settings=settings), truth)
        found += _figures(f"{suffix} dress", score)
    return found


def _scans() -> list[Figure]:
    """Scans, where the text recogniser is here to read them; a wrong figure with a confidence below 1 is no silent one."""
    if not is_installed():
        return [Figure("reading: scans: not measured, the extra `ocr` is not installed (make setup-ocr)", 0, "reports")]
    read = read_scans()
    return [
        *_figures("scans", read.score),
        *(Figure(f"reading: scans, {damage}: right", 100 * share, "%") for damage, share in read.right.items()),
        Figure("reading: scans: findings that recognition alone makes", read.made_up, "findings", "0"),
        Figure("reading: one scanned report, CPU", read.seconds, "s"),
    ]


def _pictured() -> list[Figure]:
    """Reports whose tables are pictures, by format; without the recogniser none of them may be called absent."""
    found = []
    for format_, (name, write) in pictured.FORMATS.items():
        score, truth = ReadingScore(), invent(1, "2021")
        report = _read(write(pictured.mixed(pieces_of(truth))), name)
        score.add(report, truth)
        absent = sum(cell.state is CellState.ABSENT for cell in report.cells.values()) if report else 0
        found.append(Figure(f"reading: pictured tables in {format_}: called absent", absent, "cells", "0"))
        found += _figures(f"pictured tables in {format_}", score) if is_installed() else []
    return found


def _other_speeds() -> list[Figure]:
    """One report in Word, OFD and PDF, and what reading it adds to the memory that the process holds."""
    settings = load_settings()
    aims = {"docx": "<= 50", "pdf": "<= 500", "ofd": ""}
    found = []
    for format_, aim in aims.items():
        one = sample(format_, "none", 1)
        spent = best_seconds(lambda one=one: read_report(one.content, one.name, settings=settings))
        found.append(Figure(f"reading: one {format_}, whole", spent * 1000, "ms", aim))
    return found


def _batch() -> list[Figure]:
    """Many reports through the pool of processes against one process alone, and what a worker holds at most."""
    batch = [Given(one.content, one.name) for one in samples(range(1)) for _ in range(2)]
    settings = load_settings()
    list(read_each(batch[:4], settings))
    ours = _seconds(lambda: read_each(batch, settings))
    alone = _seconds(lambda: [_read(one.content, one.source) for one in batch])
    return [
        Figure(
            "reading: one process over the pool, same batch",
            alone / ours,
            "ratio",
            f"about {len(os.sched_getaffinity(0))}",
        ),
        Figure("reading: memory of a worker, most", max(crew().held_bytes()) / 1e6, "MB", "<= 300"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _read(content: bytes, name: str) -> Report | None:
    try:
        return read_report(content, name)
    except GoujiError:
        return None


def _add(scores: dict[str, ReadingScore], name: str, one: Sample) -> None:
    scores.setdefault(name, ReadingScore()).add(_read(one.content, one.name), one.truth)


def _share(scores: Iterable[ReadingScore]) -> float:
    listed = list(scores)
    return sum(score.right for score in listed) / sum(score.cells for score in listed)


def _figures(name: str, score: ReadingScore) -> list[Figure]:
    """What one kind of document gave; the identity figures are shares of its reports."""
    aim = "" if name.endswith(("damage", "mixtures")) else ">= 99.9"
    return [
        Figure(f"reading: {name}: right", 100 * score.right / score.cells, "%", aim),
        Figure(f"reading: {name}: wrong", score.wrong, "cells"),
        Figure(f"reading: {name}: silently wrong", score.silent, "cells", "0"),
        Figure(f"reading: {name}: not assessable", score.not_assessable, "cells"),
        Figure(f"reading: {name}: form right", 100 * score.form_right / score.reports, "%", "100"),
        Figure(f"reading: {name}: year right", 100 * score.year_right / score.reports, "%", "100"),
        Figure(f"reading: {name}: agency right", 100 * score.agency_right / score.reports, "%", "100"),
    ]


def _speed() -> list[Figure]:
    settings = load_settings()
    found = []
    for dress, said in DRESSES.items():
        ours, slots, texts = _best_of_each(
            lambda page: read_report(page, "page.html", settings=settings), walk, walk_texts, over=pages(dress)
        )
        found += [
            Figure(f"reading: page {said}, over bare lxml with its spans", ours / slots, "ratio", "<= 1.0"),
            Figure(f"reading: page {said}, over bare lxml, texts alone", ours / texts, "ratio"),
            Figure(f"reading: page {said}, whole", ours * 1000, "ms"),
            Figure(f"reading: page {said}, size", sum(map(len, pages(dress))) / len(pages(dress)) / 1000, "KB"),
            Figure(f"reading: page {said}, reports a second, one core", 1 / ours, "1/s", ">= 150"),
        ]
    return found


def _best_of_each(*works: Callable[[bytes], object], over: list[bytes], repeat: int = 12) -> list[float]:
    """The mean over the pages of each work's quickest run, CPU seconds.

    All are done in turn, page after page, so that a busy machine slows them alike and no page is still at hand.
    """
    best = [[float("inf")] * len(over) for _ in works]
    for _ in range(repeat):
        for at, page in enumerate(over):
            for work, quickest in zip(works, best, strict=True):
                start = time.process_time()
                work(page)
                quickest[at] = min(quickest[at], time.process_time() - start)
    return [sum(quickest) / len(over) for quickest in best]
