"""What Prefect must be told before it is imported, and the server that a single run brings along.

Prefect itself is imported only by `nightly` and `serve`: everything here works through its environment.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from flows.errors import ServerError
from flows.ledger.lock import Right, held

# The first start of a new server makes its tables: 21 to 38 s on two idle cores, over Prefect's own limit of 20.
STARTUP_SECONDS = 300
_PAUSE_SECONDS = 0.1
_USUAL_PORT = 4200


def prepare(out: Path) -> None:
    """Set Prefect's environment where the user has not: its home in the output folder, no telemetry, a quiet terminal."""
    defaults = {
        "PREFECT_HOME": str(out.resolve() / ".prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # Prefect's view keeps the log of the run; the terminal shows our own lines and no traceback of a handled fault.
        "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    # A proxy of the office must not be asked for our own loopback server.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1", "localhost")))


@contextmanager
def server(*, lasting: bool = False, starting: AbstractContextManager[object] | None = None) -> Iterator[str]:
    """The API of Prefect: the one that PREFECT_API_URL names, else a server of our own while the block runs.

    A `lasting` one also schedules and shows Prefect's pages. It ends with this process, however that ends. Its own
    output goes to `server.log` in Prefect's home. `starting` is entered while it starts. Raises `ServerError` when it
    does not.
    """
    if named := os.environ.get("PREFECT_API_URL"):
        yield named
        return
    home = Path(os.environ["PREFECT_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port(_USUAL_PORT if lasting else 0)
    url = f"http://127.0.0.1:{port}/api"
    with (home / "server.log").open("wb") as output, ExitStack() as running:
        # Two servers that make their tables in one place at the same moment stumble over each other.
        with (
            held(home / "starting.lock", right=Right.STARTING, wait_seconds=STARTUP_SECONDS),
            starting or nullcontext(),
        ):
            process = _start(port, lasting, output.fileno())
            running.callback(_stop, process)
            _wait(process, url, home / "server.log")
        os.environ["PREFECT_API_URL"] = url
        running.callback(os.environ.pop, "PREFECT_API_URL", None)
        yield url


def _start(port: int, lasting: bool, output: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PREFECT__SERVER_FINAL": "1", "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
    if not lasting:
        environment |= {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "flows.prefect_server", str(port), str(os.getpid())],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        # Ctrl-C on the terminal is for the run; the server must outlive it long enough to be told the end.
        start_new_session=True,
    )


def _wait(process: subprocess.Popen[bytes], url: str, output: Path) -> None:
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"Prefect 服务没有启动成功，见 {output} (Prefect's server did not start)")
        try:
            with opener.open(f"{url}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(_PAUSE_SECONDS)
    raise ServerError(f"Prefect 服务在 {STARTUP_SECONDS} 秒内没有启动，见 {output} (Prefect's server is too slow)")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port(wanted: int) -> int:
    """The port wanted where nobody has it, else any that is free."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return _free_port(0)
        return int(probe.getsockname()[1])
