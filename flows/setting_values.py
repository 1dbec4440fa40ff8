"""What settings that are written as one text may hold: hours, days, cron times, hosts, names of programs, files.

Each function gives the value that the text stands for, or the text itself. All raise `ValueError` for anything else.
"""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

# Minute, hour, day of the month, month, weekday.
_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_ITEM = re.compile(r"(?:\*|\?|L|[0-9]+(?:-[0-9]+)?|[A-Z]{3}(?:-[A-Z]{3})?|[0-9]+#[1-5])(?:/[1-9][0-9]*)?")
_HOST = re.compile(r"[a-z0-9_.:\[\]-]+")
_CRON = "应为五段的 cron 时间，如每天两点为 0 2 * * *"
WRITTEN = {
    "agencies": "不能为空",
    "out": "不能为空",
    "timezone": "应为时区名，如 Asia/Shanghai",
    "cron": _CRON,
    "letters_cron": _CRON,
    "quiet_hours": "应写作 07:30-18:00，多段以 ; 分隔",
    "mail_quiet_days": "应写作 2025-03-05，多天以 ; 分隔",
    "allow_private": "应为网段，如 10.0.0.0/8，多个以 ; 分隔",
    "suspended_hosts": "应为主机名，如 www.example.gov.cn，多个以 ; 分隔",
    "user_agent": "应为一行可见字符",
    "ca_bundle": "不是可用的证书文件",
}
"""How each setting that is written as one text is to be written, for whoever wrote it otherwise."""


def hours(text: str) -> tuple[tuple[time, time], ...]:
    """Times of day as (begin, end) from `HH:MM-HH:MM`, `;` between; one may run over midnight, none is empty."""
    pieces = [piece.split("-") for piece in _pieces(text)]
    if any(len(piece) != 2 for piece in pieces):
        raise ValueError("HH:MM-HH:MM, `;` between")
    spans = tuple((time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())) for begin, end in pieces)
    for begin, end in spans:
        if begin == end or begin.tzinfo or end.tzinfo:
            raise ValueError("begin and end must differ, without a time zone")
    return spans


def days(text: str) -> frozenset[date]:
    """Days from `YYYY-MM-DD`, `;` between."""
    return frozenset(map(date.fromisoformat, _pieces(text)))


def cron(text: str) -> str:
    """A cron time of five fields, or one of cron's names such as `@daily`."""
    fields = text.upper().split()
    if fields in (["@HOURLY"], ["@DAILY"], ["@MIDNIGHT"], ["@WEEKLY"], ["@MONTHLY"]):
        return text
    if len(fields) != len(_FIELDS):
        raise ValueError("five fields; every day at 02:00 is 0 2 * * *")
    for field, (least, most) in zip(fields, _FIELDS, strict=True):
        for item in field.split(","):
            numbers = map(int, re.findall(r"(?<![#/0-9])[0-9]+", item))
            if not _ITEM.fullmatch(item) or not all(least <= number <= most for number in numbers):
                raise ValueError(f"{item} is no part of a cron time; every day at 02:00 is 0 2 * * *")
    return text


def hosts(text: str) -> str:
    """Names of hosts, `;` between, as they stand in an address: none of them is an address itself."""
    for piece in _pieces(text):
        if not _HOST.fullmatch(piece.lower()):
            raise ValueError(f"{piece} is no host; one is www.example.gov.cn")
    return text


def agent(text: str) -> str:
    """The name that a program goes by on the web: a header of HTTP is one line."""
    if not text.strip() or not text.isprintable():
        raise ValueError("one line of printable characters")
    return text


def certificates(text: str) -> str:
    """A file of certificates that can be trusted instead of the usual ones; empty for none."""
    if text:
        import ssl

        try:
            ssl.create_default_context(cafile=text)
        except OSError as fault:
            raise ValueError(f"no file of certificates: {fault.strerror or fault}") from None
    return text


def path(text: str | Path) -> str | Path:
    """A path that names something: an empty text would be the working folder."""
    if not str(text).strip():
        raise ValueError("must not be empty")
    return text


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]
