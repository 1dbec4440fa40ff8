"""Personal data in a published report: identity numbers, bank cards, mobile numbers of people who applied.

Whatever leaves this module is masked: quote, message, key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.masking import PersonalNumber, mask, personal_numbers
from checks.model import Filing, Hit, Responsibility, Severity
from checks.prose import Sentence, sentences
from checks.registry import Answer, Context, filing_rule
from checks.report import Report

_NAMES = {
    "identity": ("身份证号码", "identity number"),
    "mobile": ("手机号码", "mobile number"),
    "card": ("银行卡号", "bank card number"),
}
_APPLICANT = re.compile(r"申请人|当事人|投诉人|举报人|信访人|原告|村民|居民|先生|女士|身份证|家住")
_CONTACT = re.compile(r"联系|电话|咨询|热线|传真|手机|邮编|邮箱|地址|负责人|值班")


@filing_rule("TXT-PRIV")
def privacy(filing: Filing, context: Context) -> Iterator[Answer]:
    """A person's number stands unmasked in the prose or the tables.

    An office's own mobile number in its contact line is a question. Source: 条例 article 15.
    """
    report = filing.report
    if report is None:
        return
    seen: set[str] = set()
    for sentence in _places(report):
        for number in personal_numbers(sentence.text):
            if number.masked not in seen:
                seen.add(number.masked)
                yield _hit(context, number, sentence)


def _places(report: Report) -> Iterator[Sentence]:
    """The sentences of the parts that hold such a number at all, and the notes and left-over words of the tables."""
    parts = [(None, report.preamble), *((section.id, section.text) for section in report.sections)]
    suspect = {part for part, text in parts if personal_numbers(text)}
    yield from (sentence for sentence in sentences(report) if sentence.section in suspect)
    notes = (cell.note for cell in report.cells.values() if cell.note)
    yield from (Sentence(text, None, text) for text in (*report.left_over, *notes))


def _hit(context: Context, number: PersonalNumber, sentence: Sentence) -> Hit:
    name, name_en = _NAMES[number.kind]
    return Hit(
        context.rule.id,
        key=f"{number.kind}:{number.masked}",
        actual=number.masked,
        values={"kind": name, "kind_en": name_en, "masked": number.masked},
        quote=mask(sentence.text)[:160],
        severity=_severity(number, sentence),
        responsibility=Responsibility.AGENCY,
    )


def _severity(number: PersonalNumber, sentence: Sentence) -> Severity | None:
    if number.kind != "mobile" or _APPLICANT.search(sentence.text):
        return None
    return Severity.ADVICE if _CONTACT.search(sentence.text) else Severity.WARNING
