"""What every test gets: no connection beyond loopback, and the forms and the catalogue as shipped."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from checks.catalogue import Catalogue, load_catalogue
from checks.forms import Form, load_forms
from flows.settings import config_dir, config_text

ROOT = Path(__file__).resolve().parent.parent
_connect = socket.socket.connect
# How long an example takes is the machine's affair.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def _loopback_only(self: socket.socket, address: object) -> None:
    if isinstance(address, tuple):
        host = str(address[0])
        try:
            local = ipaddress.ip_address(host).is_loopback
        except ValueError:
            local = host == "localhost"
        if not local:
            raise AssertionError(f"a test tried to reach {address}: tests stay on loopback")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _loopback_only)


@pytest.fixture
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A configuration folder of an office's own like the shipped one, in force while the test runs."""
    folder = tmp_path / "config"
    folder.mkdir()
    for path in config_dir().iterdir():
        (folder / path.name).symlink_to(path)
    monkeypatch.setenv("GOUJI_CONFIG", str(folder))
    config_text.cache_clear()
    yield folder
    config_text.cache_clear()


@pytest.fixture(scope="session")
def forms() -> Mapping[str, Form]:
    return load_forms({path.name: path.read_text("utf-8") for path in (ROOT / "config/forms").glob("*.yaml")})


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue((ROOT / "config/rules.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect's server for every test of a flow, started once."""
    before = dict(os.environ)
    from flows import prefect_env

    prefect_env.prepare(tmp_path_factory.mktemp("prefect"))
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield
    os.environ.clear()
    os.environ.update(before)
