"""A night in a process of its own, to be killed or to be starved of disk: `python -m tests.stages.victim FOLDER [BYTES]`."""

from __future__ import annotations

import resource
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from flows import stages
from flows.errors import GoujiError
from flows.settings import load_settings
from flows.shift import Wish, open_shift


def main(folder: Path, most_bytes: int = 0) -> int:
    settings = load_settings(agencies=folder / "agencies.csv", out=folder / "out")
    day = date(2024, 2, 6)
    if most_bytes:
        # Every write beyond is refused with EFBIG, as a full disk refuses it with ENOSPC.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        with open_shift(Wish(2023, day, datetime(2024, 2, 6, tzinfo=UTC), settings)) as shift:
            for shard in shift.shards():
                stages.gather(shift, shard)
            for family in shift.families():
                stages.judge(shift, family)
            stages.conclude(shift)
    except GoujiError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
