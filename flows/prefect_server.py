"""Prefect's server as a process that dies with the run that started it: `python -m flows.prefect_server PORT PARENT`."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

import uvicorn

_DIE_WITH_PARENT = 1


def main() -> None:
    """Serve Prefect's API on loopback until told to stop, or until the parent process is gone."""
    port, parent = int(sys.argv[1]), int(sys.argv[2])
    if sys.platform == "linux":
        # Without this a killed run would leave its server behind for ever.
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            return
    uvicorn.run("prefect.server.api.server:create_app", factory=True, host="127.0.0.1", port=port, log_level="critical")


if __name__ == "__main__":
    main()
