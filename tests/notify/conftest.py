from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.ledger import Ledger
from tests.notify.office import spend


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one night, to copy."""
    folder = tmp_path_factory.mktemp("office")
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    spend(ledger, folder / "2023")
    ledger.close()
    return folder / "ledger.sqlite"


@pytest.fixture
def ledger(audited: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(audited, tmp_path / "ledger.sqlite")
    opened = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    yield opened
    opened.close()
