"""`gouji notices`: the letters to agencies, from suspicion to a closed case. One module a part of the cycle.

A command is imported when it is called; what the overview says of it stands here.
"""

from __future__ import annotations

from cyclopts import App

notices = App(name="notices", help="致各单位的函件：确认、拟稿、签发、外发、反馈、销号 · the letters to agencies.")

_COMMANDS = {
    "list": ("looking:list_", "列出案件和待确认的单位 · list cases and suspicions."),
    "show": ("looking:show", "看一家单位的案件：问题、函件、经过 · show one agency's case."),
    "confirm": ("confirming:confirm", "确认问题属实 · confirm findings."),
    "dismiss": ("confirming:dismiss", "认定不成立 · dismiss a case before its letter went out."),
    "accept": ("confirming:accept", "采纳单位的说明 · accept an explanation."),
    "draft": ("writing:draft", "就已确认的问题拟稿 · draft the letters of what is confirmed."),
    "remind": ("writing:remind", "拟提醒函 · draft a reminder."),
    "approve": ("writing:approve", "签发（拟稿人不能签发） · approve a letter."),
    "send": (
        "sending:send",
        "外发已签发的函件 · send approved letters.\n\n退出码：0 全部发出；1 有未发出的（被拒、暂缓、结果不明）；2 配置有误。",
    ),
    "stop": ("sending:stop", "立即停止一切外发 · hold all mail at once."),
    "resume": ("sending:resume", "恢复外发 · let mail go again."),
    "settle": ("sending:settle", "人工核对结果不明的邮件 · settle an unclear hand-over."),
    "bounce": ("sending:bounce", "登记退信 · record mail that came back."),
    "reply": ("answering:reply", "登记单位的反馈 · record an agency's reply."),
    "reopen": ("answering:reopen", "退回或升级 · send a case back, or a rung up."),
    "close": ("answering:close", "销号 · close a case that was re-checked."),
}
for _name, (_place, _help) in _COMMANDS.items():
    notices.command(f"{__name__}.{_place}", name=_name, help=_help, sort_key=list(_COMMANDS).index(_name))
