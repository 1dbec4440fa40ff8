"""What the settings refuse, what a night refuses of the office's other files, and what is only told of."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.errors import SettingsError
from flows.extract.claims.lexicon import lexicon
from flows.extract.forms import forms
from flows.overlooked import tell_day, tell_overlooked, tell_quiet
from flows.publish import english
from flows.reference import reference_figures
from flows.rulebook import rulebook
from flows.settings import config_dir, config_text, load_settings
from flows.shift import Wish, look_over
from flows.waivers import COLUMNS
from tests.loopback import loopback_settings

Office = Callable[[str, str], Path]
_KEPT = (config_text, lexicon, forms, rulebook, reference_figures, english._glossary)


@pytest.fixture
def office(own_config: Path) -> Iterator[Office]:
    """Puts a file of an office's own in a configuration folder like the shipped one."""

    def put(name: str, text: str) -> Path:
        path = own_config / name
        if path.parent.is_symlink():
            path.parent.unlink()
            path.parent.mkdir()
        path.unlink(missing_ok=True)
        path.write_text(text, "utf-8")
        return path

    _forget()
    yield put
    _forget()


@pytest.fixture
def wish(tmp_path: Path) -> Callable[[], Wish]:
    """A night over a sound registry, with the settings in force when it is called."""

    def _wish() -> Wish:
        row = "a,青岭市财政局,department,http://www.example.gov.cn/"
        (tmp_path / "agencies.csv").write_text(f"agency_id,name,kind,site_url\n{row}\n", "utf-8")
        return Wish(2023, date(2024, 2, 6), datetime(2024, 2, 6, tzinfo=UTC), loopback_settings(tmp_path))

    return _wish


def _forget() -> None:
    for kept in _KEPT:
        kept.cache_clear()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("cron", value) for value in ("", "2", "every day", "99 2 * * *", "0 2 * * 8", "0 0 2 * * *", "0 2 * * MONDAY")),
        ("letters_cron", "0 25 * * 1-5"),
        *(("quiet_hours", value) for value in ("7:30 to 18", "22:00-24:00", "08:00-08:00", "22:00+08:00-06:00")),
        *(("suspended_hosts", value) for value in ("http://www.example.gov.cn/", "www.a.cn，www.b.cn")),
        *(("user_agent", value) for value in ("", " ", "Gouji\nX: y")),
        *(("ca_bundle", value) for value in ("/nowhere/ca.pem", __file__)),
        *(("agencies", value) for value in ("", " ")),
        ("out", ""),
        *(("backoff_seconds", value) for value in ("inf", "nan")),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_at_once(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"GOUJI_{name.upper()}", value)
    with pytest.raises(SettingsError, match=name) as told:
        load_settings()
    assert str(told.value).count("settings.toml") == 1
    assert "值有误" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("cron", value) for value in ("*/15 1-5 * * MON-FRI", "0 2 L * *", "0 2,14 1 JAN,FEB ?", "@daily", "0 2 * * 5#2")),
        ("letters_cron", ""),
        ("quiet_hours", "22:00-06:00; 12:00-13:30"),
        ("suspended_hosts", "www.Example.gov.cn; 10.0.0.1:8080;[::1]"),
    ],
)  # fmt: skip
def test_what_can_be_is_taken(name: str, value: str) -> None:
    assert getattr(load_settings(**{name: value}), name) == value


def test_the_settings_file_may_begin_with_the_mark_of_windows_editors(office: Office) -> None:
    office("settings.toml", "\ufeffretries = 7\n")
    assert load_settings().retries == 7


def test_a_folder_in_place_of_the_settings_file_is_no_file_of_defaults(office: Office) -> None:
    office("settings.toml", "").unlink()
    (config_dir() / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match=r"settings\.toml: 不是文件"):
        load_settings()


def test_a_configuration_folder_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CONFIG", "/nowhere/config")
    with pytest.raises(SettingsError, match="GOUJI_CONFIG /nowhere/config"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rules.yaml", ""),
        ("rules.yaml", "- ["),
        ("forms/2021.yaml", "a: ["),
        ("forms/2021.yaml", "name: '2021'"),
        ("forms/2021.yaml", ""),
        ("claims.yaml", "a: ["),
        ("claims.yaml", "received: 收到"),
        ("claims.yaml", ""),
        ("english.yaml", "labels: ["),
        ("english.yaml", "- label"),
    ],
)
def test_a_broken_file_of_the_configuration_is_one_line_before_anything_is_fetched(
    wish: Callable[[], Wish], office: Office, name: str, text: str
) -> None:
    office(name, text)
    with pytest.raises(SettingsError, match=Path(name).name) as told:
        look_over(wish())
    assert "\n" not in str(told.value)


def test_a_row_of_a_list_that_holds_more_than_its_head_is_refused(office: Office, wish: Callable[[], Wish]) -> None:
    office("waivers.csv", f"{','.join(COLUMNS)},until\nql-fgw,T3-OTHER,2023,x,王,因甲,,因乙\n")
    with pytest.raises(SettingsError, match=r"waivers\.csv:2: 这一行比表头多出内容"):
        look_over(wish())


def test_addresses_of_alerts_that_cannot_be_read_are_refused_before_the_night(
    wish: Callable[[], Wish], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_ALERT_URLS_FILE", "/nowhere/urls")
    with pytest.raises(SettingsError, match="alert_urls_file /nowhere/urls"):
        look_over(wish())


def test_what_has_no_effect_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office("waivers.csv", f"{','.join(COLUMNS)}\nql-fwg,T3-OTHER,2023,x,王,因\nql-fgw,T3-OTHER,2023,x,王,因\n")
    office("reference.csv", "agency_id,year,source,cell,value\nql-jj,2023,submitted,T3.new.total,5\n")
    monkeypatch.setenv("GOUJI_RETRY", "3")
    monkeypatch.setenv("GOUJI_RETRIES", "3")
    with caplog.at_level(logging.WARNING):
        tell_overlooked(["ql-fgw"])
    assert [record.getMessage().split("，不")[0].split("，这")[0] for record in caplog.records] == [
        "GOUJI_RETRY：没有这一项设置",
        "waivers.csv：登记表中没有单位 ql-fwg",
        "reference.csv：登记表中没有单位 ql-jj",
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2024, 2, 6), []), (date(2024, 2, 7), ["还没有到"]), (date(2024, 1, 25), ["早于上一次核查的 2024-02-05"])],
)
def test_a_night_for_a_day_to_come_or_before_the_last_one_is_warned(
    day: date, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    tell_day(day, date(2024, 2, 6), date(2024, 2, 5))
    assert len(caplog.records) == len(told)
    assert all(words in caplog.text for words in told)


@pytest.mark.parametrize(("hour", "is_told"), [(23, True), (5, True), (6, False), (12, False)])
def test_a_night_begun_in_quiet_hours_over_midnight_is_warned(
    hour: int, is_told: bool, caplog: pytest.LogCaptureFixture
) -> None:
    shanghai = datetime(2024, 1, 10, hour, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    with caplog.at_level(logging.WARNING):
        tell_quiet(load_settings(quiet_hours="22:00-06:00"), shanghai.astimezone(UTC))
    assert bool(caplog.records) is is_told
