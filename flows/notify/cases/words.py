"""How the deeds in the history of a case are said in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

STEP_WORDS: Mapping[str, str] = {
    "confirm": "确认",
    "dismiss": "认定不成立",
    "draft": "拟稿",
    "approve": "签发",
    "number": "编号定稿",
    "queue": "放入发件箱",
    "requeue": "重新放入发件箱",
    "send": "发出",
    "held": "暂存待核对",
    "refused": "被拒收",
    "bounced": "退信",
    "acknowledge": "签收",
    "correct": "反馈整改",
    "explain": "作出说明",
    "accept": "采纳说明",
    "look": "复查",
    "recheck": "复核通过",
    "remind": "拟提醒函",
    "reopen": "退回",
    "escalate": "升级",
    "close": "销号",
}
