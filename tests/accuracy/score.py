"""How well claims are read: exact pairs of cell and value, clause by clause, against labelled clauses.

`python -m tests.accuracy.score [FILE …]` prints precision, recall, F1 and every miss of each file. A file holds one object a
line: `sentence` and `claims` (each `cell`, `value`); a label with `"doubtful": true` is neither asked for nor held against us.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from checks.report import Section
from flows.extract.claims import read_claims

# The grammar was written with an eye on the first file; the second was labelled before the grammar ever read it, and
# nothing was changed for its sake: it tells what to expect of clauses that nobody here has seen.
OWN = Path(__file__).parent / "claims.jsonl"
FIRST_RUN = Path(__file__).parent / "claims_first_run.jsonl"


@dataclass(frozen=True)
class Clause:
    """A labelled clause and what was read in it that should not be (`extra`), or should and was not (`missed`)."""

    id: str
    sentence: str
    found: int
    extra: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Score:
    clauses: tuple[Clause, ...]

    @property
    def precision(self) -> float:
        found = sum(clause.found for clause in self.clauses)
        return found / ((found + sum(len(clause.extra) for clause in self.clauses)) or 1)

    @property
    def recall(self) -> float:
        found = sum(clause.found for clause in self.clauses)
        return found / ((found + sum(len(clause.missed) for clause in self.clauses)) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)

    def misses(self) -> str:
        lines = []
        for clause in self.clauses:
            if clause.extra or clause.missed:
                lines.append(f"{clause.id} {clause.sentence}")
                lines += [f"    extra  {cell} = {value}" for cell, value in clause.extra]
                lines += [f"    missed {cell} = {value}" for cell, value in clause.missed]
        return "\n".join(lines)


def score(path: Path = OWN) -> Score:
    """The score of a file of labelled clauses."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return Score(tuple(_clause(row) for row in rows))


def _clause(row: dict) -> Clause:  # type: ignore[type-arg]  # a line of JSON
    doubtful = {label["cell"] for label in row["claims"] if label.get("doubtful")}
    wanted = {(label["cell"], label["value"]) for label in row["claims"] if not label.get("doubtful")}
    read = {(claim.cell, claim.value) for claim in read_claims([Section("S1", "", row["sentence"])], "", None)}
    read = {pair for pair in read if pair[0] not in doubtful}
    return Clause(
        row["id"], row["sentence"], len(read & wanted), tuple(sorted(read - wanted)), tuple(sorted(wanted - read))
    )


def main() -> int:
    for path in map(Path, sys.argv[1:] or [str(OWN), str(FIRST_RUN)]):
        result = score(path)
        print(result.misses())
        print(f"{path.name}: precision {result.precision:.4f} recall {result.recall:.4f} F1 {result.f1:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
