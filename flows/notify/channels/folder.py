"""The channel that sends nothing: messages and their attachments are laid into the newest run, for a person to pass on."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from flows.notify.channels.handover import Handover, Outcome
from flows.os_fault import why

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


class FolderChannel:
    """Writes below `OUT/latest/notices/outgoing`. Writing a message twice leaves it once."""

    name = "folder"
    is_repeatable = True
    needs_address = False
    afterwards = "函件放在输出文件夹中，并未寄出，请按收件人转交 (laid into a folder, not mailed: pass them on)"

    def __init__(self, out: Path) -> None:
        self._folder = out / "latest" / "notices" / "outgoing"

    def deliver(self, message_id: str, recipients: tuple[str, ...], content: bytes) -> Handover:
        """Write the message whole, then its attachments beside it."""
        place = self._folder / _NOT_PLAIN.sub("-", message_id.strip("<>").partition("@")[0])
        try:
            place.mkdir(parents=True, exist_ok=True)
            for part in email.message_from_bytes(content, policy=email.policy.SMTP).iter_attachments():
                name = _NOT_PLAIN.sub("-", part.get_filename() or "attachment")
                _write(place / name, part.get_payload(decode=True))
            _write(place / "message.eml", content)
        except OSError as fault:
            return Handover(Outcome.LATER, f"{place}: {why(fault)}")
        return Handover(Outcome.SENT, str(place))

    def close(self) -> None:
        """Nothing is held open."""


def _write(path: Path, content: object) -> None:
    aside = path.with_name(f".{path.name}.partial")
    aside.write_bytes(content if isinstance(content, bytes) else b"")
    aside.replace(path)
