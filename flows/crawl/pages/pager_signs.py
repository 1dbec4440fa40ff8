"""Signs that a list goes on where only a script can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.clickable import leaf_text
from flows.crawl.pages.counts import pages_set
from flows.crawl.pages.full_pages import NEXT_WORD, TURNTABLE, is_idle, leads_on_unseen
from flows.crawl.pages.page import Page

_PAGE_NUMBER = re.compile(r"^[\[\s]*[2-9][\s\]]*$")
_PAGER = re.compile(
    r"createPage\w*\s*\(|laypage|kkpager|generPageHtml|twbsPagination|jqPaginator|simplePagination|loadMore|\.scroll\s*\([^;]{0,200}page|\bgetPage\s*[:(]|\.pagination\s*\(|(?:goPage|turnPage|jumpPage|toPage|gotoPage)\s*\(|\bpagerHtml\b|<(?:\w{1,6}-)?pagination\b"
    r"|<select[^>]{0,200}onchange[^>]{0,200}page|__doPostBack\([^)]{0,80}page"
    r"|(?:total_?pages?|page_?count|page_?total)['\"]?\s*[:=]\s*['\"]?(?:[2-9]|\d{2,})\b",
    re.I,
)
# laypage.render({…}), layui's; $("#page").pagination({totalData: 2, showData: 20}); jqPaginator's and Bootstrap's.
_SET_UP = re.compile(
    r"(?:laypage\s*(?:\.\s*render)?|\.(?:pagination|jqPaginator|twbsPagination|simplePagination|createPage|Paging))\s*\(\s*(?=\{)"
)
_PAGES = re.compile(r"\bpages?\s*:\s*['\"]?([1-9]\d{0,3})\b")
_MORE = re.compile(r"(加载|查看|显示|点击)更多|点击加载|(正在)?加载中|正在加载")
_OF_MORE = re.compile(r"(?<![\d/.-])\d{1,3}\s*/\s*([2-9]|[1-9]\d{1,2})(?![\d/.-])")
_NUMBER = re.compile(r"^[2-9]$|^[1-9]\d{1,2}$")
_LAST = re.compile(r"^\W*(尾页|末页|最后一页|下一?页)\W*$")
_END = re.compile(r"^\W*(尾页|末页|最后一?页)\W*$")
_ONWARD = re.compile(r"^[\s\[<]*(下一?[页頁组批]|后一?页|[下后]\s*\d{1,2}\s*页|…|\.{3}|[>›»→▶►]{1,2})[\s\]>]*$")
_TURNS = re.compile(r"\b[\w$.]{1,40}\(\s*(?:this\s*,\s*)?['\"]?([1-9]\d{0,3})['\"]?\s*[,)]")
_CLICKED = "[onclick], a[href^='javascript']"
_NUMBERED = "a, span, li, em, i, b, strong, div, button"
_BUTTONS = "button, span, i, li, div"
_SENT = "input[type='submit' i], input[type='button' i], input[type='image' i]"
_FORTH = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)
_CURRENT = re.compile(r"cur|active|current|\bon\b|total|count|sum", re.I)
_TOTAL = re.compile(r"^\W*(?:总|total)", re.I)
_MOST_CLICKED, _MOST_BOXES = 500, 20
_MOST_LEAVES = 100
_MOST_OPTIONS = 500
_OPTION = re.compile(r"[\s第页頁]|/\s*\d+")
_SHORT = 60
_SETTINGS = 400


def has_script_pager(page: Page, is_counted: bool) -> bool:
    """Whether a list shows signs of further pages; `is_counted`: it tells how many there are, so that signs say nothing."""
    if any(NEXT_WORD.match(text) or _PAGE_NUMBER.match(text) for text in page.dead_links) or _sends_on(page):
        return True
    if is_counted:
        return False
    if (
        _PAGER.search(page.source)
        or _says_more(page)
        or max(pages_set(page.source) or 0, pages_set(_kept_fields(page)) or 0) > 1
    ):
        return True
    signs = (
        _offers_more,
        _has_bare_numbers,
        _has_idle_numbers,
        _counts,
        _has_box_of_numbers,
        _has_button,
        leads_on_unseen,
    )
    return any(sign(page) for sign in signs)


def _sends_on(page: Page) -> bool:
    """Whether a button that sends a form says 下一页: `<input type="submit" value="下一页">`."""
    buttons = (node for node in page.nodes(_SENT)[:_MOST_LEAVES] if not is_idle(node))
    return any(NEXT_WORD.match(node.attributes.get("value") or node.attributes.get("alt") or "") for node in buttons)


def _kept_fields(page: Page) -> str:
    """The numbers that hidden fields keep for a pager, as its settings would tell them."""
    kept = (node.attributes for node in page.nodes("input[type='hidden' i]")[:_MOST_LEAVES])
    return " ".join(
        f"{told.get('id') or told.get('name')}:{told['value']}" for told in kept if (told.get("value") or "").isdigit()
    )


def says_one_page(source: str) -> bool:
    """Whether every pager that scripts set up is told that there is but one page: `laypage.render({count: 2, limit: 15})`."""
    told = _set_up(source)
    return bool(told) and all(pages == 1 for pages in told)


def is_last(page: Page) -> bool:
    """Whether the link to a pager's last page, or the highest of its numbers, leads by an address of its own to the page shown."""
    leads = [node for node in page.nodes("a[href]") if "onclick" not in node.attributes]
    ends = {page.absolute(node.attributes.get("href") or "") for node in leads if _END.match(node.text())}
    if ends - {None}:
        return ends == {page.url}
    if any(_ends_here(page, pager) for pager in page.pagers) and numbers_end(page):
        return True
    numbered = [(int(text), node) for node in leads if _NUMBER.match(text := node.text().strip(" []"))]
    highest = max((number for number, _ in numbered), default=0)
    told = {page.absolute(node.attributes.get("href") or "") for number, node in numbered if number == highest}
    return told == {page.url}


def _ends_here(page: Page, pager: LexborNode) -> bool:
    """Whether the highest number of a pager is the only one without a link: `<a href="index.html">1</a><span>2</span>`."""
    leads = {
        text for link in pager.css("a[href]") if page.leads_to(link) and (text := link.text().strip(" []")).isdigit()
    }
    shown = {text for node in pager.css(_NUMBERED)[:_MOST_LEAVES] if (text := leaf_text(node).strip(" []")).isdigit()}
    return bool(leads) and shown - leads == {max(shown | leads, key=int)}


def has_untold_pager(source: str) -> bool:
    """Whether a pager that scripts set up learns elsewhere how many pages there are: `laypage({pages: total()})`."""
    return None in _set_up(source)


def _set_up(source: str) -> list[int | None]:
    """How many pages each pager that scripts set up is told."""
    settings = (source[match.end() : match.end() + _SETTINGS] for match in _SET_UP.finditer(source))
    return [pages_set(told) or (int(pages[1]) if (pages := _PAGES.search(told)) else None) for told in settings]


def _says_more(page: Page) -> bool:
    """Whether words that can be seen say 加载更多; those of what is hidden until it is wanted do not count."""
    said = len(_MORE.findall(page.own_words))
    hidden = page.nodes("[style*='display:none' i], [style*='display: none' i]") if said else []
    return said > sum(len(_MORE.findall(text_of(node))) for node in hidden[:_MOST_BOXES])


def _offers_more(page: Page) -> bool:
    """Whether a link says 加载更多 and leads nowhere by itself: its script stands elsewhere."""
    if not _MORE.search(page.words):
        return False
    return any(_MORE.search(text_of(link)) and not page.leads_to(link) for link in page.nodes("a"))


def _has_box_of_numbers(page: Page) -> bool:
    return boxed_pages(page) > 1


def boxed_pages(page: Page) -> int:
    """How many pages a select box offers to choose from; 0 where there is no such box."""
    return next((len(pages) for box in page.nodes("select")[:_MOST_BOXES] if (pages := pages_of(box))), 0)


def pages_of(box: LexborNode) -> Sequence[LexborNode]:
    """The options of a select box that offers nothing but the numbers of pages, two at least: 3, 第3页, 3/5."""
    options = box.css("option")[:_MOST_OPTIONS]
    shown = [_OPTION.sub("", text_of(option)) for option in options]
    return options if len(shown) > 1 and shown == [str(number) for number in range(1, len(shown) + 1)] else ()


def _has_button(page: Page) -> bool:
    """Whether a pager has a button that by its name leads on, says nothing and is not switched off."""
    buttons = (node for pager in page.pagers for node in pager.css(_BUTTONS)[:_MOST_LEAVES])
    return any(
        _FORTH.search(name := node.attributes.get("class") or "")
        and not TURNTABLE.search(name)
        and not is_idle(node)
        and not page.leads_to(node)
        for node in buttons
    )


def _counts(page: Page) -> bool:
    """Whether a pager tells of further pages (1/3), or of the one that a click would ask for (`data-page="2"`)."""
    if any(_OF_MORE.search(text_of(pager)) for pager in page.pagers if len(text_of(pager)) < _SHORT):
        return True
    return any(_NUMBER.match(number) for number in _kept(page))


def last_number(page: Page) -> int:
    """The highest number of a page that a script would turn to, as the pager shows or keeps it; 0 where there is none."""
    clicked = (number for node in page.nodes(_CLICKED)[:_MOST_CLICKED] for number in _turned_to(node))
    shown = (text for pager in page.pagers for text in _leaves(pager) if _NUMBER.match(text))
    return max(map(int, (*clicked, *shown, *filter(_NUMBER.match, _kept(page)))), default=0)


def numbers_end(page: Page) -> bool:
    """Whether the highest number is that of the last page: no 下一页 that says no number stands behind those shown."""
    leads = [*page.nodes(_CLICKED)[:_MOST_CLICKED], *(leaf for pager in page.pagers for leaf in _leaf_nodes(pager))]
    return not any(_ONWARD.match(node.text()) and not is_idle(node) and not any(_turned_to(node)) for node in leads)


def _kept(page: Page) -> Iterator[str]:
    for node in page.nodes("a[data-page], li[data-page], span[data-page], button[data-page]"):
        yield node.attributes.get("data-page") or ""


def _turned_to(node: LexborNode) -> Iterator[str]:
    """The number in the handler of what shows a number, 下一页 or 尾页: `<span onclick="turn(3)">3</span>`."""
    text = node.text().strip(" []")
    handler = f"{node.attributes.get('onclick') or ''} {node.attributes.get('href') or ''}"
    call = _TURNS.search(handler)
    if call and (call[1] == text or _LAST.match(text)):
        yield call[1]


def _has_bare_numbers(page: Page) -> bool:
    """Whether a pager shows the number of a further page that no link leads to."""
    return any(len(_bare(pager)) > _leads_on(page, pager) for pager in page.pagers)


def _has_idle_numbers(page: Page) -> bool:
    """Whether links to further pages do nothing by themselves; beside others that lead on, one is that of the page shown."""
    shown = [(text, link) for link in page.nodes("a") if _NUMBER.match(text := link.text().strip(" []"))]
    idle = {text for text, link in shown if not page.leads_to(link) and not _is_current(link)}
    return len(idle) > (len(idle) < len({text for text, _ in shown}))


def _bare(pager: LexborNode) -> set[str]:
    return {text for text in _leaves(pager) if _NUMBER.match(text)}


def _leads_on(page: Page, pager: LexborNode) -> bool:
    """Whether pages can be reached from a pager: then the only number without a link is that of the page shown."""
    return any(page.leads_to(link) for link in pager.css("a[href]"))


def _leaves(pager: LexborNode) -> Iterator[str]:
    """The texts of a pager's innermost elements that are no links."""
    yield from (node.text().strip() for node in _leaf_nodes(pager))


def _leaf_nodes(pager: LexborNode) -> Iterator[LexborNode]:
    for node in pager.css("span, li, button, em, i, b, div")[:_MOST_LEAVES]:
        if node.css_first("a, span, li, button, em, i, b, div, select") in (None, node) and not _is_current(node):
            yield node


def _is_current(node: LexborNode) -> bool:
    """Whether a number is that of the page shown, or tells how many there are: `<a title="总数"><b>25</b></a>`."""
    marks = node.attributes.get("class") or ""
    titled = (node.parent.attributes.get("title") or "") if node.parent is not None else ""
    return bool(_CURRENT.search(marks) or _TOTAL.search(titled))
