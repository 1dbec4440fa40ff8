"""`gouji evidence`: what a finding rests on, and whether the evidence is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

evidence = App(name="evidence", help="证据 · what findings rest on, byte for byte.")


@evidence.command
def show(
    named: Annotated[str, Parameter(name="FINDING_ID")], /, *, save: Path | None = None, database: str | None = None
) -> int:
    """显示某个问题所依据的网页：何时、从何处、得到什么 · what was served, and when.

    退出码：0；2 没有这个问题；1 证据已不在。

    Parameters
    ----------
    named
        问题编号，或 WARC 记录号（<urn:uuid:…>）。
    save
        把内容原样存到这个文件；不填则只显示来历和开头。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """
    from hashlib import sha256

    from flows.crawl.trail import plain, plain_url
    from flows.evidence_desk import save as save_to
    from flows.evidence_desk import served_for
    from flows.extract.encoding import decode
    from flows.ledger import Ledger
    from flows.settings import load_settings
    from flows.terminal import console

    served = served_for(Ledger(load_settings(database=database).database_url), named)
    out = console()
    out.print(f"地址 url        {plain_url(served.url)}")
    out.print(f"时间 served     {served.date}")
    out.print(f"状态 status     {served.status}")
    out.print(f"记录 record     {served.record_id}")
    out.print(f"摘要 sha256     {sha256(served.content).hexdigest()}")
    for name, value in served.headers:
        out.print(f"  {plain(name, 60)}: {plain(value, 200)}")
    if save:
        save_to(served, save)
        out.print(f"已存到 {save}（{len(served.content)} 字节）")
    else:
        out.print(plain(decode(served.content[:20_000]).text, 600))
    return 0


@evidence.command
def verify(*, database: str | None = None) -> int:
    """核对每一夜证据的封存是否完好 · test the hash chain over all nights.

    退出码：0 完好；1 有改动或缺失。

    Parameters
    ----------
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """
    from flows.evidence_desk import check_seals
    from flows.ledger import Ledger
    from flows.settings import load_settings
    from flows.terminal import console

    seals = check_seals(Ledger(load_settings(database=database).database_url))
    out = console()
    for sentence in seals.broken:
        out.print(sentence)
    out.print(f"{len(seals.nights)} 夜已封存，{len(seals.broken)} 处不符 (nights sealed, seals broken)")
    return 1 if seals.broken else 0
