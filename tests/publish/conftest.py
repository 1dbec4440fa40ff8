from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from checks.forms import Form
from flows.publish import publish
from tests.publish.build import night


@pytest.fixture(scope="session")
def published(forms: Mapping[str, Form], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one published night."""
    return publish(night(forms), tmp_path_factory.mktemp("night")).parent
