"""A worker: a process of its own that runs one errand after another, until nobody is left to send one.

Started as `python -m flows.extract.pool.worker DESCRIPTOR`, with no secret in its environment.
"""

from __future__ import annotations

import gc
import resource
import signal
import sys
import traceback
from multiprocessing.connection import Connection

from flows.errors import SourceError, TooLarge
from flows.extract.pool.errand import Answer, Errand
from flows.extract.pool.parcel import pack, unpack

# The one who waits kills a late worker; this is for a worker that nobody waits for any more.
_GRACE = 2.0


def serve(pipe: Connection) -> None:
    """Answer errands until the other end is closed."""
    while True:
        try:
            errand: Errand = unpack(pipe.recv_bytes())
        except EOFError:
            return
        try:
            pipe.send_bytes(pack(_answer(errand)))
        except BrokenPipeError:
            return
        del errand


def _answer(errand: Errand) -> Answer:
    _limit(errand.memory_bytes)
    signal.setitimer(signal.ITIMER_REAL, errand.seconds * _GRACE + 1)
    try:
        return Answer(errand.work())
    except SourceError as fault:
        return Answer(fault=fault)
    except (MemoryError, RecursionError) as fault:
        gc.collect()
        return Answer(
            fault=TooLarge(f"{errand.source}: 读取所需内存超过上限 (over reading_memory_bytes: {type(fault).__name__})")
        )
    except Exception:  # noqa: BLE001  # the boundary of one report: the traceback goes back and is recorded
        return Answer(traceback=traceback.format_exc())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit(memory_bytes: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    within = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
    resource.setrlimit(resource.RLIMIT_DATA, (within, most))


if __name__ == "__main__":
    # Everything that a report needs is loaded before the first one comes.
    import flows.extract.reading
    import flows.extract.second  # noqa: F401

    # What is loaded stays; looking through it for garbage again and again takes a seventh of the reading's time.
    gc.collect()
    gc.freeze()
    serve(Connection(int(sys.argv[1])))
