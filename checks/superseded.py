"""Words by which a version of a report says that it counts no more: in its title, and on its page above the text.

What a corrected version calls itself does not belong here.
"""

from __future__ import annotations

import re

_WORDS = "旧版|原版|旧稿|原稿|历史版本|作废|失效|停用|撤回|撤销|撤下|勿用|有误|更正前|修订前|修改前|已更正|已废止|草稿|初稿|送审稿|讨论稿"
_TITLE = re.compile(
    rf"[(（【\[](?:旧|[^)）】\]]{{0,10}}(?:{_WORDS})[^)）】\]]{{0,3}})[)）】\]]|[-—_ ](?:旧版|原版|作废)$|^(?:旧版|作废)[:：]"
)
_NOTE = re.compile(
    r"[本此该](?:版本?|页面?|网页|稿件?|文件|链接|报告|年报)[^，。；]{0,6}(?:停用|作废|失效|旧版|旧稿|不再使用|(?:已|被)(?:替代|替换|撤[回下销]))"
    r"|以[^，。；]{0,6}(?:最新|更正后|更新后|修订后|重新发布|新版)[^，。；]{0,8}(?:版本?|报告|年报|文件|页面?)[^，。；]{0,4}为准"
)


def is_superseded(title: str, note: str = "") -> bool:
    """Whether a version is called superseded by its title, or by what stands above its text (`note`)."""
    return bool(_TITLE.search(title) or _NOTE.search(note))
