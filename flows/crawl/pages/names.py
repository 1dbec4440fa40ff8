"""Whether two names mean the same agency: short and full forms, places left out, brackets, 本级, abbreviations.

A government, its office and a branch of a department are different agencies although one name contains the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from checks.model import Agency
from flows.crawl.pages.territory import (
    DISTRICT,
    PLACE_END,
    WITHIN,
    is_cut_within,
    is_of_another_level,
    place_of,
    places_fit,
)

_BRACKETS = re.compile(r"[（(【\[〔][^（(【\[〔）)】\]〕]*[）)】\]〕]")
_OWN_LEVEL = re.compile(r"[（(]?(机关本级|本级机关|本级)[）)]?")
# 水利局机关 is 水利局 without the bodies under it; its own office and its party group sign for it.
_HOUSE = re.compile(r"(?<=[局委办厅署])机关$|(?<=[局厅署])(?:办公室|党组|党委)$|^中共(?=.{2,}[局厅署](?:党组|党委)$)")
_AND = re.compile(r"[、,，;；]|(?<=[局委办会])(?:暨|和|与|及)(?=[一-鿿]{2,12}[局委办会室])")
_JUNK = re.compile(r"[\s·•_\-—–,，.。:：、“”\"'《》<>|/]+")
_OFFICE_SHORT = re.compile(r"(?<=[省市县区州旗])(人民)?政?府办(公室)?$|(?<=[镇乡])(人民)?政府办(公室)?$")
_OFFICE = re.compile(r"(人民政府|政府)(办公室|办公厅)$")
# A sub-district and its office are one body.
_STREET_OFFICE = re.compile(r"(?<=街道)(办事处|办)$")
_GOVERNMENT = re.compile(r"(人民政府|政府)$")
# A department of a government, or a street office of it, is called with that government's name or without.
_UNDER = re.compile(r"(?<=[省市县区州盟旗])人民政府(?=..)(?!办公[室厅]$)")
# 大理州 and 宽甸县 are how 大理白族自治州 and 宽甸满族自治县 call themselves.
_SELF_RULED = re.compile(
    r"(?<=[一-鿿]{2})(?:(?:蒙古|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜"
    r"|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|各)族?){1,6}自治(?=[县州旗])"
    r"|^自治(?=[县州旗])"
)
_ZONES = (
    (re.compile(r"经济(?:技术)?开发区"), "经开区"),
    (re.compile(r"高新(?:技术)?(?:产业)?(?:开发)?区"), "高新区"),
)
_BRANCH = re.compile(r"^(?P<field>[一-鿿]{2,12})局(?P<seat>[一-鿿]{2,8}?)(?P<mark>[区县市旗]?)(?P<kind>分局|支局)$")
# 局 ends a name, whatever follows is a part of that body; 委 and 办 are short for 委员会 and 办公室.
_ENDED = re.compile(r"[局厅署](?=.)|委(?!员会$)(?=.)|办(?!公[室厅]$)(?=.)")
_NUMERAL = re.compile(r"[一二三四五六七八九十百]+|\d+")
_ORGAN = re.compile(
    r"(局|厅|委|办|部|署|院|处|所|站|队|中心|会|室|镇|乡|街道|政府|公司|集团|大学|学校|医院|社|团|支队|总队)$"
)
_NO_ORGAN = re.compile(
    r"\d|公开|年报|报告|机构|职能|领导|概况|更多|友情|上级|直属|各|[:：,，。©]|^(?:事业单位|党政机关|政府机关)$"
    r"|^\W*(?:新闻|资讯|互动|数据|信息|服务|政务|办事|用户|会员|下载|个人|媒体)+中心\W*$"
)
_MOST_NAME = 30
BESIDE_NAMES = " 0123456789.:：、"
"""What stands beside an agency's name that is alone in its row: its running number, a colon."""


class Same(IntEnum):
    """How surely a name means the agency: OTHER is another body, UNNAMED says nothing, the rest are ever surer.

    NEAR may be the same body under a changed name (教育局, 教育体育局) or a neighbour of it (公安局, 公安交通管理局): a
    report under such a name counts only if it names the agency itself, and is never passed over as another's.
    """

    OTHER = -1
    UNNAMED = 0
    NEAR = 1
    SHORT = 2
    SAME = 3
    EXACT = 4


def compare(name: str, agency: Agency) -> Same:
    """How a name found on a page stands to an agency of the registry."""
    said = _OFFICE_SHORT.sub("人民政府办公室", folded(name))
    if len(said) < 2:
        return Same.UNNAMED
    own = _compared(said, agency)
    # 农业农村局（县乡村振兴局）: two plates on one door. 文化和旅游局、文物局: one report of two.
    others = (*_forms(name)[1:], *_joint(name)) if own is Same.OTHER else ()
    plates = (_compared(form, agency) for form in others)
    return max([own, *(plate for plate in plates if plate >= Same.SHORT)])


def has_other_brackets(name: str, agency: Agency) -> bool:
    """Whether a name has brackets that the agency's has not, or lacks them: 税务局（第一税务分局） beside 税务局."""
    said, ours = (set(_BRACKETS.findall(unicodedata.normalize("NFKC", text))) for text in (name, agency.name))
    return said != ours


def _joint(name: str) -> list[str]:
    """The names of the agencies that one report names as its authors; none where it names but one."""
    named = [folded(one) for one in _AND.split(name)]
    return named if len(named) > 1 and all(map(_ORGAN.search, named)) else []


def _compared(said: str, agency: Agency) -> Same:
    full = _forms(agency.name)
    if is_of_another_level(said, full[0]) and not any(said in _forms(one) for one in agency.aliases):
        return Same.OTHER
    best = max(_against(said, form, form) for form in full)
    for alias in agency.aliases:
        best = max(best, *(_against(said, form, min(full, key=len)) for form in _forms(alias)))
    return Same(best)


def names(agency: Agency, text: str) -> bool:
    """Whether a text says the agency's name, or another name by which it is registered."""
    said = _SELF_RULED.sub("", _JUNK.sub("", unicodedata.normalize("NFKC", text)))
    return any(form in said for name in (agency.name, *agency.aliases) for form in _forms(name) if len(form) >= 3)


def is_organ(text: str) -> bool:
    """Whether a short text reads as the name of an agency and nothing else."""
    return 2 < len(text) <= _MOST_NAME and bool(_ORGAN.search(folded(text))) and not _NO_ORGAN.search(text)


def ends_as_organ(text: str) -> bool:
    """Whether a text ends as names of agencies, governments and places do, whatever stands before."""
    bare = folded(text)
    return bool(_ORGAN.search(bare)) or bare.endswith(tuple(PLACE_END))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without brackets, punctuation and width differences: 海关总署(本级机关) → 海关总署."""
    text = _HOUSE.sub("", _OWN_LEVEL.sub("", unicodedata.normalize("NFKC", name)))
    bare = _SELF_RULED.sub("", _UNDER.sub("", _STREET_OFFICE.sub("", _JUNK.sub("", _BRACKETS.sub("", text)))))
    for zone, short in _ZONES:
        bare = zone.sub(short, bare)
    return bare


def is_own_level(name: str) -> bool:
    """Whether a name or title says 本级: a customs house publishes one report for itself and one for its district."""
    return bool(_OWN_LEVEL.search(unicodedata.normalize("NFKC", name)))


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[str, ...]:
    """A registered name without its brackets, what the brackets hold where that is a name itself, and a branch's other name."""
    inner = [piece.strip("（(【[〔）)】]〕") for piece in _BRACKETS.findall(name)]
    own = folded(name)
    forms = [own, *(folded(piece) for piece in inner if len(piece) > 3 and _ORGAN.search(piece)), *_of_branch(own)]
    return tuple(dict.fromkeys(form for form in forms if len(form) >= 2))


def _of_branch(name: str) -> Iterator[str]:
    """What a branch is also called: 横山区公安分局 and 横山公安分局 are 渤海市公安局横山区分局."""
    if branch := _BRANCH.match(name[len(place_of(name)) :]):
        seat, mark, own = branch["seat"], branch["mark"], branch["field"] + branch["kind"]
        yield from dict.fromkeys((f"{seat}{mark}{own}", f"{seat}{own}"))


def _against(said: str, form: str, full: str) -> Same:
    """`form` is a name or alias of the agency, `full` its registered name, which holds the place."""
    if said == form:
        return Same.EXACT
    if _GOVERNMENT.search(form):
        return _government(said, form) if places_fit(place_of(said), full) else Same.OTHER
    are_both_offices = bool(_OFFICE.search(said)) == bool(_OFFICE.search(form))
    if not are_both_offices or said.startswith(form) or form.startswith(said) or is_cut_within(said, form):
        return Same.OTHER
    if form.endswith(said):
        return Same.SAME if _has_place(said) else Same.SHORT
    if said.endswith(form):
        # A larger place before a full name (河南省周口市财政局) changes nothing; before 财政局 alone it decides.
        return Same.SAME if _has_place(form) or places_fit(said[: -len(form)], full) else Same.OTHER
    if not places_fit(place_of(said), full):
        return Same.OTHER
    if _is_told_by_place_and_task(said, form):
        return Same.NEAR
    return max(_abbreviates(said, form), _abbreviates(form, said))


def _government(said: str, form: str) -> Same:
    """丽水市 and 丽水市政府 mean 丽水市人民政府; every other name that begins with another's is a different body."""
    bare, other = _GOVERNMENT.sub("", said), _GOVERNMENT.sub("", form)
    if not bare or not other or not (_GOVERNMENT.search(said) or said[-1] in PLACE_END) or is_cut_within(bare, other):
        return Same.OTHER
    return (
        Same.SAME if bare == other or (len(bare) > 2 and (other.endswith(bare) or bare.endswith(other))) else Same.OTHER
    )


def _is_told_by_place_and_task(said: str, form: str) -> bool:
    """平阳司法 and 平阳司法局 for 平阳县司法局."""
    place = place_of(form)
    stem, organ = place.rstrip(PLACE_END), form[len(place) :]
    task = re.sub(r"[局厅委办]$", "", organ)
    return len(stem) > 1 and len(task) > 1 and said in (stem + task, stem + organ)


def _has_place(name: str) -> bool:
    return len(place_of(name)) > 1


def _abbreviates(short: str, long: str) -> Same:
    """教体局 for 教育体育局 is SHORT: signs left out in several places; 教育局 for it is NEAR: one piece left out."""
    if len(short) < 3 or len(long) <= len(short):
        return Same.OTHER
    short, long = (WITHIN.sub("", DISTRICT.sub("", name[len(place_of(name)) :])) for name in (short, long))
    # 第一中学 is no short form of 第十一中学.
    # 教育局招生办 is a part of 教育局, whatever place stands before it.
    if long.startswith(short) and _ORGAN.search(short) and long != short + "员会":
        return Same.OTHER
    if len(short) < 2 or not long.startswith(short[0]) or _NUMERAL.findall(short) != _NUMERAL.findall(long):
        return Same.OTHER
    gaps, at = 0, 0
    for sign in short:
        found = long.find(sign, at)
        if found < 0:
            return Same.OTHER
        gaps += found > at
        at = found + 1
    if _ENDED.match(long[at - 1 :]):
        return Same.OTHER
    gaps += at < len(long)
    return Same.SHORT if gaps > 1 else Same.NEAR
