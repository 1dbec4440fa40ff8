"""Where the console listens: on loopback, or beyond it only with TLS of its own or behind a proxy that says it has it."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flows.errors import SettingsError
from flows.extract.forms import forms
from flows.ledger import Ledger
from flows.review.office import Office
from flows.rulebook import rulebook
from flows.settings import Settings

_WAITING = 128
LOCAL = ("localhost", "127.0.0.1", "[::1]")
_WHY_NOT = {
    errno.EADDRINUSE: "端口已被占用，请停止占用它的程序或用 --port 换一个",
    errno.EACCES: "没有权限使用这个端口，请用 --port 换一个大于 1023 的",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
}


@dataclass(frozen=True, slots=True)
class Binding:
    """Where to listen and how browsers come: `names` are further host names that the console may be called by."""

    host: str = "127.0.0.1"
    port: int = 8710
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    names: tuple[str, ...] = ()

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by TLS."""
        return self.certificate is not None or self.behind_proxy

    @property
    def address(self) -> str:
        """What to type into the browser."""
        host = self.names[0] if self.names else f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}/"


def checked(binding: Binding) -> Binding:
    """The binding. Raises `SettingsError` where passwords would cross a network in the clear, or a file is missing."""
    if (binding.certificate is None) != (binding.key is None):
        raise SettingsError("--certificate 与 --key 须同时给出 (give both)")
    if not 0 < binding.port < 2**16:
        raise SettingsError(f"--port {binding.port}: 应为 1 至 65535 (a port is 1 to 65535)")
    for path in filter(None, (binding.certificate, binding.key)):
        if not path.is_file():
            raise SettingsError(f"{path}: 文件不存在 (no such file)")
    if not is_loopback(binding.host) and not binding.is_secure:
        raise SettingsError(
            f"--host {binding.host}: 监听本机以外的地址须有 TLS（--certificate、--key），或声明在代理之后（--behind-proxy）"
            " (beyond loopback only with TLS or behind a declared proxy)"
        )
    if not is_loopback(binding.host) and not binding.names:
        raise SettingsError("--name: 请写明浏览器访问时用的主机名 (say by which host name browsers come)")
    return binding


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_office(settings: Settings, ledger: Ledger, binding: Binding) -> Office:
    """The office of the settings, as the console at this binding works with it."""
    from flows.clock import now

    return Office(
        ledger,
        settings.out.resolve(),
        rulebook(),
        forms(),
        now,
        settings.timezone,
        binding.is_secure,
        (*LOCAL, *binding.names),
        settings,
    )


def take_place(binding: Binding) -> socket.socket:
    """The socket on which the console already listens: whoever comes before it is ready waits.

    Raises `SettingsError` where the port is taken or the address not ours.
    """
    place = socket.socket(socket.AF_INET6 if ":" in binding.host else socket.AF_INET)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((binding.host, binding.port))
        place.listen(_WAITING)
    except OSError as fault:
        place.close()
        why = _WHY_NOT.get(fault.errno or 0, f"不能在此监听，{fault.strerror}")
        raise SettingsError(f"{binding.host}:{binding.port}: {why} (cannot listen)") from None
    return place


def listen(office: Office, binding: Binding, place: socket.socket) -> None:
    """Serve the console until it is interrupted."""
    import uvicorn

    from flows.review.app import make_app

    config = uvicorn.Config(
        make_app(office),
        ssl_certfile=binding.certificate,
        ssl_keyfile=binding.key,
        proxy_headers=binding.behind_proxy,
        server_header=False,
        log_level="warning",
        timeout_keep_alive=30,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([place])
