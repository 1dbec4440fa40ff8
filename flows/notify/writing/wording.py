"""How far a letter may go in words: 存在 only for confirmed errors that are mandated or logical, 疑似 or 请核实 otherwise."""

from __future__ import annotations

import re

from checks.catalogue import Catalogue
from checks.model import Finding, Severity
from flows.official import days_in_words
from flows.wild import shown

# What a quotation says, or a heading such as 存在的主要问题, is not the letter's own word.
_CERTAIN = re.compile(r"(?<!疑似)(?<!不)存在(?!的|问题|主要)(?![^“”]*”)")
_ASKS = re.compile(r"疑似|核实|复核|核对|人工")
_NO_XML = re.compile("[\ufffe\uffff]")
# A full stop that is not inside a quotation.
_STOP = re.compile("。(?![^“”]*”)")
_SHORTEST_SENTENCE = 8
_BASES_OF_FAULTS = frozenset("ML")


def is_firm(finding: Finding, catalogue: Catalogue, is_confirmed: bool) -> bool:
    """Whether a letter may state the finding as a fact.

    Source: the wording discipline of notices: confirmed by a person, an error, mandated (M) or logically impossible (L).
    """
    rule = catalogue.rules.get(finding.rule_id)
    return (
        is_confirmed
        and finding.severity is Severity.ERROR
        and rule is not None
        and rule.basis.verified
        and rule.basis.code in _BASES_OF_FAULTS
    )


def statement(finding: Finding, catalogue: Catalogue, is_confirmed: bool) -> str:
    """What the letter says of the finding, with its figures; never more than what is confirmed."""
    message = _with_figures(finding, one_line(finding.message))
    return message if is_firm(finding, catalogue, is_confirmed) else _asking(message)


def quotation(finding: Finding) -> str:
    """The sentence of the report that the finding rests on, as it stands there; empty where the message gives it, or for a figure."""
    # What our reader puts between the cells of a row is no word of the report.
    quote = _printable((finding.evidence.quote or "").replace(" | ", " "))
    if len(quote) < _SHORTEST_SENTENCE or quote in _printable(finding.message):
        return ""
    # Source: GB/T 15834-2011, 4.8.3.4: a quotation within a quotation has single marks.
    return quote.translate(str.maketrans("“”", "‘’"))


def law(finding: Finding, catalogue: Catalogue) -> str:
    """The law that the finding rests on; empty where its wording was never seen in writing: such a text is not quoted."""
    rule = catalogue.rules.get(finding.rule_id)
    return one_line(finding.legal_basis) if rule is not None and rule.basis.verified else ""


def name(finding: Finding, catalogue: Catalogue) -> str:
    """The rule in words; a letter shows no bare rule number."""
    rule = catalogue.rules.get(finding.rule_id)
    return rule.name_zh if rule else "其他"


def one_line(text: str) -> str:
    """Text from outside as one line fit for a document: unseen marks and breaks taken out, days in Chinese."""
    return days_in_words(_printable(text))


def _printable(text: str) -> str:
    return " ".join(_NO_XML.sub("", shown(text)).split())


def _asking(message: str) -> str:
    softened = _CERTAIN.sub("疑似有", message)
    if _ASKS.search(softened):
        return softened
    # What is said of the report comes first; what follows is how it was found, or how to mend it.
    says, *rest = _STOP.split(softened, maxsplit=1)
    return "，请核实。".join((says, *rest)) if rest else f"{says}，请核实。"


def _with_figures(finding: Finding, message: str) -> str:
    """The sentence with its figures added where it gives none of them itself."""
    actual, expected = one_line(finding.actual or ""), one_line(finding.expected or "")
    if any(figure and figure in message for figure in (actual, expected)):
        return message
    parts = []
    if actual:
        parts.append(f"填报{actual}")
    if expected:
        parts.append(f"对照为{expected}")
    if finding.difference is not None:
        parts.append(f"相差{abs(finding.difference):g}")
    return f"{message.rstrip('。')}（{'，'.join(parts)}）。" if parts else message
