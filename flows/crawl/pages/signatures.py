"""Pages that answer 200 and are not what was asked for, known by what they say: not found, firewall, shell, home."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flows.crawl.outcomes import Outcome
from flows.crawl.pages.page import Page

_SHORT = 1_200
_SHELL = 60
_LOGIN = 200
_MOST_NOTICE_LINKS = 4
_NOT_FOUND = re.compile(
    r"(页面|网页|文章|信息|内容|资源|文件|栏目|稿件)[^。，]{0,12}(不存在|未找到|找不到|没有找到|无法找到|已删除|已被删除|被删除|已失效|已下线|已下架|已撤下|已过期|丢失|走丢)"
    r"|(找不到|未找到|无法找到|没有找到)[^。，]{0,14}(页面|网页|文章|信息|内容|资源|文件)"
    r"|(访问|请求|查看|浏览)的[^。，]{0,16}(不存在|找不到|已删除|已被删除|已失效|丢失)"
    r"|\b404\b.{0,20}(not found|错误|error|页面)|(错误|error).{0,6}\b404\b|page not found|file not found",
    re.I,
)
_NOT_FOUND_TITLE = re.compile(r"\b404\b|not found|页面不存在|找不到|页面未找到|出错|错误页", re.I)
_CHALLENGE = re.compile(
    r"__jsl_clearance|acw_sc__v2|\$_ts\s*=|_\$jsvmprt|cf-browser-verification|challenge-platform|yunsuo_session"
    r"|(滑动|点击|人机|安全|请完成)[^。]{0,6}(验证|校验)|验证您是否是?真人|正在(进行)?安全检(测|查|验)"
    r"|(请求|访问|操作)[^。，]{0,16}(被|已)[^。，]{0,6}(拦截|阻断|拒绝|禁止)|(云防护|创宇盾|安全狗|云锁|防火墙|WAF)[^。]{0,20}(拦截|阻断|拒绝)"
    r"|疑似(黑客)?攻击|请开启\s*(JavaScript|cookie)",
    re.I,
)
# A page that only sets a cookie and asks for itself again, whoever's firewall it is.
_COOKIE = re.compile(r"document\s*(?:\.\s*cookie|\[\s*['\"]cookie['\"]\s*\])\s*=|setCookie\s*\(", re.I)
_AGAIN = re.compile(r"location\s*(?:\.\s*reload|\.\s*replace|\.\s*href|\[|=)", re.I)
_MAINTENANCE = re.compile(
    r"(网站|系统|平台|页面|服务器|门户|本站)[^。，]{0,12}(维护|升级|改版|改造|检修|调试)(之?中|期间|[^。]{0,10}(暂停|无法|暂时|敬请|请稍))"
    r"|(维护|升级|改版|建设|检修)(之?中|期间)[^。]{0,16}(请|敬请|暂停|无法|稍|恢复)|暂停(访问|服务)",
)
_CLOSED = re.compile(
    r"(网站|本站|站点|平台|门户|网址|域名)[^。]{0,40}(停止(运行|服务|使用|访问)|关停|永久下线|已下线|停用|注销|(整合|迁移|并入|合并|归并|转移|变更|更换)(至|到|为|入))"
)
_PARKED = re.compile(
    r"域名[^。]{0,12}(出售|转让|到期|过期|停放|续费)|domain[^.]{0,30}(for sale|parked|expired)|buy this domain"
    r"|welcome to (nginx|openresty|tengine)|^IIS\s?\d|IIS Windows|apache[^.]{0,30}(default|test) page|^it works!|恭喜[^。]{0,6}站点创建成功",
    re.I,
)
_FAULT = re.compile(
    r"应用程序中的服务器错误|HTTP Status 5\d\d|Internal Server Error|Whitelabel Error Page|java\.lang\.\w{1,60}(Exception|Error)"
    r"|SQLException|Fatal error:|Error establishing a database|数据库(连接|链接)(失败|错误|出错|异常)|(服务器|系统)(内部)?(错误|异常)",
    re.I,
)
_PASSWORD = re.compile(r"<input\b[^>]{0,300}\btype\s*=\s*['\"]?password", re.I)
_NOSCRIPT = re.compile(r"<noscript\b.{0,2000}?</noscript>", re.I | re.S)
_HEAD = 20_000
_SCRIPTED = re.compile(r"<script\b|<noscript\b", re.I)
_FILLED_BY_SCRIPT = re.compile(
    r"\{\{|\bv-(if|for|show|text|html)\b|\bng-(repeat|if|show)\b|\.ajax\s*\(|\baxios\b|\bfetch\s*\(|XMLHttpRequest"
    r"|\$\.(get|post|getJSON)\s*\(|<div[^>]{0,80}\bid=['\"]?(app|root)(?![\w-])",
    re.I,
)
_HOME_PATHS = re.compile(r"^/(index|default|home)?(\.\w{2,5})?/?$", re.I)
# What only the body of an annual report says; three of these and it is one, whatever else the page looks like.
_PARTS = (
    "总体情况",
    "主动公开政府信息",
    "收到和处理",
    "行政复议",
    "行政诉讼",
    "存在的主要问题",
    "其他需要报告",
    "本年新收",
    "结转下年度",
    "第二十条第",
)


def is_report_body(words: str) -> bool:
    """Whether a text holds the parts of an annual report (国办公开办函〔2021〕30号, annex)."""
    folded = re.sub(r"\s+", "", words)
    return sum(part in folded for part in _PARTS) >= 3


def judge(page: Page, asked: str) -> Outcome:
    """FOUND, or what a page that was served with 200 turns out to be. `asked` is the address before redirects."""
    if page.is_excessive:
        return Outcome.BAD_RESPONSE
    if is_report_body(page.words):
        return Outcome.FOUND
    if _moved_home(asked, page.url):
        return Outcome.MOVED_HOME
    if len(page.words) < _SHORT:
        return _judge_short(page)
    return Outcome.FOUND


def is_challenge(source: str) -> bool:
    """Whether a refusal's body is that of a firewall."""
    return bool(_CHALLENGE.search(source[:20_000]))


def is_maintenance(page: Page) -> bool:
    """Whether a refusal's body is a notice of maintenance."""
    return len(page.words) < _SHORT and _of_notice(page) is Outcome.MAINTENANCE


def _wants_cookie(page: Page) -> bool:
    return len(page.words) < _SHELL and bool(_COOKIE.search(page.source) and _AGAIN.search(page.source))


def is_filled_by_script(source: str) -> bool:
    """Whether a page fetches its content itself: what it shows before that (暂无数据) says nothing."""
    return bool(_FILLED_BY_SCRIPT.search(source))


def _seen_by_scripts(page: Page) -> str:
    """A page's markup; of one with links without what it says where no script runs: 请开启JavaScript stands on many a list."""
    return page.source if len(page.links) <= _MOST_NOTICE_LINKS else _NOSCRIPT.sub("", page.source[:_HEAD])


def _judge_short(page: Page) -> Outcome:
    if is_challenge(_seen_by_scripts(page)) or _wants_cookie(page):
        return Outcome.CHALLENGE
    if outcome := _of_notice(page):
        return outcome
    if len(page.words) < _LOGIN and len(page.links) <= _MOST_NOTICE_LINKS and _PASSWORD.search(page.source):
        return Outcome.BLOCKED
    if _NOT_FOUND.search(page.words) or _NOT_FOUND_TITLE.search(page.title):
        return Outcome.SOFT_NOT_FOUND
    if page.sent_to or page.links or page.frames or page.images:
        return Outcome.FOUND
    if len(page.words) < _SHELL and _SCRIPTED.search(page.source):
        return Outcome.SHELL_PAGE
    return Outcome.FOUND if page.words or page.search else Outcome.EMPTY_PAGE


def _of_notice(page: Page) -> Outcome | None:
    """What a page that is nothing but a notice says of its site."""
    if len(page.links) > _MOST_NOTICE_LINKS:
        return None
    told = f"{page.title} {page.words}"
    forms = (
        (_FAULT, Outcome.SERVER_ERROR),
        (_CLOSED, Outcome.SITE_CLOSED),
        (_MAINTENANCE, Outcome.MAINTENANCE),
        (_PARKED, Outcome.PARKED),
    )
    return next((outcome for form, outcome in forms if form.search(told)), None)


def _moved_home(asked: str, final: str) -> bool:
    there, here = urlsplit(asked), urlsplit(final)
    was_deep = not _HOME_PATHS.match(there.path or "/") or bool(there.query)
    return was_deep and bool(_HOME_PATHS.match(here.path or "/")) and not here.query
