"""`gouji evidence`: what a finding rests on, and whether the evidence is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

if TYPE_CHECKING:
    from rich.console import Console

    from flows.crawl.evidence.served import Served
    from flows.evidence_desk import Searched

evidence = App(name="evidence", help="证据 · what findings rest on, byte for byte.")


@evidence.command
def show(
    named: Annotated[str, Parameter(name="FINDING_ID")],
    /,
    *,
    save: Path | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """显示某个问题所依据的网页：何时、从何处、得到什么 · what was served, and when.

    退出码：0；2 没有这个问题；1 证据已不在。

    Parameters
    ----------
    named
        问题编号，或 WARC 记录号（<urn:uuid:…>）。
    save
        把内容原样存到这个文件；以检索为证的（例如未发布），每页一个文件，文件名后加序号。不填则只显示来历和开头。
    out
        核查的输出文件夹，台账在其中；不填则用设置里的。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """
    from flows.evidence_desk import Searched, evidence_for
    from flows.evidence_desk import save as save_to
    from flows.ledger import open_ledger
    from flows.settings import load_settings

    shown = evidence_for(open_ledger(load_settings(out=out, database=database).database_url), named)
    if isinstance(shown, Searched):
        _show_search(shown)
        pages = shown.pages
    else:
        _show_page(shown, with_text=save is None)
        pages = (shown,)
    if save:
        several = [save.with_name(f"{save.stem}-{number:02d}{save.suffix}") for number in range(1, len(pages) + 1)]
        for page, path in zip(pages, several if len(pages) > 1 else [save], strict=True):
            save_to(page, path)
            console().print(f"已存到 {path}（{len(page.content)} 字节）")
    return 0


def _show_search(searched: Searched) -> None:
    """The trail of a search in vain, then where each of its pages came from."""
    from flows.crawl.trail import plain

    console().print(f"这个问题以检索为证，运行 {searched.run_id} (it rests on a search)：")
    for sentence in searched.trail:
        console().print(f"  {plain(sentence, 400)}")
    for page in searched.pages:
        console().print("")
        _show_page(page, with_text=False)


def _show_page(served: Served, with_text: bool) -> None:
    from hashlib import sha256

    from flows.crawl.trail import plain, plain_url
    from flows.extract.encoding import decode

    out = console()
    out.print(f"地址 url        {plain_url(served.url)}")
    out.print(f"时间 served     {served.date}")
    out.print(f"状态 status     {served.status}")
    out.print(f"记录 record     {served.record_id}")
    out.print(f"摘要 sha256     {sha256(served.content).hexdigest()}")
    for name, value in served.headers:
        out.print(f"  {plain(name, 60)}: {plain(value, 200)}")
    if with_text:
        out.print(plain(decode(served.content[:20_000]).text, 600))


@evidence.command
def verify(*, out: Path | None = None, database: str | None = None) -> int:
    """核对每一夜证据的封存是否完好 · test the hash chain over all nights.

    退出码：0 完好；1 有改动或缺失。

    Parameters
    ----------
    out
        核查的输出文件夹，台账在其中；不填则用设置里的。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """
    from flows.evidence_desk import check_seals
    from flows.ledger import open_ledger
    from flows.settings import load_settings

    seals = check_seals(open_ledger(load_settings(out=out, database=database).database_url))
    screen = console()
    for sentence in seals.broken:
        screen.print(sentence)
    if seals.pruned:
        screen.print(f"{seals.pruned} 个证据文件已按保存期限精简，问题所依据的记录都在 (files pruned by retention)")
    screen.print(f"{len(seals.nights)} 夜已封存，{len(seals.broken)} 处不符 (nights sealed, seals broken)")
    if seals.newest:
        screen.print(f"最新封条 {seals.newest}（可抄录在本系统之外留存 · keep a copy of it elsewhere）")
    return 1 if seals.broken else 0


def console() -> Console:
    """Standard output; loaded late, so that `--help` answers at once."""
    from flows import terminal

    return terminal.console()
