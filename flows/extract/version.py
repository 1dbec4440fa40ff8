"""What a reading depends on besides the document: the code that reads, the forms and words it knows, its tools.

Bytes read under one version would be read alike again, so that they need not be. The version is computed from what is
there, never kept by hand: nobody has to remember to raise it.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import checks
import flows.extract
from flows.settings import Settings, config_dir

_CONVERTERS = ("soffice", "libreoffice")


def read_as(sha256: str, source: str, content_type: str, year: int, settings: Settings) -> str:
    """The hash of all that the reading of a document depends on: its bytes (by `sha256`), its surroundings, the reader."""
    limits = (settings.max_document_bytes, settings.max_document_pages, settings.max_table_cells)
    facts = (sha256, source, content_type, year, *limits, reader_version(config_dir().resolve()))
    return hashlib.sha256("\n".join(map(str, facts)).encode()).hexdigest()


@cache
def reader_version(config: Path) -> str:
    """The hash of the reader: its sources, the forms and words of a configuration folder, packages, converters."""
    total = hashlib.sha256()
    for path in (*_sources(), *sorted((config / "forms").glob("*.yaml")), config / "claims.yaml"):
        content = path.read_bytes()
        total.update(f"{path.name} {len(content)}\n".encode() + content)
    total.update("\n".join((platform.python_version(), *_packages(), *_converters())).encode())
    return total.hexdigest()


def _sources() -> Iterator[Path]:
    """The modules of the reader; the facts that it reads into are those of `checks`."""
    for package in (checks, flows.extract):
        for folder in package.__path__:
            yield from sorted(Path(folder).rglob("*.py"))


def _packages() -> list[str]:
    """All that is installed: a parser, or text recognition, may have come, gone or changed."""
    return sorted({f"{one.name}=={one.version}" for one in distributions()})


def _converters() -> Iterator[str]:
    """The programs that legacy formats go through, with the day that they were installed."""
    for name in _CONVERTERS:
        if found := shutil.which(name):
            program = Path(found).resolve()
            yield f"{program} {program.stat().st_mtime_ns}"
