"""Whose report it is: the same body in other words, and other bodies in almost the same."""

from __future__ import annotations

import pytest

from checks.model import Agency
from flows.crawl.pages.names import Same, compare

SAME = [
    ("青岭市水利局办公室", "青岭市水利局", ()),
    ("中共青岭市水利局党组", "青岭市水利局", ()),
    ("青岭市水利局机关", "青岭市水利局", ()),
    ("青岭市水利局", "青岭市水利局", ()),
    ("市水利局", "青岭市水利局", ()),
    ("水利局", "青岭市水利局", ()),
    ("岚东省青岭市水利局", "青岭市水利局", ()),
    ("云水区财政局", "青岭市云水区财政局", ()),
    ("青岭市", "青岭市人民政府", ()),
    ("青岭市政府", "青岭市人民政府", ()),
    ("云水区", "青岭市云水区人民政府", ()),
    ("青岭市教体局", "青岭市教育体育局", ()),
    ("云水县卫健委", "云水县卫生健康委员会", ()),
    ("青岭市发改委", "青岭市发展和改革委员会", ()),
    ("青岭市人社局", "青岭市人力资源和社会保障局", ()),
    ("市国动办", "青岭市人民防空办公室", ("青岭市国防动员办公室",)),
    ("云水区税务局", "国家税务总局青岭市云水区税务局", ()),
    ("青岭市水务局", "青岭市水利局", ("青岭市水务局",)),
    ("某新闻署", "某新闻署（某版权局）", ()),
    ("某版权局", "某新闻署（某版权局）", ()),
    ("青岭高新区管委会", "青岭高新区(经开区)管委会", ()),
    ("青岭海关（本级）", "青岭海关", ()),
    ("青岭市教育体育局", "青岭市教体局", ()),
    ("青岭市市场监管局", "青岭市市场监督管理局", ()),
    ("市政府办公室", "青岭市人民政府办公室", ()),
    ("云水县文化和旅游局、云水县文物局", "云水县文化和旅游局", ()),
    ("云水县文化和旅游局、云水县文物局", "云水县文物局", ()),
    ("云水县文化和旅游局暨文物局", "云水县文化和旅游局", ()),
    ("青岭市国资委", "青岭市人民政府国有资产监督管理委员会", ()),
    ("云水区石湾街道", "云水区人民政府石湾街道办事处", ()),
    ("石湾街道办事处", "云水区人民政府石湾街道办事处", ()),
    ("经开区管委会", "青岭经济技术开发区管理委员会", ()),
    ("高新区管委会", "青岭高新技术产业开发区管委会", ()),
    ("云水区公安分局", "青岭市公安局云水区分局", ()),
    ("云水公安分局", "温州市公安局云水区分局", ()),
    ("市公安局云水区分局", "青岭市公安局云水区分局", ()),
    ("云水县市监局", "云水县市场监督管理局", ()),
    ("县市场监管局", "云水县市场监督管理局", ()),
    ("市民政局", "青岭市民政局", ()),
    ("县财政局", "沛县财政局", ()),
    ("大理州财政局", "大理白族自治州财政局", ()),
    ("自治县财政局", "宽甸满族自治县财政局", ()),
    ("双江县财政局", "双江拉祜族佤族布朗族傣族自治县财政局", ()),
    ("云水区房屋征收办", "青岭市云水区房屋征收工作管理办公室", ()),
]
OTHER = [
    ("云水县城关镇人民政府", "青岭县城关镇人民政府", ("城关镇", "城关镇政府")),
    ("青岭经济开发区财政局", "青岭县财政局", ("县财政局", "财政局")),
    ("青岭市云水区财政局", "青岭市财政局", ("财政局",)),
    ("云水县文化和旅游局、云水县文物局", "云水县旅游局", ()),
    ("青岭市林业局", "青岭市水利局", ()),
    ("云水县水利局", "青岭市水利局", ()),
    ("云水县水利局", "青岭市水利局", ("水利局",)),
    ("青岭市水利局", "青岭市云水区水利局", ()),
    ("青岭市公安局云水分局", "青岭市公安局", ()),
    ("青岭市公安局", "青岭市公安局云水分局", ()),
    ("青岭市", "青岭市水利局", ()),
    ("青岭市人民政府", "青岭市水利局", ()),
    ("青岭市人民政府办公室", "青岭市人民政府", ()),
    ("青岭市人民政府", "青岭市人民政府办公室", ()),
    ("青岭市税务局", "国家税务总局青岭市云水区税务局", ()),
    ("云水县教体局", "青岭市教育体育局", ()),
    ("青岭市民政局", "青岭市财政局", ()),
    ("青岭市第一中学", "青岭市第十一中学", ()),
    ("第1税务所", "青岭市第10税务所", ()),
    ("江湾区公安分局", "青岭市公安局云水区分局", ()),
    ("江湾公安分局", "青岭市公安局云水区分局", ()),
    ("云水区市场监管分局", "青岭市公安局云水区分局", ()),
    ("云水区人民政府江湾街道办事处", "云水区人民政府石湾街道办事处", ()),
    ("云水区人民政府", "云水区人民政府石湾街道办事处", ()),
    ("云水区石湾街道", "云水区人民政府", ()),
    ("青岭市政府办公室", "青岭市云水区人民政府办公室", ()),
    ("高新区管委会", "青岭经济技术开发区管理委员会", ()),
    ("青岭市国资委", "青岭市人民政府", ()),
    ("杭州市财政局", "温州市财政局", ()),
    ("城区教育局", "潞城区教育局", ()),
    ("潞城区教育局", "城区教育局", ()),
    ("新城区", "城区人民政府", ()),
    ("云水县民政局", "云水县市政局", ()),
    ("东青岭市水利局", "青岭市水利局", ("市水利局",)),
    ("青岭市农业农村局种子管理站", "青岭市农业农村局", ("青岭市农业局",)),
    ("青岭市卫生健康局疾病预防控制中心", "青岭市卫生健康局", ("市卫健局",)),
    ("青岭市卫生健康委员会监督所", "青岭市卫生健康委员会", ("市卫健委",)),
    ("青岭市水利局", "东青岭市水利局", ("市水利局",)),
]


def agency(name: str, aliases: tuple[str, ...]) -> Agency:
    return Agency("a", name, "department", aliases=aliases)


@pytest.mark.parametrize(("said", "name", "aliases"), SAME)
def test_the_same_body_in_other_words(said: str, name: str, aliases: tuple[str, ...]) -> None:
    assert compare(said, agency(name, aliases)) >= Same.SHORT


@pytest.mark.parametrize(("said", "name", "aliases"), OTHER)
def test_another_body_in_almost_the_same_words(said: str, name: str, aliases: tuple[str, ...]) -> None:
    assert compare(said, agency(name, aliases)) is Same.OTHER


def test_two_plates_on_one_door_are_both_named() -> None:
    said = "青岭市农业农村局（市乡村振兴局）"
    assert compare(said, agency("青岭市乡村振兴局", ())) is Same.SAME
    assert compare(said, agency("青岭市农业农村局", ())) is Same.EXACT
    assert compare("青岭市农业农村局（机关）", agency("青岭市乡村振兴局", ())) is Same.OTHER


@pytest.mark.parametrize("said", ["青岭市政府办", "青岭市人民政府办", "青岭市府办"])
def test_a_governments_office_in_short(said: str) -> None:
    assert compare(said, agency("青岭市人民政府办公室", ())) >= Same.SHORT
    assert compare(said, agency("青岭市人民政府", ())) is Same.OTHER


def test_no_name_says_nothing() -> None:
    assert compare("", agency("青岭市水利局", ())) is Same.UNNAMED


def test_the_fuller_the_name_the_surer() -> None:
    ours = agency("青岭市水利局", ())
    assert compare("青岭市水利局", ours) > compare("岚东省青岭市水利局", ours) > compare("水利局", ours)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("青岭市公安局", "青岭市公安交通管理局"),
        ("青岭市教育局", "青岭市教育体育局"),
        ("青岭市农业局", "青岭市农业农村局"),
        ("青岭市财政监督局", "青岭市财政局"),
        ("青岭财政", "青岭市财政局"),
    ],
)
def test_a_name_with_one_piece_more_or_less_is_near_and_no_more(said: str, name: str) -> None:
    assert compare(said, agency(name, ())) is Same.NEAR


_CITY = Agency("c", "澜江市文化广电和旅游局", "department", aliases=("市文旅局", "文旅局"))
_DISTRICT = Agency("d", "澜江市东山区文化广电和旅游局", "department", aliases=("东山区文旅局", "文旅局"))


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ("澜江市东山区文化广电和旅游局", _CITY),
        ("云南省澜江市东山区文化广电和旅游局", _CITY),
        ("澜江市高新技术产业开发区文化广电和旅游局", _CITY),
        ("澜江市东山区文旅局", _CITY),
        ("澜江市文化广电和旅游局", _DISTRICT),
        ("澜江市文旅局", _DISTRICT),
        ("市文化广电和旅游局", _DISTRICT),
        ("澜江市西岭区文化广电和旅游局", _DISTRICT),
    ],
)
def test_a_districts_body_is_never_the_citys_whatever_either_is_called_in_short(said: str, agency: Agency) -> None:
    assert compare(said, agency) is Same.OTHER


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ("云南省澜江市文化广电和旅游局", _CITY),
        ("文旅局", _CITY),
        ("云南省澜江市东山区文化广电和旅游局", _DISTRICT),
        ("东山区文化广电和旅游局", _DISTRICT),
        ("区文旅局", _DISTRICT),
        ("澜江市东山区文旅局", _DISTRICT),
    ],
)
def test_a_place_more_or_less_leaves_a_body_the_same(said: str, agency: Agency) -> None:
    assert compare(said, agency) >= Same.SHORT
