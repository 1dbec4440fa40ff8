"""`gouji demo`: the whole product on bundled sample sites, with no network and no set-up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter


def demo(*, out: Path | None = None, night: Annotated[Literal[1, 2, 3, 4], Parameter(name="--night")] = 1) -> int:
    """在本机回环地址上开放示例网站并核查一次，无须联网和配置 · audits the bundled sample sites.

    退出码与 audit 相同。示例中的地名、机关和数据均为虚构。

    Parameters
    ----------
    out
        输出文件夹，默认 reports_out。
    night
        示例网站的第几夜：第 2 夜有一家改正、一家新出错，第 3 夜改正的又改了回去，第 4 夜再次改正。
    """
    from flows.demo.run import run_demo

    return run_demo(out, night)
