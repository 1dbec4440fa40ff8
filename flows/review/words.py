"""How decisions, states and roles are said, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from flows.ledger.accounts import Role
from flows.ledger.decisions import Kind
from flows.publish.words import DECISION, Words
from flows.review.item import State

KIND: Mapping[Kind, Words] = {kind: DECISION[kind.value] for kind in Kind}

VERB: Mapping[Kind, Words] = {
    Kind.CONFIRMED: Words("属实", "Confirm"),
    Kind.DISMISSED: Words("不成立", "Dismiss"),
    Kind.EXPLAINED: Words("接受说明", "Explained"),
    Kind.REREAD: Words("重新读取", "Re-read"),
    Kind.HANDED: Words("转交", "Hand over"),
    Kind.NOTE: Words("备注", "Note"),
}
"""What the buttons say."""

STATE: Mapping[State, Words] = {
    State.WAITING: Words("待处理", "waiting"),
    State.LAPSED: Words("决定已失效", "decision lapsed"),
    State.CONFIRMED: KIND[Kind.CONFIRMED],
    State.DISMISSED: KIND[Kind.DISMISSED],
    State.EXPLAINED: KIND[Kind.EXPLAINED],
    State.REREAD: Words("待重新读取", "to be read again"),
}

ROLE: Mapping[Role, Words] = {
    Role.VIEWER: Words("只读", "viewer"),
    Role.INSPECTOR: Words("核查", "inspector"),
    Role.APPROVER: Words("审批", "approver"),
}

ACTION: Mapping[str, str] = {
    **{kind.value: words.zh for kind, words in KIND.items()},
    "opened": "打开证据",
    "login": "登录",
    "login_failed": "登录失败",
    "logout": "退出",
    "exported": "导出",
    "imported": "导入",
    "account": "设立账号",
}
