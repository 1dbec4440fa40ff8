"""Words beside a list by which it says that it is not the whole: a total, a part, what must be opened or asked for elsewhere.

Beside the list itself a sentence about it must be one of those that say nothing against it; elsewhere on the page only known ones count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from flows.crawl.pages.moved import notice_of_move

_STOP = "[^。；，]"
_NOTE = re.compile(
    "|".join(
        (
            # It is an old state.
            rf"历史数据|历史版本|旧版|老版|新版(?!权)|(?:数据|栏目|信息|内容){_STOP}{{0,10}}截[止至]|数据迁移",
            # It is a part.
            r"[仅只]\s*(?:显示|列出|展示|提供|保留)|(?:最近|近)[\d一二两三四五六七八九十]+\s*[条篇年]|部分(?:年报|数据|内容|信息|栏目)",
            rf"(?:以[上下]|此处|本页){_STOP}{{0,6}}部分|(?:现有|收录|共有?|总计|合计){_STOP}{{0,8}}[\d一二三四五六七八九十百]+\s*[份件]",
            # The rest is elsewhere.
            rf"(?:全部|更多|其他|其它|其余){_STOP}{{0,20}}(?:登[录陆]|查询|访问|前往|点击|关注|见|查阅|查看)|登[录陆]后",
            rf"请{_STOP}{{0,4}}(?:到|至|前往|登录|关注|点击|扫码){_STOP}{{0,30}}(?:查[阅看询找]|查看|浏览|下载|获取|翻)",
            rf"机构改革|更名为|并入|(?:由|划[转归入]|合并){_STOP[:-1]}《]{{1,20}}(?:发布|公开|承担)",
            # It is not all there yet, or something broke.
            rf"(?:加载|读取|请求){_STOP}{{0,4}}(?:中|失败|出错|超时)|正在加载|请稍候|滑动|[上下]拉|[上下左右]滑|翻(?:到|至)?下|下翻|键翻|暂时?(?:只|不|无法)",
            r"error occurred while processing|Fatal error|Parse error|error '80|Timeout expired|Stack trace|SQL syntax|MySQL server",
            r"Internal Server Error|ADODB|OLE DB|\bORA-\d{4,5}|8(?:00|04)[0-9a]{5}|SqlException|查询超时|数据库",
            # A template that nothing filled: ${list}, {dede:list}, <%= list %>, [@cms_list], #foreach($x in $list), %%list%%
            r"\$\{\s*\w|\{\$\w|\{\w{2,12}:\w|<%|\[[@#]\w|#(?:foreach|if|set)\s*\(|%%\w+%%|(?<![\w.])(?:undefined|NaN)(?![\w.])",
            r"还有\s*\d+\s*[页条]|点击(?:此处|这里|链接|进入|前往)",
            r"\b(?:mysqli?|pg|odbc|oci|mssql|sqlsrv|include|require|file|simplexml)_\w{1,30}\(|Call to undefined",
            r"(?:Warning|Notice|Deprecated)\s*:|Undefined (?:index|variable|offset)|Exception",
        )
    ),
    re.I,
)
# 网站改版期间, 系统维护中, 内容整理中
_OF_SITE = "网站|系统|平台|栏目|数据|接口|内容|信息|列表|年报|报告"
_AT_WORK = "升级|改版|维护|建设|更新|同步|迁移|整理|完善|审核|编制|编写|补充|录入|上传|调整|切换"
# The same in words that a report's own text may use of anything.
_LOOSE_NOTE = re.compile(
    "|".join(
        (
            rf"改版|缓存|快照|(?:停止|暂停)更新|(?:{_OF_SITE}){_STOP}{{0,12}}(?:{_AT_WORK})(?:之?中|期间|阶段|延迟)",
            rf"正在{_STOP}{{0,6}}(?:{_AT_WORK})|陆续|(?:年报|报告){_STOP}{{0,12}}(?:将[于在]|即将|近[日期])",
            rf"另[见行]|移[至到送]|归档|统一[在由于到]{_STOP}{{1,30}}(?:发布|公布|公开)|(?:扫[描码]|公众号){_STOP}{{0,20}}(?:年报|报告)",
            rf"(?:无法|不能|未能|无权|没有权限|权限不足){_STOP}{{0,6}}(?:显示|查看|打开|浏览|访问)|版本[过太]低|繁忙|稍[后候]再|重试",
        )
    ),
    re.I,
)
# What stands elsewhere is then only what is older.
_OLDER = re.compile("以前|之前|早期")
_ABOVE = re.compile(r"^\W*(?:以上|上述|本页|本栏)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SILENT = frozenset({"script", "style", "a", "option"})
_UNASKED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "button", "th", "label", "img"})
_SENTENCE = re.compile(r"[^。；！？!?;]+")
# A sentence about the list, its site or how it is read.
_ABOUT = re.compile("年报|年度(?:工作)?报告|栏目|列表|目录|页面|本页|网站|平台|系统|数据|接口|内容|浏览|显示|更新|审核")
_NO_MESSAGE = r"(?!.*(?:请|[另参]见|移[至到]|仅|只[有供能]|以[上下]|来自|采集|未|不[能可]|无法|已[经不]|需要|应当|可[以在]|将[于在]|统一))"
# 首页 > 政府信息公开年报 > 水务局
_PATH = re.compile(_NO_MESSAGE + r"[^>＞»›，,：:]{0,8}(?:[>＞»›][^>＞»›，,：:]{0,20}){1,8}")
# 政府信息公开年报, 2022年度政府信息公开工作年度报告：
_LABEL = re.compile(
    _NO_MESSAGE
    + r"[^，,：:]{0,30}(?:年报|报告|公开|专[栏题]|目录|平台|网站|网|栏目|内容|情况|列表|系统|信息|导航|更新|推荐|指南|制度)[\W\d]*"
)
_SAYS_NOTHING = re.compile(
    "|".join(
        (
            # Why and when reports are published, and what they are.
            r"^\W*(?:为|根据|依据|依照|按照|遵照)(?!.*[在到至由于].*(?:网站|平台|[专本]栏|栏目|页面)).*(?:公[布开]|发布|编制|如下|规定|要求)",
            r"(?:现将?|特)[一-鿿“”《》（）\d年]{0,40}(?:公布|公开|发布|公示)|每年|以.{1,30}为准|是.{2,40}(?:方式|载体|途径|制度|报告|举措|文件)|包括.{2,60}等",
            # Who looks after the column, and how to reach them.
            r"(?:由.{2,30}(?:编制|提供)|主办|承办|维护|负责|制作|设计|技术支持|版权|转载|著作权|监督|意见|建议|咨询|联系|电话|邮箱|邮编|地址|传真|时间|欢迎|标识码|IPv6|无障碍|分辨率|使用.{1,20}浏览器\W*$)",
            # What stands about every row or page: its source, its day, its number, its order, what readers thought of it.
            r"^\W*(?:来源|发布|公开|作者|编辑|责任编辑|浏览|点击|阅读|访问|(?:最[近后新])?更新\W*\d|信息来源|字[体号]|索引号|文号|信息分类|主题|分类|所属|位置|当前|您|显示方式|排序|关键[字词]|标题|名称|序号)",
            r"共有?\s*\d+|第\s*\d+|每页|\d+\s*[/／]\s*\d+|按.{1,6}(?:排序|排列)|评价|满意|点击.{0,8}(?:标题|题目|文字|名称)|返回|打印|关闭|收藏|分享",
        )
    )
)
_MESSAGE = re.compile(r"""\b(?:alert|confirm|msg)\s*\(\s*['"]([^'"\n]{4,200})""")
_BEFORE = 20
_MOST_CHARACTERS = 60_000


def note(nodes: Iterable[LexborNode], is_report: bool) -> str:
    """The first known words of that kind that the elements themselves say, apart from links; empty where they say none.

    `is_report`: the page shows a report, whose text says much of the same kind of other things.
    """
    told = " ".join(filter(None, map(_said, nodes)))
    words = " ".join(told.split())[:_MOST_CHARACTERS]
    found = (
        match
        for pattern in ((_NOTE,) if is_report else (_NOTE, _LOOSE_NOTE))
        for match in pattern.finditer(words)
        if not _OLDER.search(words[max(0, match.start() - _BEFORE) : match.end()])
    )
    return next((match[0] for match in found), "")


def announced(scripts: Iterable[str]) -> str:
    """The first such words in a message that a script of the page shows; empty where none says any."""
    told = (message[1] for script in scripts for message in _MESSAGE.finditer(script))
    found = (_NOTE.search(text) or _LOOSE_NOTE.search(text) or notice_of_move(text) for text in told)
    return next((one if isinstance(one, str) else one[0] for one in found if one), "")


def remark(nodes: Iterable[LexborNode]) -> str:
    """The first sentence about the list, in elements that stand beside it, of which nobody knows that it says nothing against it."""
    told = (" ".join(_said(node).split()) for node in nodes if node.tag not in _UNASKED)
    sentences = (one.strip() for text in told for one in _SENTENCE.findall(text[:_MOST_CHARACTERS]))
    return next((one for one in sentences if _ABOUT.search(one) and not _is_idle(one)), "")


def _is_idle(sentence: str) -> bool:
    is_dated = bool(_OLDER.search(sentence)) and not _ABOVE.search(sentence)
    is_label = _LABEL.fullmatch(sentence) or _PATH.fullmatch(sentence)
    return is_dated or bool(is_label or _SAYS_NOTHING.search(sentence))


def is_hidden(node: LexborNode) -> bool:
    """Whether an element's own style hides it."""
    return bool(_HIDDEN.search(node.attributes.get("style") or ""))


def _said(node: LexborNode) -> str:
    if node.tag == "img":
        return node.attributes.get("alt") or ""
    texts = (
        ()
        if node.tag in _SILENT or is_hidden(node)
        else (one.text() for one in node.iter(include_text=True) if one.tag == "-text")
    )
    return " ".join(texts)
