"""Where a script fetches, or waits for, something that it does not tell whole: what a list page may be filled with later."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from flows.crawl.pages.calls import calls
from flows.crawl.pages.page import Page
from flows.crawl.pages.zone import Zone

_ARRIVES = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|XMLHTTP|\b(?:ajax|getData|loadData|getList|loadList|queryList|initList)\s*\(|\$\.(?:get|post|getJSON|getScript)\s*\(|\.load\s*\(|\baxios\b|\.open\s*\(\s*['\"](?:GET|POST)"
    r"|EventSource\s*\(|WebSocket\s*\(|\bimport\s*\(|\$http\b|\brequest\s*\(|document\.write(?:ln)?\s*\(\s*['\"]\s*<scr|createElement\s*\(\s*['\"]script"
    r"|\bflow\b|laypage|new\s+Vue\b|createApp\s*\(|ReactDOM|angular\.module|IntersectionObserver|\.scroll\s*\(|onscroll|['\"]scroll['\"]"
    r"|['\"`]\s*<(?:li|tr|dd|a)\b|\beval\s*\(|\batob\s*\(|\bunescape\s*\("
    r"|DataTable\s*\(|datagrid\s*\(|bootstrapTable\s*\(|jqGrid\s*\(|zTree|\.src\s*=",
    re.I,
)
_HARMLESS = re.compile(
    r"visit|hits?\b|count(?!\s*:)|click|tongji|stat\b|\blog\b|weather|tianqi|log(?:in|out)|user|session|share|search|suggest|hotword|header|footer|\btop|foot|nav|menu"
    r"|wza|beacon|hm\.baidu|hm\.js|cnzz|51\.la|qrcode|weixin|\bwx|sign|token|captcha|\btime\b|\bip\b|robot|chat|conac|jiathis|bdimg|bshare|analytics|collect|gtag|sensors"
    r"|push\.js|go-mpulse|webtrends|pageview|pv\b|uv\b|scrollTop\s*\(\s*\)\s*>|fixed|gotop|totop|backtop",
    re.I,
)
_MARKUP = re.compile(r"['\"`]\s*<")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_STATEMENT, _NAME = re.compile(r"[;{}]"), re.compile(r"function\s+([\w$]{1,40})")
_ADDRESS_ENDS = re.compile(r"function|=>|[{;\n]")
# url: '/visit/' + id, s.src = '//hm.js', $('.weather'), getElementById('hits')
_TOLD = re.compile(
    r"""\burl\s*:\s*([^,}\n]{1,160})|\.src\s*=\s*([^;\n]{1,160})|(?:\$|jQuery|getElementById|querySelector)\(\s*['"]([^'"]{1,60})"""
)
_LONGEST = 160
_BY_TAG = re.compile(
    r"""(?:querySelector(?:All)?|getElementsByTagName|\$|jQuery)\s*\(\s*['"](?:body\s+)?(?:ul|ol|dl|table|tbody)['"]""",
    re.I,
)
_TURNS = re.compile(r"page|pagi|页", re.I)
_BACK, _WINDOW = 60, 260
_MOST = 200


def arrivals(script: str, is_counted: bool = False) -> Iterator[str]:
    """The beginnings of what a script fetches without telling from where, counters and other service of the page left out.

    `is_counted`: the list tells how many pages it has, so that what only turns them is known.
    """
    # What ends in = lacks the number that it would be asked with.
    known = {call.url for call in calls([script], "") if not call.url.endswith("=")}
    is_answer = False
    for match in islice(_ARRIVES.finditer(script), _MOST):
        around = script[max(0, match.start() - _BACK) : match.end() + _WINDOW]
        is_markup = _MARKUP.match(match[0]) is not None
        if (is_counted and _TURNS.search(around)) or (is_markup and is_answer):
            continue
        is_told = any(url.partition("?")[0] in around for url in known)
        # The rows that a script writes after it asked are those of the answer.
        is_answer = is_told and not is_markup
        if not is_told and not is_service(_purpose(script, match)):
            yield match[0]


def _purpose(script: str, match: re.Match[str]) -> str:
    """What a fetch is for as far as it says: the function and the statement that it stands in, its address, and the elements that it fills.

    What else stands near (console.log, headers, d.count) serves any fetch.
    """
    back = _COMMENT.sub(" ", script[max(0, match.start() - _BACK) : match.start()])
    before = " ".join((*_NAME.findall(back)[-1:], _STATEMENT.split(back)[-1]))
    window = _COMMENT.sub(" ", script[match.end() : match.end() + _WINDOW])
    address = _ADDRESS_ENDS.split(window)[0][:_LONGEST]
    return " ".join((before, match[0], address, *(one for found in _TOLD.findall(window) for one in found)))


def is_service(url: str) -> bool:
    """Whether an address is by its name that of a counter, a head, a weather report or other service of a page."""
    return bool(_HARMLESS.search(url))


def scripts_of_list(page: Page, zone: Zone) -> Iterator[str]:
    """The page's own scripts that stand beside the list or name it."""
    found = ((node, node.text()) for node in page.nodes("script:not([src])"))
    return (script for node, script in found if zone.is_beside(node) or is_about(script, zone.names))


def asked_of_list(page: Page, zone: Zone) -> Iterator[str]:
    """The addresses that scripts of the list ask for."""
    if page.calls:
        found = calls(list(scripts_of_list(page, zone)), page.source)
        yield from filter(None, (page.absolute(call.url) for call in found))


def is_about(script: str, names: Collection[str]) -> bool:
    """Whether a script means a list by one of these ids or classes, or by nothing but its tag: `querySelector('ul')`."""
    return bool(_BY_TAG.search(script)) or mentions(script, names)


def mentions(script: str, names: Collection[str]) -> bool:
    """Whether a script names one of these ids or classes in quotes."""
    return any(
        name in script and re.search(rf"""['"`][^'"`\n]{{0,60}}(?<![\w-]){re.escape(name)}(?![\w-])""", script)
        for name in names
    )
