"""What the demo costs: the whole command with Prefect's server, and the road alone from address to finding."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figure import Figure


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        first, again = _demo(out), _demo(out)
        run = json.loads((out / "latest" / "run.json").read_text("utf-8"))
        agencies = len((out / "latest" / "agencies.jsonl").read_text("utf-8").splitlines())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    road = sum(run["durations"].get(stage, 0.0) for stage in ("crawl", "extract", "check"))
    return [
        Figure("demo: address to findings, an agency", road / agencies * 1000, "ms", "<= 100"),
        Figure("demo: whole first run, its server's first start included", first, "s", "<= 120"),
        Figure("demo: whole second run", again, "s", "<= 60"),
        Figure("demo: peak memory of a process", peak, "MiB", "<= 1024"),
    ]


def _demo(out: Path) -> float:
    command = [sys.executable, "-m", "flows.cli", "demo", "--out", str(out)]
    environment = {**os.environ, "PREFECT_HOME": str(out / ".prefect")}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=environment)
    return time.perf_counter() - start
