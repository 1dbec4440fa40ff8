"""Which links of a home page lead on towards 政府信息公开 and the agency's part of it, and how surely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from flows.crawl.pages.folders import is_openness
from flows.crawl.pages.links import Link
from flows.crawl.pages.lists import ListPage
from flows.crawl.search.candidates import Wanted
from flows.crawl.search.columns import is_agency, is_report_column
from flows.extract.script import comparable

_MOST_TEXT = 24
_MARKS = re.compile(r"[^一-鿿]+")
_EXACT = re.compile(
    r"^(政府|政务)?信息公开(专栏|专题|专题专栏|平台|栏目?|网|目录)?$|^政务公开(专栏|专题|专题专栏|平台|栏目?|网)?$"
)
_PARTS = re.compile(
    r"(部门|单位|委办局|乡镇|镇街|街道|区县|县区|县市区|各地|机构).{0,6}(信息)?公开|^(部门|单位)(平台|站点|频道)$"
    r"|^(各|省|市|县|区|州)*(直|级|属)*(乡镇|镇街|街镇|镇乡|街道|镇|乡|部门|单位|委办局|区县|县区|县市区|市县|园区)+"
    r"(办事处|街道|之窗|频道|子站|网站群?|站群|导航|窗口|列表|信息|平台|站点)?$"
)
# Parts of 政府信息公开 that hold no reports, and titles of news about it.
_ASIDE = re.compile(
    r"指南|制度|规定|条例|办法|申请|意见箱|监督|投诉|举报|解读|标准|法规|依据|统计|问答|视频|直播|指引|责任"
    r"|党务|村务|厂务|校务|院务|公开(招|选|课|征|竞|拍|遴|电话|信|日|栏目?设置)|(财政|预决?算|资金|采购|人事|环境|价格|收费)(信息)?公开"
)
_NEWS = re.compile(r"召开|开展|举行|举办|组织|印发|关于|部署|推进|调研|传达|培训|会议|通知|考核|获|我[局县市区]")
# What agencies put their reports in besides a column of reports.
_PAPERS = re.compile(
    r"^(政务信息|工作信息|重要信息|(政务|部门|工作|机关|单位|本局|最新)动态|通知公告|通知通告|公示公告|公告公示|通告公告|公告通知|公告|公示|通知|最新公开|最新信息|(本?(机关|单位|部门|局|委)|最新|政策|行政|政府|重要|其[他它])?(文件|公文)|文件通知|文件下载"
    r"|计划总结|总结计划|规划计划|工作总结|综合信息|其[他它](公开)?信息|工作报告)$"
)
# Other columns under 政府信息公开, of whatever kind: where there are few of the former a report may be in one of them.
_CORNERS = re.compile(
    r"^((政府|政务)?(信息)?公开(相关)?(制度|规定|保障)|(政府|政务)?信息(公开)?管理|监督保障|其[他它](内容|事项|公开|公开内容|法定信息|法定主动公开(内容|信息))?)$"
)
_LOOSE = re.compile(r"^(政务|阳光政务|网站地图|站点地图|网站导航|专题专栏|专题|走进.{1,6}|机构概况|单位概况|本局概况)$")


_CONTENTS = re.compile("主动公开|公开(目录|内容|平台)")


class Promise(IntEnum):
    """How much a link promises, the most first. A LOOSE one is followed only where nothing else leads on.

    PAPERS of all kinds hold reports too that were put there instead of into their column, and so do CORNERS of 政府信息公开.
    """

    AGENCY = 0
    EXACT = 1
    NAMED = 2
    PARTS = 3
    OPEN = 4
    PAPERS = 5
    CORNERS = 6
    LOOSE = 7


_BY_NAME = ((_EXACT, Promise.EXACT), (_PAPERS, Promise.PAPERS), (_CORNERS, Promise.CORNERS), (_LOOSE, Promise.LOOSE))
_FORMS = (
    (_PARTS, Promise.PARTS),
    (re.compile("信息公开|政务公开"), Promise.NAMED),
    (re.compile("公开"), Promise.OPEN),
)


@dataclass(frozen=True, slots=True, order=True)
class Lead:
    """A link worth following in search of a column of reports; `order` is its place among those found so far."""

    promise: Promise
    order: int
    link: Link = field(compare=False)

    @property
    def leads_to_parts(self) -> bool:
        """Whether it leads to the agency's own part of a platform, to 政府信息公开, where the parts are listed, or to what must be
        published: there another column of reports may stand beside an old one.
        """
        return self.promise in (Promise.AGENCY, Promise.EXACT, Promise.PARTS) or bool(_CONTENTS.search(self.link.text))


def leads_of(page: ListPage, wanted: Wanted, order: int) -> Iterator[Lead]:
    """The leads of a page, in its order; `order` is the number of the first. Rows with a day are news, not columns."""
    dated = {entry.url for entry in page.entries if entry.day}
    for number, link in enumerate(page.links, order):
        if link.url not in dated and link.url != page.url and (promise := _promise(link, wanted)) is not None:
            yield Lead(promise, number, link)


def _promise(link: Link, wanted: Wanted) -> Promise | None:
    text = _MARKS.sub("", unicodedata.normalize("NFKC", comparable(link.text)))
    if not text:
        return Promise.NAMED if is_openness(link.url) else None
    if is_agency(link, wanted.agency):
        return Promise.AGENCY
    return _promise_of(text) if len(text) <= _MOST_TEXT and not is_report_column(text) else None


def _promise_of(text: str) -> Promise | None:
    if told := next((promise for form, promise in _BY_NAME if form.match(text)), None):
        return told
    if _ASIDE.search(text) or _NEWS.search(text):
        return None
    return next((promise for form, promise in _FORMS if form.search(text)), None)
