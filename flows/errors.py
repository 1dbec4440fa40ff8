"""Gouji's errors, all of them.

GoujiError                  a person can act on the sentence it carries; the command line prints it, without a traceback
├── SettingsError           config/settings.toml or a GOUJI_* variable is wrong            (exit 2)
├── RegistryError           the registry has mistakes; carries them all, file and line each (exit 2)
├── SourceError             a SOURCE given on the command line cannot be read               (exit 2)
│   ├── UnsupportedFormat   no reader knows these bytes
│   ├── BrokenDocument      the reader knows the format, the bytes are damaged or encrypted
│   ├── TooLarge            over a limit of the settings (bytes, pages, cells, seconds)
│   ├── LostReading         the process that read it crashed, or met a fault of ours; the log has the traceback
│   └── MissingTool         reading it needs an optional program or package that is not installed; names it
├── LedgerError             the ledger cannot be opened, is locked or of a newer version     (exit 1)
├── NoticeRefused           a step with a letter or case that may not be done; says why      (exit 1)
├── ServerError             Prefect's server does not start, or cannot record a run          (exit 1)
├── HollowNight             the night brought in so little that it must not replace a good one (exit 1)
└── OutputError             the output folder cannot be written                              (exit 1)

A site's fault is never an exception: it is an outcome of `flows.crawl.outcomes`. A broken invariant of our own is no
GoujiError: it stays a traceback.
"""

from __future__ import annotations


class GoujiError(Exception):
    """A fault that a person can act on; `str()` is one clear line."""


class SettingsError(GoujiError):
    """A setting is unknown, of the wrong type or out of range."""


class RegistryError(GoujiError):
    """The registry of agencies has mistakes; `mistakes` holds one `file:line: sentence` each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class SourceError(GoujiError):
    """A source named on the command line cannot be read."""


class UnsupportedFormat(SourceError):
    """No reader knows these bytes."""


class BrokenDocument(SourceError):
    """The format is known; the bytes are damaged, encrypted or empty."""


class TooLarge(SourceError):
    """A limit of the settings was reached: bytes, pages, cells or seconds."""


class MissingTool(SourceError):
    """An optional program or package is needed and not installed; the sentence names it."""


class LostReading(SourceError):
    """The process that read it ended, or met a fault of ours that the log tells: never the document's word."""


class LedgerError(GoujiError):
    """The ledger cannot be opened, is held by another run, or was made by a newer version."""


class NoticeRefused(GoujiError):
    """A step with a letter or a case that may not be done: not confirmed, not approved, not by this person, not now."""


class ServerError(GoujiError):
    """Prefect's server does not start, or cannot record a run."""


class HollowNight(GoujiError):
    """A night brought in far less than the good nights before it: it is kept, and `latest` stays as it was."""


class OutputError(GoujiError):
    """The output folder cannot be written."""
