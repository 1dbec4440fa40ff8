"""`make bench`: every `bench_*.py` beside this file yields figures; they are printed and written to a file.

`python -m tests.bench NAME …` runs only the modules named.
"""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.figure import Figure


def main() -> int:
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(path.stem.removeprefix("bench_") for path in here.glob("bench_*.py"))
    figures: list[Figure] = []
    for name in names:
        print(f"bench: {name} ...", file=sys.stderr, flush=True)
        figures += importlib.import_module(f"tests.bench.bench_{name}").figures()
    table = Table("figure", "value", "unit", "aim")
    for figure in figures:
        table.add_row(figure.name, f"{figure.value:,.4g}", figure.unit, figure.aim)
    Console(width=120).print(table)
    target = here.parent.parent / "reports_out" / "bench.jsonl"
    target.parent.mkdir(exist_ok=True)
    aside = target.with_suffix(".partial")
    aside.write_text("".join(json.dumps(asdict(figure), ensure_ascii=False) + "\n" for figure in figures), "utf-8")
    aside.replace(target)
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
