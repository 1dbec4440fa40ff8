"""`gouji agencies`: the registry of agencies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

agencies = App(name="agencies", help="单位登记表 · the registry of agencies.")


@agencies.command
def check(path: Annotated[Path, Parameter(name="FILE_OR_DIR")], /) -> int:
    """检查登记表，列出每一处错误的文件和行号 · validate a registry.

    退出码：0 没有错误；2 有错误。

    Parameters
    ----------
    path
        一个 CSV 文件，或放着 CSV 文件的文件夹。
    """
    from collections import Counter

    from flows.errors import RegistryError
    from flows.registry import load_registry
    from flows.terminal import console

    out = console()
    try:
        found = load_registry(path)
    except RegistryError as fault:
        for mistake in fault.mistakes:
            out.print(mistake)
        out.print(f"{len(fault.mistakes)} 处错误 (mistakes)")
        return 2
    kinds = Counter(agency.kind for agency in found)
    out.print(f"{path}: {len(found)} 家单位，没有错误 (agencies, no mistake)")
    out.print("  " + "  ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    return 0
