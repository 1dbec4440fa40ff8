"""Who is asking: logging in and out, the session of a request, its CSRF token, the throttle on wrong passwords."""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from flows.ledger.accounts import (
    Account,
    Session,
    account_of_token,
    begin_session,
    end_session,
    leave_notice,
    password_of,
    session_of,
)
from flows.ledger.audit_log import LOGIN_FAILED, Entry, failures, note
from flows.review.deciding import Asker
from flows.review.office import Office
from flows.review.passwords import is_right

COOKIE = "gouji_session"
_LASTS = timedelta(hours=10)
_WINDOW = timedelta(minutes=15)
_DOOR = threading.Lock()
_MOST_BY_NAME, _MOST_BY_ADDRESS = 5, 30


class LoginNeeded(Exception):
    """A page was asked for without a session."""


class Refused(Exception):
    """A request that may not be granted: its HTTP status and a sentence in Chinese."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person with a session, and what this page shall tell them once."""

    session: Session
    asker: Asker

    @property
    def account(self) -> Account:
        """Whose session it is."""
        return self.session.account


def office_of(request: Request) -> Office:
    """The console's surroundings."""
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(office_of)]


def visitor(request: Request, office: TheOffice) -> Visitor:
    """The person behind the request's cookie. Raises `LoginNeeded`."""
    secret = request.cookies.get(COOKIE, "")
    if not secret:
        raise LoginNeeded
    with office.ledger.reading() as connection:
        session = session_of(connection, secret, office.now())
    if session is None:
        raise LoginNeeded
    return Visitor(session, Asker(session.account, address_of(request)))


Who = Annotated[Visitor, Depends(visitor)]


def writer(who: Who, csrf: Annotated[str, Form()] = "") -> Visitor:
    """The person behind a form that was made for this very session. Raises `Refused`."""
    if not hmac.compare_digest(csrf.encode(), who.session.csrf.encode()):
        raise Refused(403, "页面已过期，请返回刷新后重试")
    return who


Writer = Annotated[Visitor, Depends(writer)]


_TOKEN = HTTPBearer(auto_error=False, description="`gouji review account token NAME`")


def bearer(
    request: Request, office: TheOffice, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_TOKEN)]
) -> Asker:
    """The account behind a program's token. Raises `Refused`."""
    if given is not None and given.credentials:
        with office.ledger.reading() as connection:
            account = account_of_token(connection, given.credentials.strip())
        if account is not None:
            return Asker(account, address_of(request))
    raise Refused(401, "需要有效的令牌 (Authorization: Bearer …)")


Program = Annotated[Asker, Depends(bearer)]


def log_in(office: Office, name: str, password: str, address: str) -> str | None:
    """The new session's cookie, or None for a wrong name or password. Raises `Refused` after too many wrong ones."""
    now = office.now()
    # One at a time: many guesses at once would all be counted before the first of them is known to be wrong.
    with _DOOR:
        return _through(office, name, password, address, now)


def _through(office: Office, name: str, password: str, address: str, now: datetime) -> str | None:
    with office.ledger.reading() as connection:
        since = now - _WINDOW
        if (
            failures(connection, since, who=name[:100]) >= _MOST_BY_NAME
            or failures(connection, since, address=address) >= _MOST_BY_ADDRESS
        ):
            raise Refused(429, "登录失败次数过多，请 15 分钟后再试")
        known = password_of(connection, name)
    right = is_right(password, known[1] if known else None)
    with office.ledger.writing() as connection:
        note(connection, [Entry(now, name, "login" if right else LOGIN_FAILED, address=address)])
        if not right:
            return None
        secret = secrets.token_urlsafe(32)
        begin_session(connection, secret, name, secrets.token_urlsafe(32), (now, now + _LASTS))
    return secret


def log_out(office: Office, who: Visitor) -> None:
    """End the session."""
    with office.ledger.writing() as connection:
        end_session(connection, who.session.key)
        note(connection, [Entry(office.now(), who.account.name, "logout", address=who.asker.address)])


def tell_once(office: Office, who: Visitor, notice: Any) -> None:
    """Leave something for the session's next page."""
    with office.ledger.writing() as connection:
        leave_notice(connection, who.session.key, notice)


def told(office: Office, who: Visitor) -> Any:
    """What was left for this page; it is gone then."""
    if who.session.notice is not None:
        tell_once(office, who, None)
    return who.session.notice


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""
