"""Whether one name may be that of an agency that bore another before: what its name shares with the old one, and what forbids it."""

from __future__ import annotations

import re

from checks.model import Agency
from flows.crawl.pages.names import folded
from flows.crawl.pages.territory import DISTRICT, WITHIN, place_of, places_fit

_BRANCH_END = re.compile(r"[分支]局$")
_PART = re.compile("(?!员会|[和与暨及])..")
_TOWN = re.compile(r"(镇|乡|街道)(人民政府|政府)?$")
_AREA = re.compile(r"(政府|[省市县区州盟旗])$")
# What any agency may be called besides what it does.
_COMMON = re.compile(r"人民政府|政府|办公室|管理|服务|委员会|中心|事务|工作|监督|[局厅委办会和与镇乡县市区]")


def may_succeed(name: str, agency: Agency) -> bool:
    """Whether an agency of this name may be the one registered under another: of its place, with a word of its task in common."""
    new, old = folded(name), folded(agency.name)
    stems = [_COMMON.sub(" ", _within(text)).strip() for text in (new, old)]
    pairs = [{stem[at : at + 2] for at in range(len(stem) - 1) if " " not in stem[at : at + 2]} for stem in stems]
    # 水利局 and 水务局: of two signs the first is the task.
    is_like = all(len(stem) == 2 for stem in stems) and stems[0][0] == stems[1][0]
    return places_fit(place_of(new), old) and (is_like or bool(pairs[0] & pairs[1]))


def is_of_raised_place(name: str, agency: Agency) -> bool:
    """Whether a name differs from the agency's in the rank of its place alone: 海门区教育局 was 海门市教育局."""
    new, old = folded(name), folded(agency.name)
    return (
        new != old
        and len(new) == len(old)
        and place_of(new)[:-1] == place_of(old)[:-1]
        and _within(new) == _within(old)
    )


def is_below(name: str, agency: Agency) -> bool:
    """Whether a name is that of a district's body, of a branch, or of a part of the agency: never its new name.

    水利局水政监察大队 is a part of 水利局.
    """
    new, old = _within(folded(name)), _within(folded(agency.name))
    if _PART.match(new[len(old) :]) and new.startswith(old):
        return True
    return any(form.search(new) and not form.search(old) for form in (DISTRICT, _BRANCH_END))


def _within(name: str) -> str:
    """A folded name without the place that it begins with."""
    return WITHIN.sub("", name[len(place_of(name)) :])


def without_place(name: str) -> str:
    """What is left of a name in one list from year to year: 郸城县财政局 and 县财政局 → 财政局."""
    bare = folded(name)
    return WITHIN.sub("", bare[len(place_of(bare)) :]) or bare


def is_of_one_rank(name: str, other: str) -> bool:
    """Whether both are governments, both towns or sub-districts, or both bodies of another kind."""
    ranks = [(bool(_TOWN.search(bare)), bool(_AREA.search(bare))) for bare in (folded(name), folded(other))]
    return ranks[0] == ranks[1]
