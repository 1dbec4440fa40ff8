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

DEED: Mapping[str, Words] = {
    "draft": Words("拟稿", "Draft"),
    "approve": Words("签发", "Approve"),
    "send": Words("外发", "Send"),
    "acknowledge": Words("已签收", "Acknowledged"),
    "correct": Words("已整改", "Corrected"),
    "explain": Words("作出说明", "Explained"),
    "reply": Words("登记反馈表", "Record the form"),
    "accept": Words("采纳说明", "Accept the explanation"),
    "remind": Words("拟提醒", "Draft a reminder"),
    "reopen": Words("退回", "Send back"),
    "escalate": Words("升级", "A rung up"),
    "close": Words("销号", "Close"),
    "went": Words("核对：已发出", "It went"),
    "again": Words("核对：未发出，重发", "Send again"),
}
"""What may be done with letters."""

ACTION: Mapping[str, str] = {
    **{kind.value: words.zh for kind, words in KIND.items()},
    "opened": "打开证据",
    "login": "登录",
    "login_failed": "登录失败",
    "logout": "退出",
    "exported": "导出",
    "imported": "导入",
    "account": "设立账号",
    "mail_stopped": "停止全部外发",
    "mail_resumed": "恢复外发",
    **{f"letter_{name}": f"函件：{said.zh}" for name, said in DEED.items()},
}

OUTBOX: Mapping[str | None, str] = {
    "queued": "待外发",
    "handing": "正在外发",
    "sent": "已发出",
    "held": "不明，待人工核对",
    "refused": "被拒",
    "bounced": "被退回",
}
