"""`gouji review`: the inspector's console, and who may use it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

review = App(name="review", help="核查台：在浏览器中处理疑似问题 · the inspector's review console.")
account = App(name="account", help="核查台的账号 · the console's accounts.")
review.command(account)


@review.default
def console(
    *,
    host: str = "127.0.0.1",
    port: int = 8710,
    out: Path | None = None,
    database: str | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
    behind_proxy: Annotated[bool, Parameter(name="--behind-proxy", negative="")] = False,
    name: Annotated[tuple[str, ...], Parameter(name="--name")] = (),
) -> int:
    """在浏览器中处理疑似问题：确认、驳回、接受说明，决定长期有效 · the inspector's review console.

    默认只有本机可以访问。先用 gouji review account add 设立账号。Ctrl-C 停止。

    Parameters
    ----------
    host
        监听的地址；本机以外的地址须有 TLS，或声明在代理之后。
    port
        端口。
    out
        核查结果所在的文件夹，默认 reports_out。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    certificate
        TLS 证书文件（PEM）。
    key
        TLS 私钥文件（PEM）。
    behind_proxy
        在提供 TLS 的反向代理之后运行。
    name
        浏览器访问时用的主机名，可多次给出。
    """
    from flows.ledger import Ledger
    from flows.review.binding import Binding, checked, listen, open_office, take_place
    from flows.settings import load_settings
    from flows.terminal import console as terminal

    binding = checked(Binding(host, port, certificate, key, behind_proxy, name))
    settings = load_settings(out=out, database=database)
    ledger = Ledger(settings.database_url)
    try:
        place = take_place(binding)
        office = open_office(settings, ledger, binding)
        terminal().print(f"核查台 {binding.address}（Ctrl-C 停止）")
        listen(office, binding, place)
    finally:
        ledger.close()
    return 0


@account.command
def add(
    name: Annotated[str, Parameter(name="NAME")],
    /,
    *,
    role: Literal["viewer", "inspector", "approver"],
    region: tuple[str, ...] = (),
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """设立账号，或给已有账号换角色、地区和密码；密码在终端输入，或从标准输入读一行 · add an account.

    Parameters
    ----------
    name
        用户名。
    role
        viewer 只读；inspector 可作决定；approver 还可撤销他人的决定、查看日志。
    region
        只负责这个政府（agency_id）及其下属单位，可多次给出；不填为全部。
    out
        核查结果所在的文件夹，默认 reports_out。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """
    from flows.review.registering import add_account, asked_password
    from flows.terminal import console as terminal

    add_account(_settings(out, database), name, role, region, asked_password())
    terminal().print(f"账号 {name}（{role}）已设立")
    return 0


@account.command
def token(
    name: Annotated[str, Parameter(name="NAME")], /, *, out: Path | None = None, database: str | None = None
) -> int:
    """给账号发一个 API 令牌，只显示一次；以前的令牌失效 · a token for programs."""
    from flows.review.registering import new_token
    from flows.terminal import console as terminal

    terminal().print(new_token(_settings(out, database), name))
    return 0


@account.command
def close(
    name: Annotated[str, Parameter(name="NAME")], /, *, out: Path | None = None, database: str | None = None
) -> int:
    """停用账号；其决定和记录保留 · close an account."""
    from flows.review.registering import close_account
    from flows.terminal import console as terminal

    close_account(_settings(out, database), name)
    terminal().print(f"账号 {name} 已停用")
    return 0


@account.command(name="list")
def list_(*, out: Path | None = None, database: str | None = None) -> int:
    """列出账号 · the accounts."""
    from flows.review.registering import account_lines
    from flows.terminal import console as terminal

    for line in account_lines(_settings(out, database)):
        terminal().print(line)
    return 0


def _settings(out: Path | None, database: str | None) -> str:
    from flows.settings import load_settings

    return load_settings(out=out, database=database).database_url
