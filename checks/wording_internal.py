"""Documents that are not public, cited by title or number.

Most cited notices are public; only a marker beside the number, or an office's own list, makes one suspect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.masking import mask
from checks.model import Filing, Hit, Responsibility
from checks.prose import sentences, solid
from checks.registry import Answer, Context, filing_rule

_MARKED = re.compile(
    r"[〔\[（(](?:19|20)\d\d[〕\]）)]\d{1,4}号[，,]?[（(]?(?:内部(?:资料|文件|使用)|秘密|机密|绝密|不予公开|此件不公开|不公开)[）)]?"
    r"|[（(](?:内部(?:资料|文件|使用)|秘密|机密|绝密|此件不公开)[）)]|(?:秘密|机密|绝密)★"
)


@filing_rule("TXT-INTERNAL")
def cites_internal(filing: Filing, context: Context) -> Iterator[Answer]:
    """A document marked as not public, or on the office's list of such, is cited.

    Source: practice (保密审查). A person decides whether the citation itself gives anything away.
    """
    if filing.report is None:
        return
    listed = [str(title) for title in context.rule.parameters.get("not_public") or []]
    for sentence in sentences(filing.report):
        text = solid(sentence.text)
        match = _MARKED.search(text)
        said = match.group() if match else next((title for title in listed if title in text), None)
        if said is not None:
            quote = mask(sentence.text[:160])
            yield Hit(
                context.rule.id, key=said, values={"said": said}, quote=quote, responsibility=Responsibility.UNDECIDED
            )
