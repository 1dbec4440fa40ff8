from __future__ import annotations

import pytest

from flows.notify.writing.address import called


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("清河县人民政府", "你县"),
        ("清河土家族苗族自治州人民政府", "你州"),
        ("清河县柳林镇人民政府", "你镇"),
        ("清河县城关街道办事处", "你街道"),
        ("清河县人民政府办公室", "你办"),
        ("清河省人民政府办公厅", "你厅"),
        ("清河市公安局城东分局", "你局"),
        ("清河市发展和改革委", "你委"),
        ("清河市人民政府国有资产监督管理委员会", "你委"),
        ("清河经济技术开发区管理委员会", "你管委会"),
        ("清河市人民医院", "你院"),
        ("清河市第一中学", "你校"),
        ("清河市水务集团有限公司", "你公司"),
        ("清河市大数据发展管理局（清河市政务服务局）", "你局"),
        ("清河市公安局交通警察支队", "你支队"),
        ("清河海关", "你单位"),
        ("清河市农业农村局、乡村振兴局", "你单位"),
    ],
)
def test_a_body_is_called_by_what_its_name_ends_with(name: str, said: str) -> None:
    assert called(name) == said
