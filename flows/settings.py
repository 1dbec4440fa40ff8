"""Settings: `config/settings.toml` with GOUJI_* environment variables over it, validated once at the edge."""

from __future__ import annotations

import os
import tomllib
from datetime import date, time
from functools import cache
from importlib.resources.abc import Traversable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from flows import setting_values
from flows.errors import SettingsError
from flows.os_fault import why


def config_dir() -> Path:
    """The folder of configuration: GOUJI_CONFIG, else `config/` beside the code, else the copy in the package.

    Raises `SettingsError` where GOUJI_CONFIG names no folder.
    """
    if named := os.environ.get("GOUJI_CONFIG"):
        if not Path(named).is_dir():
            raise SettingsError(f"GOUJI_CONFIG {named}: 没有这个文件夹 (no such folder)")
        return Path(named)
    beside = Path(__file__).resolve().parent.parent / "config"
    return beside if beside.is_dir() else Path(__file__).resolve().parent / "_config"


class _Toml(TomlConfigSettingsSource):
    """The settings' file, with or without the mark that Windows' editors put before UTF-8."""

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        return tomllib.loads(file_path.read_text("utf-8-sig"))


class Settings(BaseSettings):
    """Every setting; meanings and units stand beside the defaults in `config/settings.toml`."""

    model_config = SettingsConfigDict(env_prefix="GOUJI_", extra="forbid", frozen=True, allow_inf_nan=False)

    agencies: Path = Path("config/agencies")
    out: Path = Path("reports_out")
    database: str = ""

    cron: str = "0 2 * * *"
    timezone: str = "Asia/Shanghai"
    shard_size: int = Field(500, ge=1, le=100_000)
    workers: int = Field(8, ge=1, le=256)

    user_agent: str = "GoujiBot/0.1"
    pause_seconds: float = Field(1.0, ge=0)
    connect_timeout_seconds: float = Field(10.0, gt=0)
    read_timeout_seconds: float = Field(30.0, gt=0)
    total_timeout_seconds: float = Field(120.0, gt=0)
    retries: int = Field(2, ge=0, le=10)
    backoff_seconds: float = Field(1.0, ge=0)
    max_redirects: int = Field(8, ge=0, le=50)
    max_bytes: int = Field(52_428_800, ge=1024)
    max_pages: int = Field(40, ge=1)
    respect_robots: bool = True
    robots_hours: float = Field(24.0, ge=0, le=24)
    allow_private: str = ""
    follow_suffix: bool = True
    max_header_bytes: int = Field(65_536, ge=1024)
    max_url_length: int = Field(2048, ge=64)
    ca_bundle: str = ""
    accept_bad_certificates: bool = False
    breaker_failures: int = Field(5, ge=1)
    suspended_hosts: str = ""
    quiet_hours: str = ""
    removed_after_nights: int = Field(3, ge=1)
    refuse_hollow_nights: bool = True
    keep_evidence_nights: int = Field(0, ge=0)
    render: bool = False
    search_every_nights: int = Field(7, ge=1)
    recheck_nights: int = Field(7, ge=1, le=14)
    settled_after_nights: int = Field(7, ge=1, le=60)

    max_document_bytes: int = Field(52_428_800, ge=1024)
    max_document_pages: int = Field(200, ge=1)
    max_table_cells: int = Field(200_000, ge=1000)
    reading_seconds: float = Field(60.0, gt=0)
    recognition_seconds: float = Field(300.0, gt=0)
    reading_memory_bytes: int = Field(2_147_483_648, ge=268_435_456)

    mail_channel: Literal["folder", "smtp"] = "folder"
    mail_test_address: str = ""
    mail_attempts: int = Field(5, ge=1, le=20)
    mail_pause_seconds: float = Field(0.5, ge=0)
    mail_per_hour: int = Field(0, ge=0)
    mail_workdays_only: bool = False
    mail_quiet_days: str = ""
    letter_pdf: bool = True
    letters_cron: str = ""
    alert_urls_file: str = ""
    acting_as: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(587, ge=1, le=65_535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password_file: str = ""
    smtp_timeout_seconds: float = Field(30.0, gt=0)

    @field_validator("allow_private")
    @classmethod
    def _cidrs(cls, value: str) -> str:
        for part in filter(None, (piece.strip() for piece in value.split(";"))):
            ip_network(part, strict=False)
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            raise ValueError("no such time zone; one is Asia/Shanghai") from None
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        setting_values.hours(value)
        return value

    @field_validator("mail_quiet_days")
    @classmethod
    def _days(cls, value: str) -> str:
        setting_values.days(value)
        return value

    @field_validator("letters_cron")
    @classmethod
    def _cron_or_never(cls, value: str) -> str:
        return setting_values.cron(value) if value else value

    _cron = field_validator("cron")(setting_values.cron)
    _hosts = field_validator("suspended_hosts")(setting_values.hosts)
    _agent = field_validator("user_agent")(setting_values.agent)
    _certificates = field_validator("ca_bundle")(setting_values.certificates)
    _path = field_validator("agencies", "out", mode="before")(setting_values.path)

    @property
    def mail_quiet(self) -> frozenset[date]:
        """The days on which no mail leaves."""
        return setting_values.days(self.mail_quiet_days)

    @property
    def quiet_spans(self) -> tuple[tuple[time, time], ...]:
        """The quiet hours as (begin, end) of the day in the settings' time zone; one may run over midnight."""
        return setting_values.hours(self.quiet_hours)

    @property
    def allowed_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks among private and loopback addresses that may be fetched all the same."""
        parts = filter(None, (piece.strip() for piece in self.allow_private.split(";")))
        return tuple(ip_network(part, strict=False) for part in parts)

    @property
    def database_url(self) -> str:
        """The ledger's SQLAlchemy URL; by default an SQLite file in the output folder."""
        return self.database or f"sqlite:///{self.out.resolve() / 'ledger.sqlite'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments over environment over the file."""
        return (init_settings, env_settings, _Toml(settings_cls, config_dir() / "settings.toml"))


def load_settings(**given: object) -> Settings:
    """The settings in force; `given` (from the command line) outrank the environment and the file.

    Raises `SettingsError` that names every wrong setting.
    """
    known = {name: value for name, value in given.items() if value is not None}
    file = config_dir() / "settings.toml"
    if file.exists() and not file.is_file():
        raise SettingsError(f"{file}: 不是文件 (no file)")
    try:
        return Settings(**known)  # type: ignore[arg-type]  # pydantic validates each value itself
    except ValidationError as fault:
        place = f"{file} 或 GOUJI_ 环境变量"
        raise SettingsError("\n".join(f"{place}: {_told(error)}" for error in fault.errors())) from None
    except ValueError as fault:
        raise SettingsError(f"{file}: 不是合规的 UTF-8 TOML 文件 ({fault})") from None


def _told(error: ErrorDetails) -> str:
    """One wrong setting in Chinese, with pydantic's own words behind it."""
    limits = error.get("ctx", {})
    words = {
        "int_parsing": "应为整数",
        "float_parsing": "应为数字",
        "bool_parsing": "应为 true 或 false",
        "literal_error": f"应为 {str(limits.get('expected')).replace(' or ', '、')} 之一",
        "greater_than": f"应大于 {limits.get('gt')}",
        "greater_than_equal": f"不能小于 {limits.get('ge')}",
        "less_than_equal": f"不能大于 {limits.get('le')}",
        "finite_number": "应为有限的数",
        "extra_forbidden": "没有这一项",
    }
    said = words.get(error["type"]) or setting_values.WRITTEN.get(str(error["loc"][0]), "值有误")
    return f"{'.'.join(map(str, error['loc']))} “{error['input']}”：{said} ({error['msg']})"


@cache
def config_text(name: str) -> str:
    """The text of a file below the configuration folder, such as `rules.yaml`; empty where it does not exist.

    Raises `SettingsError` where it cannot be read or is no UTF-8.
    """
    path = config_dir() / name
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        remedy = "在 Excel 中请另存为“CSV UTF-8（逗号分隔）”" if path.suffix == ".csv" else "请另存为 UTF-8"
        raise SettingsError(f"{path}:{line}: 编码不是 UTF-8，{remedy} (not UTF-8)") from None
    except OSError as fault:
        raise SettingsError(f"{path}: 无法读取，{why(fault)} (cannot be read)") from None
