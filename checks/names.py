"""Names of public bodies: whether two names mean the same one, and which one a sentence has as its subject.

No list of real bodies is kept: a name is its place, its field and its kind of body (周口市 · 国防动员 · 办公室). What follows
from another body's name in a report is `checks.wording_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_KIND = r"管理委员会|管委会|委员会|办公室|办公厅|办事处|人民政府|政府|研究室|街道|中心|分局|支局|总局|局|厅|委|办|镇|乡|苏木|院|站|处|会|队"
_NAME = re.compile(
    rf"^(?P<place>(?:(?!市城市)[一-龥]{{2,8}}?(?:自治[州县旗]|[省市县区旗盟州](?!政|场|域|划|委))|[省市县区州](?!政|场|域|划))*)(?P<field>[一-龥（）()]*?)(?P<kind>{_KIND})$"
)
_PLACES = "省市县区旗盟州"
ZONE_KIND = "管委会"
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_TOWN = re.compile(r"(?P<name>[一-龥]{1,6}(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处|街道办)?$")
_BRANCH = re.compile(r"^(?P<body>.{3,}?[局厅委])(?P<seat>[一-龥]{2,10})(?P<kind>分局|支局)$")
# 云岭经济技术开发区管委会: the zone's own name, however long, is what tells it from another one.
_ZONE = re.compile(r"^(?P<zone>[一-龥]{2,24}?(?:区|园|城|港|基地))(?P<kind>管理委员会|管委会)$")
_PARTICLES = str.maketrans("", "", "和与及、·")
_LEVELS = str.maketrans("", "", _PLACES)


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name taken apart; `kind` is its last word (局, 镇, 办公室), `field` what it deals with, empty for a town."""

    text: str
    place: str
    field: str
    kind: str

    @property
    def is_town(self) -> bool:
        """Whether it is a 乡, 镇 or 街道."""
        return self.kind in ("镇", "乡", "街道", "苏木")

    @property
    def is_zone(self) -> bool:
        """Whether it is the 管委会 of a zone; its `field` is the zone's name."""
        return self.kind == ZONE_KIND


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name | None:
    """A name as its parts, or None where the words are no body's name.

    A town's `field` is empty and its `place` its own name: 渤海县横山镇人民政府 is 横山镇. A zone has no `place`, and what it
    is called as `field`: 云岭经济技术开发区管委会 is 云岭经济技术开发. A branch deals with what its body
    deals with, in the place of its seat: 渤海市公安局横山区分局 is 渤海市横山区 · 公安 · 分局, as 区公安分局 is.
    """
    bare = _BRACKET.sub("", "".join(text.split()))
    if (branch := _BRANCH.match(bare)) and (body := parse_name(branch["body"])) and body.field:
        seat = branch["seat"] if branch["seat"][-1] in _PLACES else ""
        return Name(bare, body.place + seat, body.field, branch["kind"])
    town = _TOWN.search(bare)
    if town:
        own = re.split(f"[{_PLACES}]|政府", town["name"])[-1]
        return Name(bare, own, "", "街道" if own.endswith("街道") else own[-1:])
    if zone := _ZONE.match(bare):
        return Name(bare, "", zone["zone"].translate(_LEVELS), ZONE_KIND)
    match = _NAME.match(bare)
    if match is None or not (match["field"] or match["place"]):
        return None
    return Name(bare, match["place"], match["field"].translate(_PARTICLES), match["kind"])


def is_same_body(one: Name, other: Name, families: Sequence[frozenset[str]] = ()) -> bool:
    """Whether two names may be the same body: a town's name, or a field that is the other's, short for it, or its later name.

    Source of `families`: the reforms of 2018 and 2023 (人民防空 → 国防动员); the catalogue lists them as parameters.
    """
    if one.is_town or other.is_town:
        return one.is_town and other.is_town and _same_town(one.place, other.place)
    if one.is_zone and other.is_zone and one.field[:2] == other.field[:2]:
        # 云岭工业园 may have become 云岭经济开发区.
        return True
    return is_short_for(one.field, other.field) or is_renamed(one, other, families)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one body's: the same, one short for the other, or no names that can be taken apart."""
    one, other = (name.replace("人民政府", "政府") for name in (one, other))
    if one.endswith(other) or other.endswith(one):
        return True
    first, second = parse_name(one), parse_name(other)
    return first is None or second is None or (is_same_body(first, second) and not is_elsewhere(first, second))


def is_renamed(one: Name, other: Name, families: Iterable[frozenset[str]]) -> bool:
    """Whether two fields belong to one family of reformed bodies."""
    return any(_in_family(one.field, family) and _in_family(other.field, family) for family in families)


def is_short_for(one: str, other: str) -> bool:
    """Whether the shorter field is an abbreviation of the longer: its characters in order (教体 of 教育体育)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return bool(short) and all(character in rest for character in short)


def is_elsewhere(one: Name, other: Name) -> bool:
    """Whether both names say their place and the places are two of one level (佛坪县, 五华县); 市 alone says none."""
    first, second = _named_places(one), _named_places(other)
    pairs = ((a, b) for a in first for b in second if a[-1] == b[-1])
    return any(a != b for a, b in pairs) and not set(first) & set(second)


def is_of_other_level(one: Name, other: Name) -> bool:
    """Whether both say their level and it is not the same: a supervisor or a subordinate, never a peer."""
    mine, theirs = _level(one), _level(other)
    return mine is not None and theirs is not None and theirs != mine


def _named_places(name: Name) -> list[str]:
    return [place for place in re.findall(f"[一-龥]+?[{_PLACES}]", name.place) if len(place) > 2]


def _level(name: Name) -> int | None:
    """0 province, 1 prefecture, 2 county, 3 town; None where the name does not say. 市 may be either of two and says none."""
    if name.is_town:
        return 3
    levels = {"省": 0, "州": 1, "盟": 1, "县": 2, "旗": 2, "区": 2, "市": 1}
    return levels.get(name.place[-1:]) if name.place else None


def _same_town(one: str, other: str) -> bool:
    """横山镇 and 横山街道 may be one town before and after; 横山镇 and 石湾镇 are two."""
    return re.sub(r"(?:镇|乡|街道|苏木)$", "", one) == re.sub(r"(?:镇|乡|街道|苏木)$", "", other)


def _in_family(field: str, family: frozenset[str]) -> bool:
    return any(is_short_for(field, member) for member in family)


def families_of(parameters: Mapping[str, object]) -> tuple[frozenset[str], ...]:
    """The families of renamed bodies from a rule's parameters: `families: [[人民防空, 国防动员], …]`."""
    listed = parameters.get("families")
    return tuple(frozenset(map(str, family)) for family in listed) if isinstance(listed, list) else ()
