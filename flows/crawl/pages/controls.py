"""Things to click, to choose or to fill in near a list: which of them are known to have nothing to do with it.

A list is read to its end only where all are: whatever is not known may be what shows the rest of it.
"""

from __future__ import annotations

import re
import unicodedata

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_YEARS = re.compile(
    r"(?:19|20)\d\d年?度?(?:[-—–~～至到]+(?:(?:19|20)\d\d年?度?|今|现在)?)?(?:年报|年度报告)?(?:及?以[前来后])?"
)
# What serves the reader on every page, and what leads back.
_SERVICE = re.compile(
    r"首页|第一页|[上前]一?[页頁]|prev(?:ious)?(?:page)?|返回.{0,6}|回到?顶部|置顶|top|关闭.{0,4}|打印.{0,4}|分享.{0,8}|收藏.{0,4}|加入收藏|设为首页|保存|复制.{0,4}"
    r"|字[号体]?.{0,6}|[大中小]号?|A|放大|缩小|默认|登[录陆]|注册|退出|个人中心|用户中心|(?:进入)?(?:无障碍|关怀|适老|长者|老年|大字|爱心).{0,6}|[简繁]体?|繁體|简体?中文"
    r"|english|en|微信.{0,6}|微博.{0,6}|qq.{0,4}|客户端|app.{0,4}|公众号.{0,4}|抖音.{0,4}|头条.{0,4}|扫.{0,3}扫.{0,6}|二维码|智能.{0,6}|(?:小.)?机器人|在线咨询|咨询|客服|帮助|意见.{0,4}"
    r"|反馈|网站?纠错|我要.{0,6}|(?:高级|全站|站内|全文)?(?:搜索|检索)|搜|查询|重置|清空|朗读.{0,4}|语音.{0,4}|阅读.{0,4}|网站地图|rss|订阅|切换.{0,4}|确定|取消|关注.{0,4}"
    r"|按(?:时间|日期|标题|热度|点击|相关度|发布).{0,4}|播放|暂停|停止|继续|静音|.{0,4}(?:反馈|纠错|留言|咨询|客服|热线)"
    r"|.{0,6}评价.{0,4}|不?满意|比较满意|提交(?:评价|意见)?|投票|点赞|×?关闭"
    r"|跳[到至转过](?:正文|主?要?内容|导航)|skip.{0,20}|时间|日期|相关度|发布时间|按时间|按相关度|标题|升序|降序|不限|收起|隐藏",
    re.I,
)
# Other matters of a site; 年报 may be none of them.
_MATTER = re.compile(
    r"指南|制度|公告|公示|通知|动态|要闻|新闻|头条|政策|文件|法规|规章|解读|领导|机构|职能|概况|规划|计划|统计|数据|预算|决算|财政|收费|人事|招[考聘]|采购|招标"
    r"|项目|应急|许可|处罚|执法|权责|清单|建议|提案|依申请|公开申请|申请公开|办事|服务|互动|信箱|调查|访谈|征集|投诉|举报|信用|双公示|重点领域|主动公开|基层|党建|教育|卫生|民生|扶贫"
    r"|环境|旅游|视频|图片|专栏|会议|公报|监督|链接|网站|门户"
)
_OF_REPORTS = re.compile(r"年报|年度|报告|全部|历史|往[年期]|最新|更多")
_OWN = re.compile(r"(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?(?:年报|年度报告)")
_PAGER = re.compile(
    r"\d{1,4}|[首尾末]页|最后一?页|[上下前后]一?[页頁]|第?\d{0,4}页?|跳转?到?|跳转|转到|go|确定|[<>‹›«»←→]{1,2}|\.{2,}|…+|next|last|first|prev(?:ious)?",
    re.I,
)
_IDLE = re.compile(r"disab|(?:^|[\s_-])(?:current|active|cur|on|selected)(?:$|[\s_-])", re.I)
_PICTURES = re.compile(
    r"swiper|slick|carousel|owl|banner|slid|bx-|focus|thumb|play|pause|mute|video|close|arrow-?up", re.I
)
_LONG = 40


def label_of(node: LexborNode) -> str:
    """What a control says: its text, else what it would say to who cannot see it."""
    attributes = node.attributes
    said = text_of(node) or next(
        (told for name in ("value", "title", "aria-label", "alt", "placeholder") if (told := attributes.get(name))), ""
    )
    picture = node.css_first("img[alt], img[title]") if not said else None
    said = said or (picture.attributes.get("alt") or picture.attributes.get("title") or "" if picture else "")
    return " ".join(unicodedata.normalize("NFKC", said).split())


def is_known(node: LexborNode, is_counted: bool) -> bool:
    """Whether a thing to click is known to show nothing more of a list; `is_counted`: the list tells its pages itself.

    A control that says nothing is known only where it is switched off, turns pictures, or stands behind a word for what serves a page.
    """
    said = label_of(node)
    marks = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    held = node.parent.attributes.get("class") or "" if node.parent is not None else ""
    is_idle = _IDLE.search(marks) or (node.tag == "a" and _IDLE.search(held))
    if is_idle or {"disabled", "aria-disabled"} & set(node.attributes) or _PICTURES.search(marks):
        return True
    bare = _EDGES.sub("", said)
    if is_counted and (_PAGER.fullmatch(said) or _PAGER.fullmatch(bare)):
        return True
    if not bare:
        # 分享到： stands before signs alone.
        beside = _EDGES.sub("", text_of(node.parent)) if node.parent is not None else ""
        return bool(_SERVICE.fullmatch(beside))
    # A sentence is read as such; a year is told among the choices of a page.
    if len(bare) > _LONG or bare == "1" or _YEARS.fullmatch(bare) or _SERVICE.fullmatch(bare):
        return True
    return bool(_MATTER.search(bare)) and not _OF_REPORTS.search(bare)


def is_list_itself(label: str) -> bool:
    """Whether a label is the name of a column of reports: 政府信息公开年报."""
    return bool(_OWN.fullmatch(_EDGES.sub("", label)))


def is_year(label: str) -> bool:
    """Whether a label is a year, or years, and nothing else."""
    return bool(_YEARS.fullmatch(_EDGES.sub("", label)))
