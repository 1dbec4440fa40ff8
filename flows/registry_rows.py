"""One row of the registry: what each column may hold, and the sentence for what it may not.

The values come from a spreadsheet, so the sentences name what spreadsheets do to them (01-31 turned into 1月31日).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from checks.model import Agency

Kind = Literal["department", "government", "government_office", "town", "vertical", "zone", "enterprise"]
Level = Literal["central", "province", "prefecture", "county", "township"]

ADDRESSES = ("site_url", "report_list_url", "report_url")
REQUIRED = ("agency_id", "name", "kind")
_ID = re.compile(r"[a-z0-9_.-]{1,100}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_YEAR = re.compile(r"\d{4}")
_FIRST_YEAR, _LAST_YEAR = 2008, 2100
# A year without a 29 February: a deadline must exist in every year.
_COMMON_YEAR = 2001


def _plain(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("含有换行或控制字符 (control characters)")
    return value


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError(f"“{value}” 只能用小写字母、数字和 _ . - (bad id)")
    return value


def _address(value: str) -> str:
    sentence = f"“{value}” 不是 http:// 或 https:// 开头的网址 (bad address)"
    try:
        parts = urlsplit(value)
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or bool(parts.username) or parts.port == 0
    except ValueError:
        raise ValueError(sentence) from None
    if wrong or re.search(r"\s", value):
        raise ValueError(sentence)
    if re.search(r"[{}]", value.replace("{year}", "")):
        raise ValueError(f"“{value}” 中只能用 {{year}} 一种占位 (only {{year}} may stand in braces)")
    return value


def _deadline(value: object) -> object:
    match = re.fullmatch(r"(\d\d)-(\d\d)", str(value))
    try:
        if match is None:
            raise ValueError
        day = date(_COMMON_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        raise ValueError(
            f"“{value}” 应写作 MM-DD，如 01-31；Excel 会把它改成日期，请先把该列设为文本 (bad date)"
        ) from None
    return (day.month, day.day)


def _year(value: object) -> object:
    if not _YEAR.fullmatch(str(value)) or not _FIRST_YEAR <= int(str(value)) <= _LAST_YEAR:
        raise ValueError(f"“{value}” 应为 {_FIRST_YEAR}–{_LAST_YEAR} 之间的四位年份 (bad year)")
    return int(str(value))


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError(f"“{value}” 不是一个电子邮箱地址 (bad e-mail address)")
    return value


def parts_of(value: object) -> tuple[str, ...]:
    """The pieces of a cell that holds several, `;` between."""
    return tuple(part for part in (piece.strip() for piece in re.split("[;；]", str(value))) if part)


Plain = Annotated[str, AfterValidator(_plain)]
Id = Annotated[str, AfterValidator(_id)]
Address = Annotated[str, AfterValidator(_plain), AfterValidator(_address)]
Year = Annotated[int, BeforeValidator(_year)]


class AgencyRow(BaseModel):
    """A row as it stands in the file; an empty cell is a column not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    agency_id: Id
    name: Plain
    aliases: Annotated[tuple[Plain, ...], BeforeValidator(parts_of)] = ()
    kind: Kind
    level: Level | None = None
    parent_id: Id | None = None
    site_url: Address | None = None
    report_list_url: Address | None = None
    report_url: Address | None = None
    deadline: Annotated[tuple[int, int], BeforeValidator(_deadline)] | None = None
    valid_from: Year | None = None
    valid_to: Year | None = None
    predecessors: Annotated[tuple[Id, ...], BeforeValidator(parts_of)] = ()
    contact_email: Annotated[str, AfterValidator(_email)] | None = None
    contact_name: Plain | None = None


COLUMNS = tuple(AgencyRow.model_fields)


def read_row(values: Mapping[str, str]) -> Agency | list[str]:
    """The agency a row describes (column → text, without the empty ones), or a sentence for each of its mistakes."""
    wrong = list(_contradictions(values))
    try:
        row = AgencyRow.model_validate(values)
    except ValidationError as fault:
        return [_sentence(str(error["loc"][0]) if error["loc"] else "", error) for error in fault.errors()] + wrong
    return wrong or Agency(**row.model_dump())


def _contradictions(values: Mapping[str, str]) -> Iterator[str]:
    """What is wrong between columns; asked of the text, so that it is told together with what is wrong in each of them."""
    if not any(column in values for column in ADDRESSES):
        yield f"{'、'.join(ADDRESSES)} 至少要填一个 (no address)"
    first, last = (values.get(column, "") for column in ("valid_from", "valid_to"))
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last) and first > last:
        yield f"valid_from {first} 晚于 valid_to {last} (years the wrong way round)"


def _sentence(column: str, error: Mapping[str, object]) -> str:
    match error["type"]:
        case "missing":
            return f"缺少 {column} (missing)"
        case "literal_error":
            known = get_args(Kind if column == "kind" else Level)
            return f"{column} “{error['input']}” 应为 {'、'.join(known)} 之一 (unknown {column})"
        case _:
            return f"{column} {str(error['msg']).removeprefix('Value error, ')}".strip()
