"""How a letter calls the body that it is written to: 你县, 你局, 你办, by the last words of its name."""

from __future__ import annotations

import re

# What a name ends with → what the body is called after 你; the first that fits counts.
_CALLED = tuple(
    (re.compile(f"(?:{ending})$"), called)
    for ending, called in (
        ("街道(?:办事处|办)?", "街道"),
        ("(?:[省市区州盟县旗乡镇]|苏木)(?:人民政府)?", ""),
        ("[区园](?:管理委员会|管委会)", "管委会"),
        ("[总支大]队", ""),
        ("委员会", "委"),
        ("办公室", "办"),
        ("办公厅", "厅"),
        ("(?:大|中|小|学)[学校]", "校"),
        ("银行", "行"),
        ("中心|公司", ""),
        ("[局厅部署委办院校园馆所站社会队]", ""),
    )
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_UNKNOWN = "单位"


def called(name: str) -> str:
    """你 with what the body is: 你县 for a county's government, 你局 for a bureau; 你单位 where its name does not tell.

    A body of two names, one behind 、 or 加挂 in brackets, is called by the first, or 你单位.
    """
    own = _ASIDE.sub("", "".join(name.split()))
    if "、" in own or "/" in own:
        return f"你{_UNKNOWN}"
    for ending, word in _CALLED:
        if found := ending.search(own):
            return f"你{word or found[0].removesuffix('人民政府')}"
    return f"你{_UNKNOWN}"
