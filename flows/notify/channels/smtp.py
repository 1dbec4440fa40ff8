"""The channel to a mail relay, spoken step by step so that it is known whether the relay had taken the message.

Before the body is handed over a fault means that nothing was taken; once the body is on its way a silence means that
nobody can tell, and a person decides.
"""

from __future__ import annotations

import smtplib
import ssl
from email.utils import parseaddr

from flows.errors import SettingsError
from flows.notify.channels.handover import Handover, Outcome
from flows.notify.secrets import secret
from flows.notify.writing.stationery import stationery
from flows.settings import Settings

PASSWORD = "GOUJI_SMTP_PASSWORD"


class SmtpChannel:
    """One connection to the relay of the settings, opened at the first message and again when it was lost."""

    name = "smtp"
    is_repeatable = False
    needs_address = True
    afterwards = ""

    def __init__(self, settings: Settings) -> None:
        """Raises `SettingsError` where the relay is not named or the password cannot be had."""
        if not settings.smtp_host:
            raise SettingsError("smtp_host: 使用 smtp 渠道须填写邮件服务器 (the smtp channel needs a server)")
        self._settings = settings
        self._password = _password(settings) if settings.smtp_user else ""
        self._sender = parseaddr(stationery().office.from_email)[1]
        self._relay: smtplib.SMTP | None = None

    def deliver(self, message_id: str, recipients: tuple[str, ...], content: bytes) -> Handover:
        """Hand one message to the relay."""
        try:
            relay = self._connected()
            refusal = self._envelope(relay, recipients)
        except smtplib.SMTPResponseException as fault:
            self.close()
            return _answered(fault.smtp_code, fault.smtp_error)
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Handover(Outcome.LATER, f"邮件服务器无法连接或中断：{_words(fault)} (nothing was handed over)")
        return refusal or self._body(relay, content)

    def close(self) -> None:
        """Say good-bye, if anybody is there."""
        relay, self._relay = self._relay, None
        if relay is not None:
            try:
                relay.quit()
            except (smtplib.SMTPException, OSError):
                relay.close()

    def _connected(self) -> smtplib.SMTP:
        if self._relay is None:
            self._relay = self._open()
        return self._relay

    def _open(self) -> smtplib.SMTP:
        asked = self._settings
        context = ssl.create_default_context(cafile=asked.ca_bundle or None)
        timeout = asked.smtp_timeout_seconds
        if asked.smtp_security == "tls":
            relay: smtplib.SMTP = smtplib.SMTP_SSL(asked.smtp_host, asked.smtp_port, timeout=timeout, context=context)
        else:
            relay = smtplib.SMTP(asked.smtp_host, asked.smtp_port, timeout=timeout)
        try:
            if asked.smtp_security == "starttls":
                relay.starttls(context=context)
            if asked.smtp_user:
                relay.login(asked.smtp_user, self._password)
        except BaseException:
            relay.close()
            raise
        return relay

    def _envelope(self, relay: smtplib.SMTP, recipients: tuple[str, ...]) -> Handover | None:
        """Why the relay does not want it. One recipient that is refused refuses the message: it goes to all or nobody."""
        relay.ehlo_or_helo_if_needed()
        for address in ("", *recipients):
            code, said = relay.rcpt(address) if address else relay.mail(self._sender)
            if code not in (250, 251):
                relay.rset()
                answered = _answered(code, said)
                return Handover(answered.outcome, f"{address} {answered.detail}".strip())
        return None

    def _body(self, relay: smtplib.SMTP, content: bytes) -> Handover:
        try:
            code, said = relay.data(content)
        except smtplib.SMTPDataError as fault:
            self.close()
            return _answered(fault.smtp_code, fault.smtp_error)
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Handover(Outcome.UNCLEAR, f"正文交付中断，服务器是否已接收不明：{_words(fault)} (unclear)")
        return Handover(Outcome.SENT, _said(said)) if code == 250 else _answered(code, said)


def _answered(code: int, said: bytes | str) -> Handover:
    """4xx may heal, 5xx does not."""
    outcome = Outcome.LATER if 400 <= code < 500 else Outcome.REFUSED
    return Handover(outcome, f"{code} {_said(said)}")


def _said(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:300]


def _words(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200] or type(fault).__name__


def _password(settings: Settings) -> str:
    found = secret(PASSWORD, settings.smtp_password_file, "smtp_password_file")
    if not found:
        raise SettingsError(f"smtp_user: 须在环境变量 {PASSWORD} 或 smtp_password_file 中给出密码 (no password)")
    return found
