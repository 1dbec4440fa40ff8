"""Everything that goes with one letter, made from its words: document, annex, the form to answer on, the mail's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.notify.writing.annex import workbook
from flows.notify.writing.composing import compose
from flows.notify.writing.following import compose_closing, compose_reminder
from flows.notify.writing.letter import Letter, blank_values
from flows.notify.writing.matter import Matter
from flows.notify.writing.stationery import Stationery, filled, stationery
from flows.notify.writing.word import Template, Values, fill, template
from flows.notify.writing.wording import one_line, statement
from flows.official import title_lines
from flows.settings import config_dir

LETTER, REMINDER, CLOSING, OVERVIEW = "letter", "reminder", "closing", "overview"
"""The kinds of letters: of a case, in between, at its end; and to a parent office about its agencies' cases."""
_FILES = ("letter.docx", "feedback.docx")
_ALWAYS = frozenset(
    {"banner", "number", "title", "recipient", "opening", "heading", "item", "annex", "signature", "day"}
)
_LETTER_FIELDS = _ALWAYS | {"mark", "contact", "copies"}
_FORM_FIELDS = frozenset({"agency", "title", "number", "finding_id", "problem"})


@dataclass(frozen=True, slots=True)
class Papers:
    """A letter ready to be looked at: in words, as a document, its annex, the form to answer on, the mail's text."""

    letter: Letter
    document: bytes
    annex: bytes
    feedback: bytes
    mail: str


def papers(
    matter: Matter, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form], kind: str = LETTER
) -> Papers:
    """Everything that goes with one letter about an agency; only the letter of a case has annexes."""
    if kind != LETTER:
        composer = compose_closing if kind == CLOSING else compose_reminder
        letter = composer(matter, paper, catalogue, forms)
        return Papers(letter, document(letter), b"", b"", mail_text(letter, paper))
    letter = compose(matter, paper, catalogue, forms)
    annex, form = workbook(matter, catalogue, forms), feedback_form(matter, letter, catalogue)
    return Papers(letter, document(letter), annex, form, mail_text(letter, paper))


def check_templates() -> None:
    """Look over the office's Word templates before anything is drafted.

    Raises `SettingsError` that names every missing or unknown field.
    """
    _letter_template()
    _form_template()


def look_of_the_letters() -> str:
    """A digest of the office's words and Word templates."""
    texts = (
        stationery().model_dump_json().encode(),
        *((config_dir() / "letters" / name).read_bytes() for name in _FILES),
    )
    return sha256(b"\x00".join(texts)).hexdigest()


def document(letter: Letter) -> bytes:
    """The letter as `.docx` bytes, in the look of `config/letters/letter.docx`."""
    values = {
        "mark": letter.mark,
        "banner": letter.banner,
        "number": letter.number,
        "title": "\n".join(title_lines(letter.title)),
        "recipient": letter.recipient,
        "opening": letter.opening,
        "contact": letter.contact,
        "signature": letter.signature,
        "day": letter.day,
        "copies": letter.copies,
    }
    return fill(_letter_template(), values, [list(_body(letter)), list(_annexes(letter.annexes))], letter.title)


def feedback_form(matter: Matter, letter: Letter, catalogue: Catalogue) -> bytes:
    """The form on which the agency answers, as `.docx` bytes, in the look of `config/letters/feedback.docx`."""
    rows = [
        {"finding_id": one.finding_id, "problem": statement(one, catalogue, matter.is_confirmed)}
        for one in matter.findings
    ]
    values = {"agency": one_line(matter.agency.name), "title": f"《{letter.title}》", "number": matter.stamp.number}
    return fill(_form_template(), values, [rows], letter.title)


def mail_text(letter: Letter, paper: Stationery) -> str:
    """The words of the mail that carries a letter, under the draft's mark while it is one."""
    values = {
        "agency": letter.recipient.removesuffix("："),
        "title": letter.title,
        "office": paper.office.name,
        "self": paper.office.self,
    }
    text = filled(paper.texts.mail, blank_values() | values)
    return f"【{letter.mark}】\n\n{text}" if letter.mark else text


def _body(letter: Letter) -> Iterator[Values]:
    for part in letter.parts:
        if part.heading:
            yield {"heading": part.heading}
        yield from ({"item": text} for text in part.paragraphs)


def _annexes(annexes: tuple[str, ...]) -> Iterator[Values]:
    """An empty line, 附件：1.… and the further ones under the first; a single one has no number. Source: GB/T 9704-2012, 7.3.4."""
    if annexes:
        yield {"annex": ""}
    for place, annex in enumerate(annexes, 1):
        number = f"{place}." if len(annexes) > 1 else ""
        yield {"annex": f"{'附件：' if place == 1 else '　　　'}{number}{annex}"}


@cache
def _letter_template() -> Template:
    return template(config_dir() / "letters" / _FILES[0], _ALWAYS, _LETTER_FIELDS)


@cache
def _form_template() -> Template:
    return template(config_dir() / "letters" / _FILES[1], _FORM_FIELDS, _FORM_FIELDS)
