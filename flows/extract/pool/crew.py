"""The workers of this process: as many as there are cores, started when first needed, replaced when lost."""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from flows.errors import LostReading, SourceError, TooLarge
from flows.extract.pool.errand import Answer, Errand
from flows.extract.pool.parcel import pack, unpack
from flows.settings import config_dir

log = logging.getLogger(__name__)
# What a worker sees of our environment; a file that takes it over finds no password there.
_SEEN = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE")
_ROOT = Path(__file__).resolve().parents[3]


class Worker:
    """One process, and the errand that it is at (`index` in its batch) until `deadline`."""

    def __init__(self) -> None:
        self.pipe, theirs = Pipe()
        surroundings = {name: os.environ[name] for name in _SEEN if name in os.environ}
        surroundings |= {"PYTHONPATH": str(_ROOT), "GOUJI_CONFIG": str(config_dir().resolve())}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.extract.pool.worker", str(theirs.fileno())],
            env=surroundings,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            # Ctrl-C on the terminal is for who waits for the workers and ends them.
            start_new_session=True,
        )
        theirs.close()
        self.index = -1
        self.errand: Errand | None = None
        self.deadline = 0.0

    def send(self, index: int, errand: Errand) -> None:
        """Hand over an errand; a worker that died before it could take it is noticed when its answer is due."""
        self.index, self.errand, self.deadline = index, errand, time.monotonic() + errand.seconds
        try:
            self.pipe.send_bytes(pack(errand))
        except (BrokenPipeError, ConnectionResetError):
            log.warning("source=%s worker=%d lost before reading", errand.source, self._process.pid)

    def held_bytes(self) -> int:
        """The memory that the process held at most so far, as the kernel tells it."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))

    def end(self) -> int:
        """Kill the process and wait for it; its exit status, negative for a signal that had killed it before."""
        status = self._process.poll()
        self.pipe.close()
        self._process.kill()
        self._process.wait()
        return -9 if status is None else status


class Crew:
    """The workers, for one batch at a time."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._idle: list[Worker] = []
        self._busy: dict[Connection, Worker] = {}
        self._turn = threading.Lock()

    def run(self, errands: Iterable[Errand]) -> list[Any]:
        """What each errand gave, in the order given; a `SourceError` in the place of one that failed."""
        with self._turn:
            try:
                answers = dict(self._answers(enumerate(errands)))
            finally:
                for worker in self._busy.values():
                    worker.end()
                self._busy.clear()
        return [answers[index] for index in sorted(answers)]

    def close(self) -> None:
        """End every worker."""
        while self._idle:
            self._idle.pop().end()

    def held_bytes(self) -> list[int]:
        """The memory that each worker held at most so far."""
        return [worker.held_bytes() for worker in self._idle]

    def _answers(self, waiting: Iterator[tuple[int, Errand]]) -> Iterator[tuple[int, Any]]:
        self._hand_out(waiting)
        while self._busy:
            answered = [(worker.index, worker.errand, answer) for worker, answer in self._answered()]
            # The workers go on while we unpack what they brought.
            self._hand_out(waiting)
            for index, errand, answer in answered:
                yield index, _opened(answer, errand) if isinstance(answer, bytes) else answer

    def _hand_out(self, waiting: Iterator[tuple[int, Errand]]) -> None:
        while len(self._busy) < self._size and (given := next(waiting, None)) is not None:
            worker = self._idle.pop() if self._idle else Worker()
            worker.send(*given)
            self._busy[worker.pipe] = worker

    def _answered(self) -> Iterator[tuple[Worker, bytes | SourceError]]:
        """The workers that are done, or lost: those go, and another takes their place when there is work."""
        earliest = min(worker.deadline for worker in self._busy.values())
        ready = wait(list(self._busy), max(earliest - time.monotonic(), 0))
        now = time.monotonic()
        for pipe, worker in list(self._busy.items()):
            if pipe in ready:
                del self._busy[pipe]
                yield worker, self._received(worker)
            elif worker.deadline <= now:
                del self._busy[pipe]
                worker.end()
                yield worker, _late(worker)

    def _received(self, worker: Worker) -> bytes | SourceError:
        try:
            parcel = worker.pipe.recv_bytes()
        except (EOFError, ConnectionResetError):
            source = worker.errand.source if worker.errand else ""
            log.error("source=%s the process that read it ended with status %d", source, worker.end())
            return LostReading(f"{source}: 读取进程意外终止，该文件未能读取 (the process that read it crashed)")
        self._idle.append(worker)
        return parcel


def _opened(parcel: bytes, errand: Errand | None) -> Any:
    """What a worker's answer holds; a fault of ours is told in the log."""
    answer: Answer = unpack(parcel)
    if answer.traceback:
        source = errand.source if errand else ""
        log.error("source=%s reading failed\n%s", source, answer.traceback)
        return LostReading(f"{source}: 读取时出错，已记入日志 (an internal fault, told in the log)")
    return answer.fault or answer.value


def _late(worker: Worker) -> SourceError:
    source, seconds = (worker.errand.source, worker.errand.seconds) if worker.errand else ("", 0.0)
    return TooLarge(f"{source}: 读取超过 {seconds:g} 秒的上限 (over reading_seconds)")


_CREWS: dict[Path, Crew] = {}


def crew() -> Crew:
    """The crew of this process. Another configuration folder needs other workers."""
    folder = config_dir().resolve()
    if folder not in _CREWS:
        close_crew()
        _CREWS[folder] = Crew(len(os.sched_getaffinity(0)))
    return _CREWS[folder]


@atexit.register
def close_crew() -> None:
    """End the workers; the next batch starts others."""
    while _CREWS:
        _CREWS.popitem()[1].close()
