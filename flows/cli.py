"""The command line: finds the commands beside it and turns whatever went wrong into one line and an exit code.

Each module of `flows.commands` is a command: it holds a function or an app of the module's own name. They load what
they need when they are called, so that `gouji check --help` starts at once.
"""

from __future__ import annotations

import errno
import importlib
import logging
import os
import pkgutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from cyclopts import App, CycloptsError

import flows.commands
from flows.errors import GoujiError, RegistryError, SettingsError, SourceError
from flows.os_fault import why

# What was given is wrong and nothing was begun; every other fault is a run that failed.
_GIVEN_WRONG = (RegistryError, SettingsError, SourceError)
# Their 1 is a verdict on the report, or is not theirs at all: what we could not do must not be taken for it.
_JUDGE = ("check", "extract")
_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 done, 1 found or failed, 2 wrong configuration, registry or source."""
    _speak_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    failed = 2 if given and given[0] in _JUDGE else 1
    try:
        with _told_to_end():
            return _run(given)
    except GoujiError as fault:
        _say(str(fault))
        return 2 if isinstance(fault, _GIVEN_WRONG) else failed
    except KeyboardInterrupt as stop:
        _say("；".join(filter(None, ("已中断 (interrupted)", str(stop)))))
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain about it while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return failed
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT, errno.EIO):
            raise
        _say(f"{fault.filename or '输出'}: {why(fault)}")
        return failed


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Within the block a SIGTERM, as of an office's machine that is shut down, is what Ctrl-C is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(arguments: list[str]) -> int:
    try:
        code = _app(describe=not arguments or arguments[0] in ("--help", "-h"))(arguments, print_error=False)
    except CycloptsError as fault:
        from flows.misuse import told

        _say(told(fault))
        return 2
    return code if isinstance(code, int) else 0


def _app(describe: bool) -> App:
    """The commands, loaded only to `describe` them all in the overview; otherwise the one that is called."""
    app = App(
        name="gouji",
        help="政府信息公开工作年度报告核查 · nightly audit of Chinese agencies' open-government annual reports.",
        help_format="plaintext",
        version=_version,
        result_action="return_value",
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
    )
    for module in pkgutil.iter_modules(flows.commands.__path__):
        place = f"flows.commands.{module.name}"
        command = getattr(importlib.import_module(place), module.name) if describe else f"{place}:{module.name}"
        app.command(command, name=module.name)
    return app


def _version() -> str:
    from importlib.metadata import version

    return f"gouji {version('gouji')}"


def show_log(level: int = logging.WARNING) -> None:
    """Send our own log to standard error, one line an entry; what libraries have to say is for their authors.

    The handler hangs on our loggers, not on the root: Prefect puts its own there when it is imported.
    """
    handler = _StandardError()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in ("flows", "checks"):
        ours = logging.getLogger(name)
        ours.handlers = [one for one in ours.handlers if not isinstance(one, _StandardError)] + [handler]
        ours.setLevel(level)
    logging.getLogger().addHandler(logging.NullHandler())


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to whatever standard error is at the moment: a progress bar puts itself in its place for a while."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def _say(sentence: str) -> None:
    for line in sentence.splitlines() or [""]:
        sys.stderr.write(f"gouji: {line}\n")


def _speak_utf8() -> None:
    """Chinese must not break on a terminal or a pipe that was set up for something else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
