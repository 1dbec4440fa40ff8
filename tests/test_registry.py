from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.errors import RegistryError
from flows.registry import load_registry

HEADER = "agency_id,name,kind,site_url"
GOOD = "qh-edu,清河县教育局,department,http://www.qinghe.example/"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def _write(*lines: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return _write


def mistakes_of(path: Path) -> list[str]:
    with pytest.raises(RegistryError) as caught:
        load_registry(path)
    return caught.value.mistakes


def test_a_full_row_becomes_an_agency(write: Callable[..., Path]) -> None:
    path = write(
        "agency_id,name,aliases,kind,level,parent_id,site_url,report_list_url,report_url,deadline,valid_from,valid_to,"
        "predecessors,contact_email,contact_name",
        "qh,清河县人民政府,,government,county,,http://www.qinghe.example/,,,,,,,,",
        "qh-edu-old,清河县教育局,,department,county,qh,http://edu.qinghe.example/,,,,2008,2018,,,",
        "qh-edu,清河县教育体育局,清河县教体局；县教体局,department,county,qh,,http://edu.qinghe.example/nb/,"
        "http://edu.qinghe.example/nb/{year}.html,01-20,2019,,qh-edu-old,office@qinghe.example,李同志",
    )
    agency = load_registry(path)[2]
    assert agency.name == "清河县教育体育局"
    assert agency.aliases == ("清河县教体局", "县教体局")
    assert agency.deadline == (1, 20)
    assert agency.valid_from == 2019
    assert agency.valid_to is None
    assert agency.predecessors == ("qh-edu-old",)
    assert agency.report_url == "http://edu.qinghe.example/nb/{year}.html"


def test_a_byte_order_mark_blank_rows_and_trailing_commas_are_harmless(write: Callable[..., Path]) -> None:
    path = write(HEADER + ",", GOOD + ",", ",,,,", "", encoding="utf-8-sig")
    assert [agency.agency_id for agency in load_registry(path)] == ["qh-edu"]


def test_a_quoted_line_break_does_not_shift_the_lines_of_later_mistakes(write: Callable[..., Path]) -> None:
    path = write(
        HEADER, 'qh,"清河县\n教育局",department,http://a.example/', "QH,清河县教育局,department,http://a.example/"
    )
    first, second = mistakes_of(path)
    assert first.startswith(f"{path}:2: ")
    assert "name" in first
    assert second.startswith(f"{path}:4: ")
    assert "agency_id" in second


def test_a_folder_is_read_file_by_file_in_order(write: Callable[..., Path], tmp_path: Path) -> None:
    write(HEADER, "b,乙局,department,http://b.example/", name="2.csv")
    write(HEADER, "a,甲局,department,http://a.example/", name="1.CSV")
    write("not a registry", name="notes.txt")
    assert [agency.agency_id for agency in load_registry(tmp_path)] == ["a", "b"]


def test_an_id_used_in_two_files_is_named_with_both_places(write: Callable[..., Path], tmp_path: Path) -> None:
    first = write(HEADER, GOOD, name="1.csv")
    second = write(HEADER, GOOD, name="2.csv")
    (mistake,) = mistakes_of(tmp_path)
    assert mistake.startswith(f"{second}:2: ")
    assert f"{first}:2" in mistake


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("QH EDU,清河县教育局,department,http://a.example/", "agency_id"),
        ("a/b,清河县教育局,department,http://a.example/", "agency_id"),
        ("a,,department,http://a.example/", "name"),
        ("a,清河县教育局,dept,http://a.example/", "kind"),
        ("a,清河县教育局,,http://a.example/", "kind"),
        ("a,清河县教育局,department,", "site_url"),
        ("a,清河县教育局,department,www.qinghe.example", "site_url"),
        ("a,清河县教育局,department,ftp://a.example/", "site_url"),
        ("a,清河县教育局,department,javascript:alert(1)", "site_url"),
        ("a,清河县教育局,department,http:///nohost", "site_url"),
        ("a,清河县教育局,department,http://a.example:99999/", "site_url"),
        ("a,清河县教育局,department,http://[::1/", "site_url"),
        ("a,清河县教育局,department,http://a.example/{month}", "site_url"),
        ("a,清河县教育局,department,http://user:secret@a.example/", "site_url"),
    ],
)
def test_a_wrong_value_is_named_by_line_and_column(write: Callable[..., Path], row: str, column: str) -> None:
    path = write(HEADER, GOOD, row)
    (mistake,) = mistakes_of(path)
    assert mistake.startswith(f"{path}:3: ")
    assert column in mistake


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("level", "city"),
        ("deadline", "1月31日"),
        ("deadline", "01-32"),
        ("deadline", "02-29"),
        ("valid_from", "23"),
        ("valid_to", "2023年"),
        ("contact_email", "office@"),
        ("contact_email", "a@b.example\tBcc: c@d.example"),
        ("parent_id", "nobody"),
        ("parent_id", "qh-edu"),
        ("predecessors", "nobody"),
        ("predecessors", "qh-edu"),
    ],
)
def test_a_wrong_optional_value_is_named(write: Callable[..., Path], column: str, value: str) -> None:
    path = write(f"{HEADER},{column}", f"{GOOD},{value}")
    (mistake,) = mistakes_of(path)
    assert mistake.startswith(f"{path}:2: ")
    assert column in mistake


def test_a_row_with_mistakes_is_still_known_to_the_others_and_looked_at_as_a_whole(write: Callable[..., Path]) -> None:
    path = write(
        HEADER + ",parent_id,valid_from,valid_to,contact_email",
        "qh,清河县人民政府,government,http://www.qinghe.example/,nowhere,2024,2020,nobody",
        GOOD + ",qh,,,",
    )
    told = mistakes_of(path)
    assert [mistake.split(":")[1] for mistake in told] == ["2", "2", "2"]
    assert "bad e-mail" in told[0]
    assert "wrong way round" in told[1]
    assert "unknown parent" in told[2]


def test_every_mistake_of_a_row_and_of_every_row_is_listed_at_once(write: Callable[..., Path]) -> None:
    path = write(
        f"{HEADER},valid_from,valid_to", "A,甲局,dept,ftp://x,,", "b,乙局,department,http://b.example/,2024,2020"
    )
    mistakes = mistakes_of(path)
    assert [mistake.split(": ")[0] for mistake in mistakes] == [f"{path}:2"] * 3 + [f"{path}:3"]


def test_a_row_without_address_hears_it_beside_its_other_mistakes(write: Callable[..., Path]) -> None:
    path = write(HEADER, "a,甲局,dept,")
    assert len(mistakes_of(path)) == 2


def test_parents_in_a_circle_are_shown_once(write: Callable[..., Path]) -> None:
    rows = [f"{me},某县,government,http://a.example/,{parent}" for me, parent in ("ab", "bc", "ca", "da")]
    (mistake,) = mistakes_of(write(f"{HEADER},parent_id", *rows))
    assert "a → b → c → a" in mistake


def test_a_long_chain_of_parents_is_no_circle(write: Callable[..., Path]) -> None:
    rows = [f"a{n},某县,government,http://a.example/,{f'a{n + 1}' if n < 2999 else ''}" for n in range(3000)]
    assert len(load_registry(write(f"{HEADER},parent_id", *rows))) == 3000


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("agency_id,name,site_url", "kind"),
        ("agency_id,name,kind", "report_url"),
        ("agency_id,name,kind,site_url,website", "website"),
        ("agency_id,name,kind,site_url,name", "name"),
        ("agency_id;name;kind;site_url", "逗号"),
    ],
)
def test_a_wrong_header_is_a_mistake_of_line_one(write: Callable[..., Path], header: str, word: str) -> None:
    path = write(header)
    mistakes = [mistake for mistake in mistakes_of(path) if mistake.startswith(f"{path}:1: ")]
    assert any(word in mistake for mistake in mistakes)


@pytest.mark.parametrize("row", ["a,甲局,department", "a,甲局,department,http://a.example/,x"])
def test_a_ragged_row_is_a_mistake(write: Callable[..., Path], row: str) -> None:
    path = write(HEADER, GOOD, row)
    (mistake,) = mistakes_of(path)
    assert mistake.startswith(f"{path}:3: ")


def test_an_open_quote_is_a_mistake_and_no_crash(write: Callable[..., Path]) -> None:
    path = write(HEADER, 'a,"甲局,department,http://a.example/')
    assert any("引号" in mistake for mistake in mistakes_of(path))


@pytest.mark.parametrize(("encoding", "word"), [("gbk", "GBK"), ("utf-16", "UTF-16")])
def test_another_encoding_says_how_to_save(write: Callable[..., Path], encoding: str, word: str) -> None:
    path = write(HEADER, GOOD, encoding=encoding)
    (mistake,) = mistakes_of(path)
    assert word in mistake
    assert "CSV UTF-8" in mistake


def test_a_workbook_says_how_to_save(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK\x03\x04rest")
    (mistake,) = mistakes_of(path)
    assert "CSV UTF-8" in mistake


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", HEADER.encode()])
def test_an_empty_registry_is_a_mistake(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    (mistake,) = mistakes_of(path)
    assert mistake.startswith(f"{path}:1: ")


def test_a_missing_file_and_a_folder_without_csv_are_mistakes(tmp_path: Path) -> None:
    assert len(mistakes_of(tmp_path / "none.csv")) == 1
    assert len(mistakes_of(tmp_path)) == 1
