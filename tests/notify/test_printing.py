"""Letters as PDF where LibreOffice is installed, and a clear word where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.notify.cases.letters import approved_of
from flows.notify.channels.folder import FolderChannel
from flows.notify.post import dispatch, printing
from flows.notify.post.printing import ABSENT, print_letters
from flows.settings import load_settings
from tests.notify.office import ID, WANG, YEAR, Clock, act, approved, case


def test_without_libreoffice_letters_go_without_pdf_and_say_so(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    approved(ledger)
    done = dispatch.send(ledger, load_settings(out=tmp_path), YEAR, (), act(WANG), Clock())
    assert (done.gone, done.notes) == (1, (ABSENT, FolderChannel.afterwards))


def test_a_program_that_gives_nothing_hinders_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/true")
    approved(ledger)
    assert "1 份" in print_letters(ledger, YEAR, [ID], act(WANG))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: letters have no PDF here")
def test_a_letter_is_printed_once_and_kept_as_printed(ledger: Ledger) -> None:
    approved(ledger)
    assert print_letters(ledger, YEAR, [ID], act(WANG)) == ""
    with ledger.reading() as connection:
        (first,) = approved_of(connection, case(ledger).case_id)
    assert first.pdf.startswith(b"%PDF-")
    assert printing._unprinted(ledger, YEAR, [ID]) == []
