from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from pytest_httpserver import HTTPServer

import flows.commands
from flows.cli import main
from flows.demo.bodies import YEAR, body
from flows.demo.body import article_html
from flows.demo.draft import Facts, sound_facts
from flows.demo.faults import added, told_instead
from flows.demo.prose import write
from flows.desk import Handed, Question, hand_in
from flows.errors import GoujiError, HollowNight, LedgerError, OutputError, SettingsError
from flows.run_folder import make_ready
from flows.settings import load_settings

NONE_RECEIVED = told_instead({"T3.new.total": 0, "T3.carried_in.total": 0})


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def json(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self.out)
        return found


Ask = Callable[..., Said]


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes]) -> Ask:
    """Run a command in this process: an import of everything for each test would cost minutes."""

    def _ask(*arguments: str | Path) -> Said:
        code = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Said(code, out, err.decode("utf-8"))

    return _ask


def page(*slips: Callable[[Facts], Facts], agency_id: str = "ql-fgw", year: int = YEAR) -> str:
    facts = sound_facts(body(agency_id), year)
    for slip in slips:
        facts = slip(facts)
    draft = write(facts, date(year + 1, 1, 20))
    return (
        f"<html><head><meta charset='utf-8'><title>{draft.title}</title></head>"
        f"<body><h1>{draft.title}</h1>{article_html(draft)}</body></html>"
    )


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    def _save(content: str, name: str = "report.html") -> Path:
        path = tmp_path / name
        path.write_text(content, "utf-8")
        return path

    return _save


Save = Callable[..., Path]


def rule_ids(said: Said, severity: str = "error") -> list[object]:
    findings: Sequence[dict[str, object]] = said.json[0]["findings"]  # type: ignore[assignment]
    return [finding["rule_id"] for finding in findings if finding["severity"] == severity]


def test_a_sound_report_has_no_finding_and_says_so(ask: Ask, save: Save) -> None:
    said = ask("check", save(page()))
    assert said.code == 0
    assert "未发现问题" in said.text


def test_of_a_report_cut_short_it_is_not_said_that_nothing_is_wrong(ask: Ask, save: Save) -> None:
    whole = page()
    cut = save(whole[: whole.index("总体情况")])
    assert "报告未读全" in ask("check", cut).text
    assert "报告未读全" in ask("check", cut, "--format", "html").text


def test_a_contradiction_is_told_with_its_sentence_its_cell_law_and_remedy(ask: Ask, save: Save) -> None:
    said = ask("check", save(page(NONE_RECEIVED)))
    assert said.code == 1
    for part in ("TXT-NORECV", "T3.new.total", "未收到", "依据", "整改", "应为 0"):
        assert part in said.text


def test_the_json_of_a_check_holds_report_findings_and_what_was_not_assessable(ask: Ask, save: Save) -> None:
    said = ask("check", save(page(NONE_RECEIVED)), "--format", "json")
    assert said.code == 1
    (answer,) = said.json
    assert set(answer) == {"report", "findings", "not_assessable"}
    assert "TXT-NORECV" in rule_ids(said)
    assert answer["report"]["year"] == YEAR  # type: ignore[index]


def test_the_html_of_a_check_is_one_page(ask: Ask, save: Save) -> None:
    said = ask("check", save(page(NONE_RECEIVED)), "--format", "html")
    assert said.code == 1
    assert "<html" in said.text
    assert "TXT-NORECV" in said.text


def test_a_source_that_cannot_be_read_is_null_and_the_others_are_still_checked(
    ask: Ask, save: Save, tmp_path: Path
) -> None:
    good = save(page())
    said = ask("check", tmp_path / "none.html", good, "--format", "json")
    assert said.code == 2
    assert said.json[0] is None
    assert said.json[1]["report"]
    assert said.err.startswith(f"gouji: {tmp_path / 'none.html'}")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.html", ""),
        ("notice.html", "<html><body><p>关于召开会议的通知</p></body></html>"),
        ("broken.docx", "PK\x03\x04 not a zip"),
        ("unknown.xyz", "\x00\x01\x02\x03"),
    ],
)
def test_what_is_no_report_is_one_clear_line(ask: Ask, save: Save, name: str, content: str) -> None:
    path = save(content, name)
    said = ask("check", path)
    assert said.code == 2
    (line,) = said.err.splitlines()
    assert name in line


def test_a_folder_in_place_of_a_file_is_one_clear_line(ask: Ask, tmp_path: Path) -> None:
    said = ask("check", tmp_path)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1


def test_a_year_without_a_form_cannot_be_checked(ask: Ask, save: Save) -> None:
    said = ask("check", save(page()), "--year", "2015")
    assert said.code == 2
    assert "2015" in said.err


def test_a_report_at_an_address_is_fetched_like_any_page(
    ask: Ask, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_ALLOW_PRIVATE", "127.0.0.0/8")
    monkeypatch.setenv("GOUJI_RETRIES", "0")
    httpserver.expect_request("/nb.html").respond_with_data(page(NONE_RECEIVED), content_type="text/html")
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    said = ask("check", httpserver.url_for("/nb.html"), "--format", "json")
    assert said.code == 1
    finding = said.json[0]["findings"][0]  # type: ignore[index]
    assert finding["evidence"]["url"] == httpserver.url_for("/nb.html")
    assert finding["evidence"]["retrieved"]
    missing = ask("check", httpserver.url_for("/none.html"))
    assert missing.code == 2


def test_a_private_address_is_not_fetched_unless_allowed(ask: Ask, httpserver: HTTPServer) -> None:
    said = ask("check", httpserver.url_for("/nb.html"))
    assert said.code == 2
    assert httpserver.log == []


def test_last_years_report_is_compared_when_it_is_given(ask: Ask, save: Save) -> None:
    now = save(page(added({"T3.carried_in.natural": 40, "T3.carried_in.total": 40})), "now.html")
    before = save(page(year=YEAR - 1), "before.html")
    with_it = ask("check", now, "--previous", before, "--format", "json")
    assert "T3-CARRY" in rule_ids(with_it, "error") + rule_ids(with_it, "warning")
    assert ask("check", now, now, "--previous", before).code == 2


def test_the_wrong_file_for_last_years_report_is_told_and_not_compared(ask: Ask, save: Save) -> None:
    now = save(page(added({"T3.carried_in.natural": 40, "T3.carried_in.total": 40})), "now.html")
    others = save(page(agency_id="ql-jyj", year=YEAR - 1), "others.html")
    older = save(page(year=YEAR - 2), "older.html")
    for wrong in (others, older, now):
        said = ask("check", now, "--previous", wrong, "--format", "json")
        assert "T3-CARRY" not in rule_ids(said, "warning")
        assert f"gouji: {wrong}: " in said.err
    assert "青澜市教育局" in ask("check", now, "--previous", others).err


def test_a_report_of_another_year_or_body_than_the_user_says_is_pointed_out(ask: Ask, save: Save) -> None:
    now = save(page(), "now.html")
    assert ask("check", now, "--year", YEAR, "--agency", "青澜市发展和改革委员会").err == ""
    assert f"{YEAR} 年度" in ask("check", now, "--year", YEAR + 1).err
    assert "青澜市教育局" in ask("check", now, "--agency", "青澜市教育局").err


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青澜市石湾镇人民政府", "town"),
        ("青澜市东湖区人民政府", "government"),
        ("青澜市人民政府办公室", "government_office"),
        ("青澜市地方志办公室", "department"),
    ],
)
def test_the_kind_of_a_body_follows_from_its_name(save: Save, name: str, kind: str) -> None:
    question = Question(date(YEAR + 1, 4, 1), agency=name)
    (handed,) = hand_in([str(save(page(), "now.html"))], question, load_settings())
    assert isinstance(handed, Handed)
    assert handed.filing.agency is not None
    assert handed.filing.agency.kind == kind


def test_a_year_that_has_not_come_is_no_report_year(ask: Ask, save: Save) -> None:
    said = ask("check", save(page()), "--year", 20233)
    assert said.code == 2
    assert "20233 年度尚未到来" in said.err


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nonsense", "没有命令“nonsense”"),
        ("check --bogus", "没有选项 --bogus"),
        ("check a --format xml", "--format “xml” 应为 text、json、html 之一"),
        ("check a --year abc", "--year “abc” 应为整数"),
        ("audit --as-of tomorrow", "--as-of “tomorrow” 应写成 YYYY-MM-DD"),
        ("check a --year", "--year 后面缺少内容"),
        ("agencies check", "缺少 FILE_OR_DIR"),
        ("audit extra", "多出“extra”"),
        ("check a --year 2022 --year 2023", "--year 写了两次"),
    ],
)
def test_a_slip_in_the_command_line_is_told_in_one_line(ask: Ask, typed: str, sentence: str) -> None:
    said = ask(*typed.split())
    assert said.code == 2
    assert said.err.startswith(f"gouji: {sentence}，用法见 gouji ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TIMEZONE", "Mars", "timezone “Mars”：应为时区名，如 Asia/Shanghai"),
        ("WORKERS", "0", "workers “0”：不能小于 1"),
        ("MAX_PAGES", "some", "max_pages “some”：应为整数"),
        ("RENDER", "maybe", "render “maybe”：应为 true 或 false"),
        ("MAIL_CHANNEL", "pigeon", "mail_channel “pigeon”：应为 'folder'、'smtp' 之一"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(
    ask: Ask, save: Save, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"GOUJI_{name}", value)
    said = ask("check", save(page()))
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_control_characters_of_a_page_never_reach_the_terminal(ask: Ask, save: Save) -> None:
    hostile = page(NONE_RECEIVED).replace("未收到", "\x1b[31m未收到\x1b]0;owned\x07")
    said = ask("check", save(hostile))
    assert "\x1b" not in said.text
    assert "\x07" not in said.text


def test_extract_gives_every_source_in_order_and_null_for_what_cannot_be_read(
    ask: Ask, save: Save, tmp_path: Path
) -> None:
    good = save(page())
    said = ask("extract", good, tmp_path / "none.html", good)
    assert said.code == 2
    first, second, third = said.json
    assert second is None
    assert first == third
    assert first["form"] == "2021"
    assert first["coverage"] == {"T2": 1.0, "T3": 1.0, "T4": 1.0}


def test_extract_as_csv_has_a_row_a_cell(ask: Ask, save: Save) -> None:
    said = ask("extract", save(page()), "--format", "csv")
    rows = list(csv.DictReader(StringIO(said.text)))
    assert said.code == 0
    assert len(rows) == 200
    assert {"T2.norms.in_force", "T3.new.total", "T4.review.total"} <= {row["cell"] for row in rows}


def test_extract_as_a_workbook_makes_no_formula_of_a_page(ask: Ask, save: Save, tmp_path: Path) -> None:
    target = tmp_path / "cells.xlsx"
    hostile = (
        page()
        .replace("<h1>", "<h1>=HYPERLINK(1)")
        .replace("一、总体情况</strong></p>", "一、总体情况</strong></p><p>=1+1</p>")
    )
    said = ask("extract", save(hostile), "--format", "xlsx", "--output", target)
    assert said.code == 0
    book = openpyxl.load_workbook(target)
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds
    assert book["单元格"].max_row == 201


def test_a_workbook_also_goes_down_a_pipe(ask: Ask, save: Save) -> None:
    said = ask("extract", save(page()), "--format", "xlsx")
    assert openpyxl.load_workbook(BytesIO(said.out)).sheetnames == ["单元格", "正文", "数据表述"]


def test_an_output_file_that_cannot_be_written_is_one_clear_line(ask: Ask, save: Save, tmp_path: Path) -> None:
    said = ask("extract", save(page()), "--format", "csv", "--output", tmp_path / "no" / "folder.csv")
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert "没有这个文件或文件夹" in said.err


def test_the_rules_are_listed_in_three_forms(ask: Ask) -> None:
    assert "TXT-NORECV" in ask("rules").text
    records = ask("rules", "--format", "json").json
    assert {"id", "name", "severity", "basis", "message", "fix", "years"} <= set(records[0])
    assert not [record["id"] for record in records if "{notice}" in str(record)]
    assert "## TXT-NORECV" in ask("rules", "--format", "markdown").text


def test_one_rule_is_told_in_full_and_an_unknown_one_names_its_neighbour(ask: Ask) -> None:
    assert "整改" in ask("rules", "TXT-NORECV").text
    unknown = ask("rules", "TXT-NORCV")
    assert unknown.code == 2
    assert "TXT-NORECV" in unknown.err
    assert "是否指" not in ask("rules", "NOPE-1").err


def test_a_registry_is_validated(ask: Ask, save: Save) -> None:
    good = save("agency_id,name,kind,site_url\na,甲局,department,http://a.example/\n", "a.csv")
    bad = save("agency_id,name,kind,site_url\nA,甲局,dept,nowhere\n", "b.csv")
    assert ask("agencies", "check", good).code == 0
    said = ask("agencies", "check", bad)
    assert said.code == 2
    assert said.text.count(f"{bad}:2: ") == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("check",),
        ("check", "--frobnicate", "a.html"),
        ("check", "a.html", "--year", "twenty"),
        ("check", "a.html", "--format", "pdf"),
        ("rules", "--format", "xlsx"),
        ("audit", "--as-of", "yesterday"),
        ("audit", "--agencies", "nowhere.csv", "--year", "2023"),
        ("audit", "--agencies", "nowhere.csv", "--year", "2023", "--database", "nonsense"),
    ],
)
def test_a_wrong_command_is_refused_without_a_traceback(ask: Ask, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    extra = ("--out", str(tmp_path / "out")) if arguments[0] == "audit" else ()
    said = ask(*arguments, *extra)
    assert said.code == 2
    assert "Traceback" not in said.err + said.text
    assert not (tmp_path / "out").exists()


def test_a_wrong_setting_in_the_environment_is_named(ask: Ask, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_WORKERS", "many")
    said = ask("check", save(page()))
    assert said.code == 2
    assert "workers" in said.err


def test_an_output_folder_that_is_a_file_fails_before_prefect_starts(ask: Ask, save: Save, tmp_path: Path) -> None:
    registry = save("agency_id,name,kind,site_url\na,甲局,department,http://a.example/\n", "a.csv")
    blocked = save("x", "out")
    said = ask("audit", "--agencies", registry, "--year", "2023", "--out", blocked)
    assert said.code == 1
    assert len(said.err.splitlines()) == 1


def test_every_command_tells_how_it_is_used(ask: Ask) -> None:
    overview = ask("--help")
    for path in Path(flows.commands.__file__).parent.glob("[!_]*.py"):
        assert path.stem in overview.text
        assert ask(path.stem, "--help").code == 0


def test_the_command_starts_without_what_it_does_not_need() -> None:
    heavy = ("prefect", "polars", "pandera", "sqlalchemy", "requests", "lxml")
    code = (
        "import sys; from flows.cli import main; main(['check', '--help']);"
        f"sys.exit(','.join(sorted(set({heavy!r}) & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_closes_the_pipe_early_is_no_fault(save: Save) -> None:
    command = f"{sys.executable} -m flows.cli rules --format markdown | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["check", "extract"])
def test_an_answer_that_could_not_be_written_is_no_verdict_on_the_report(save: Save, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "flows.cli", command, str(save(page()))],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 1)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (HollowNight("本夜取得太少"), 1),
        (LedgerError("台账已被占用"), 1),
        (OutputError("写不进去"), 1),
        (SettingsError("设置有误"), 2),
    ],
)
def test_a_night_that_failed_is_told_from_a_setting_that_is_wrong(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, fault: GoujiError, code: int
) -> None:
    def run_audit(**_: object) -> int:
        raise fault

    monkeypatch.setattr("flows.start.run_audit", run_audit)
    said = ask("audit")
    assert (said.code, said.err) == (code, f"gouji: {fault}\n")


@pytest.mark.parametrize(
    "command", [("evidence", "verify"), ("evidence", "show", "F1"), ("rules", "--try", "T3-OTHER")]
)
def test_who_is_told_to_name_the_output_folder_can_name_it(ask: Ask, tmp_path: Path, command: Sequence[str]) -> None:
    said = ask(*command, "--out", tmp_path / "elsewhere")
    assert said.code == 2
    assert str(tmp_path / "elsewhere" / "ledger.sqlite") in said.err


def test_a_full_disk_is_told_before_anything_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.run_folder._LEAST_BYTES", 10**18)
    with pytest.raises(OutputError, match="磁盘已满"):
        make_ready(tmp_path / "out")
