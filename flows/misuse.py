"""What is wrong with a command line, in one sentence for whoever typed it, and where its help stands."""

from __future__ import annotations

from datetime import date
from typing import get_args

from cyclopts import CoercionError, CycloptsError, MissingArgumentError, RepeatArgumentError, UnknownCommandError
from cyclopts.exceptions import UnknownOptionError, UnusedCliTokensError

_TYPES = {int: "应为整数", date: "应写成 YYYY-MM-DD"}


def told(fault: CycloptsError) -> str:
    """The fault in Chinese, with the library's own words in English behind it."""
    return f"{_chinese(fault)}，用法见 {' '.join(('gouji', *(fault.command_chain or ()), '--help'))} ({fault})"


def _chinese(fault: CycloptsError) -> str:
    rest = " ".join(map(str, fault.unused_tokens or ()))
    name = fault.argument.name if fault.argument is not None else ""
    match fault:
        case UnknownCommandError():
            return f"没有命令“{(fault.unused_tokens or [''])[0]}”"
        case UnknownOptionError():
            return f"没有选项 {fault.token.value or fault.token.keyword}"
        case CoercionError():
            return f"{name} “{fault.token.value if fault.token else ''}” {_expected(fault)}"
        case MissingArgumentError():
            return f"缺少 {name}" if not name.startswith("-") else f"{name} 后面缺少内容"
        case RepeatArgumentError():
            return f"{name or fault.token.keyword} 写了两次"
        case UnusedCliTokensError():
            return f"多出“{rest}”"
    return "命令写法有误"


def _expected(fault: CoercionError) -> str:
    choices = get_args(fault.target_type)
    if choices and all(isinstance(choice, str) for choice in choices):
        return f"应为 {'、'.join(choices)} 之一"
    return next((words for kind, words in _TYPES.items() if fault.target_type is kind), "不是可用的值")
