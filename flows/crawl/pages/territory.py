"""The place in an agency's name, and whether two names can be of one place and one level of it.

What the rest of a name says is `flows.crawl.pages.names`.
"""

from __future__ import annotations

import re

DISTRICT = re.compile(r"^[一-鿿]{2,6}?[县区旗]")
# 州, 乡 and 镇 also end the names of cities: 杭州市, 新乡市; 市城市管理局 is no bureau of 市城市.
_LEADING = re.compile(
    r"(?!市城市|[省市县区州]市[场监政容])[一-鿿]{1,8}?(?:自治区|自治州|自治县|[省市县区盟旗]|州(?![市区县](?!场))|[镇乡](?![市区县](?!场)|江))"
)
# 市场监督管理局, 市政园林局 and 市容局 begin with their task, 市民政局 and 市政务服务局 with 市.
WITHIN = re.compile(r"^(?!市[场容]|市监(?!察|狱|测)|市政(?!务|府|法|协))[省市县区州]")
PLACE_END = "省市县区州盟旗镇乡"


def place_of(name: str) -> str:
    """The leading place of a name: 郸城县 of 郸城县财政局; empty where none is marked."""
    match = _LEADING.match(name)
    return match[0] if match and len(match[0]) < len(name) else ""


def is_of_another_level(said: str, full: str) -> bool:
    """Whether a name is that of a district's body and the agency is the city's, or the other way round."""
    (theirs, their_district), (ours, our_district) = _places(said), _places(full)
    if their_district and their_district[:-1] not in full:
        return True
    # 澜江市住建局, 市住建局 for 澜江市东山区住建局
    is_above = bool(theirs) and theirs == ours or (not theirs and bool(WITHIN.match(said)) and said[0] in "省市州")
    return bool(our_district) and not their_district and is_above


def _places(name: str) -> tuple[str, str]:
    """The leading place of a name, and the district within it: 澜江市 and 东山区 of 澜江市东山区财政局."""
    place = place_of(name)
    district = DISTRICT.match(name[len(place) :]) if place else None
    return place, re.sub(r"^.*[省市州](?=..)", "", district[0]) if district else ""


def places_fit(place: str, full: str) -> bool:
    """Whether a place named on a page can be that of the agency: it holds, or is held by, the place of its name.

    A zone or a district within that place holds it in its name, and is another.
    """
    ours = place_of(full).rstrip(PLACE_END)
    theirs = place.rstrip(PLACE_END)
    if min(len(theirs), len(ours)) > 1 and is_cut_within(theirs, ours):
        return False
    return not theirs or not ours or theirs in full or theirs.endswith(ours)


def is_cut_within(one: str, other: str) -> bool:
    """Whether a longer name has but one sign more before the other, which is no place: 潞城区教育局 is not 城区教育局."""
    short, long = sorted((one, other), key=len)
    is_longer_by_one = len(long) == len(short) + 1 and long.endswith(short)
    return is_longer_by_one and long[0] not in PLACE_END + "原" and short[0] not in PLACE_END
