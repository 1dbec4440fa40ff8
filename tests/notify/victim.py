"""A sender in a process of its own that stops where it is to be killed: `python -m tests.notify.victim LEDGER PORT before|after`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from flows.ledger import Ledger
from flows.notify.channels import Handover
from flows.notify.channels.smtp import SmtpChannel
from flows.notify.post.sending import send_queued
from flows.settings import load_settings
from tests.notify.office import WANG, Clock, act


class Stuck(SmtpChannel):
    """Hands over, or does not, and never comes back."""

    def deliver(self, message_id: str, recipients: tuple[str, ...], content: bytes) -> Handover:
        if sys.argv[3] == "after":
            super().deliver(message_id, recipients, content)
        print("here", flush=True)
        time.sleep(60)
        raise SystemExit(1)


if __name__ == "__main__":
    asked = load_settings(mail_channel="smtp", smtp_host="127.0.0.1", smtp_port=int(sys.argv[2]), smtp_security="none")
    send_queued(Ledger(f"sqlite:///{sys.argv[1]}"), Stuck(asked), asked, act(WANG, datetime.now(UTC)), Clock())
