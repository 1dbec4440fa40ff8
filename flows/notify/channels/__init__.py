"""The ways by which a letter leaves. A new channel is a new module here and a line in `channel`."""

from __future__ import annotations

from flows.notify.channels.folder import FolderChannel
from flows.notify.channels.handover import Channel, Handover, Outcome
from flows.notify.channels.smtp import SmtpChannel
from flows.settings import Settings

__all__ = ["Channel", "Handover", "Outcome", "channel"]


def channel(settings: Settings) -> Channel:
    """The channel of the settings.

    Raises `SettingsError` where it lacks something.
    """
    return SmtpChannel(settings) if settings.mail_channel == "smtp" else FolderChannel(settings.out)
