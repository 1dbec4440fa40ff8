from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.town import Town


@pytest.fixture
def town(httpserver: HTTPServer, tmp_path: Path) -> Town:
    built = Town(httpserver, tmp_path)
    built.build()
    return built
