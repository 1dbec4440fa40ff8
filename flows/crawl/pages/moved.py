"""What a page says of where its site, or the list that it shows, has gone to, by a sentence or an address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flows.crawl.pages.links import resolved
from flows.crawl.pages.page import Page

_END = "[^。；！]"
_NOTICE = re.compile(
    rf"[^。；！\s]{{0,20}}(?:栏目|专栏|频道|页面|平台|网站|网页|站点|网址|年报|年度报告|信息公开){_END}{{0,16}}?(?:已|现已|将|自{_END}{{0,20}}起)"
    rf"{_END}{{0,12}}?(?:迁移|迁至|迁入|迁往|搬迁|移至|转移|转至|并入|停止更新|不再更新|停更|停用){_END}{{0,60}}"
    rf"|[^。；！\s]{{0,12}}(?:以后|之后|年起|起的|后续|最新|今后|新版){_END}{{0,24}}?(?:年报|报告|信息){_END}{{0,16}}?请{_END}{{0,6}}?"
    rf"(?:到|至|在|前往|登录|访问|移步|点击|进入){_END}{{0,60}}"
    rf"|(?:年报|年度报告){_END}{{0,16}}请(?:到|至|前往|登录|访问|移步|进入){_END}{{0,40}}?(?:查阅|查看|查询|浏览)"
)
# Each of these notices has one of these words; most pages have none, and a long list takes long to look through.
_ANY = re.compile("迁|移至|转移|转至|并入|停止更新|不再更新|停更|停用|请")
# What stands elsewhere is then only what is older.
_OLDER = re.compile(r"以前|之前|历史|往年|早期|旧网站查|档案")
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:https?://)?((?:[\w-]{1,40}\.){1,5}(?:cn|com|net|org)\b(?::\d{2,5})?(?:/[\w./?=&%-]{0,200})?)", re.A
)
_FURNITURE = re.compile(r"beian|miit|conac|12377|jubao", re.I)


def notice_of_move(words: str) -> str:
    """The sentence in a text by which a list says that it goes on elsewhere; empty where there is none."""
    for match in _NOTICE.finditer(words) if _ANY.search(words) else ():
        if not _OLDER.search(match[0]):
            return match[0].strip()
    return ""


def new_address(page: Page) -> str:
    """The address that the notice of a closed site names as the new one: by a link, or in words; empty where it names none."""
    linked = (link.url for link in page.links if not _FURNITURE.search(link.url))
    written = (f"http://{match[1]}" for match in _ADDRESS.finditer(page.words))
    named = (resolved(page.url, url) or "" for url in (*linked, *written))
    return next((url for url in named if url and _is_elsewhere(url, page.url)), "")


def _is_elsewhere(url: str, here: str) -> bool:
    there, own = urlsplit(url), urlsplit(here)
    return (there.netloc, there.path.rstrip("/")) != (own.netloc, own.path.rstrip("/"))
