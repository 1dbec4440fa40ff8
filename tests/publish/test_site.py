from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.forms import Form
from checks.model import Agency
from flows.errors import OutputError
from flows.publish.site import publish
from tests.publish.build import HOSTILE, night, results


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def said(path: Path, selector: str) -> str:
    """The Chinese text of the first match, as a reader sees it."""
    tree = page(path)
    for node in tree.css(".en"):
        node.decompose()
    return re.sub(r"\s+", "", tree.css_first(selector).text())


def test_everything_the_contract_names_is_written(published: Path) -> None:
    names = {"index.html", "summary.xlsx", "findings.jsonl", "agencies.jsonl", "run.json", "agencies/yunhe-hjj.html"}
    assert names <= {str(path.relative_to(published)) for path in published.rglob("*")}


def test_the_night_is_told_in_one_sentence(published: Path) -> None:
    assert said(published / "index.html", ".headline") == (
        "截至2024年4月2日，应发布18家，已发布16家（其中逾期2家）；不合规6家，未发布1家，需关注2家，无法核查1家，合规8家。"
    )


def test_every_tile_shows_its_denominator(published: Path) -> None:
    tiles = [re.sub(r"\s+", "", node.text()) for node in page(published / "index.html").css(".tiles .big")]
    assert tiles == ["16/17", "6/18", "1/18", "2/18", "1/18", "8/18", "2/20"]


def test_every_local_link_leads_to_a_file_that_is_there(published: Path) -> None:
    for path in published.rglob("*.html"):
        for node in page(path).css("[href], [src]"):
            target = (node.attributes.get("href") or node.attributes.get("src") or "").split("#")[0].split("?")[0]
            if target and "://" not in target and not target.startswith(("../evidence", "evidence")):
                assert (path.parent / target).exists(), f"{path.name} → {target}"


def test_nothing_is_fetched_from_the_network(published: Path) -> None:
    for path in published.rglob("*.html"):
        loaded = page(path).css("link[href], script[src], img[src], iframe[src]")
        assert not [
            node for node in loaded if "//" in (node.attributes.get("href") or node.attributes.get("src") or "")
        ]


def test_hostile_text_becomes_no_element_no_handler_and_no_link(published: Path) -> None:
    for path in published.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script>alert" not in text
        assert "\u202e" not in text
        assert "javascript:" not in text.replace("地址", "").replace("<bdi>javascript:alert(1)</bdi>", "")
        assert not re.search(r"<[^>]+\son\w+=", text)


def test_hostile_text_stays_inside_the_data_of_the_page(published: Path) -> None:
    raw = page(published / "index.html").css_first("#data").text()
    assert "<" not in raw
    names = [row[1] for row in json.loads(raw)["rows"]]
    assert "云河市文旅局" + HOSTILE.replace("\u202e", "") in names


def test_noscript_lists_those_that_do_not_comply(published: Path) -> None:
    text = (published / "index.html").read_text("utf-8").split("<noscript>")[1].split("</noscript>")[0]
    assert text.count("<tr><td>") == 7
    assert "云河市民政局" in text


def test_agencies_come_in_the_order_of_an_inspectors_morning(published: Path) -> None:
    data = json.loads(page(published / "index.html").css_first("#data").text())
    statuses = [data["statuses"][row[6]][0] for row in data["rows"]]
    assert list(dict.fromkeys(statuses)) == [
        "noncompliant",
        "missing",
        "attention",
        "not_assessable",
        "compliant",
        "not_due",
    ]
    assert data["rows"][0][0] == "yunhe-hjj"


def test_an_odd_agency_id_cannot_leave_the_folder(forms: Mapping[str, Form], tmp_path: Path) -> None:
    first = next(results(forms))
    odd = replace(first, agency=Agency("../../../etc/x", "越界", "department"))
    publish(night(forms, (odd,)), tmp_path / "run")
    assert [path.parent for path in tmp_path.rglob("id-*.html")] == [tmp_path / "run/agencies"]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_night_without_agencies_is_published(forms: Mapping[str, Form], tmp_path: Path) -> None:
    assert "应发布 " in publish(night(forms, ()), tmp_path).read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_one_clear_error(forms: Mapping[str, Form], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        publish(night(forms, ()), tmp_path / "file")


def test_two_publications_of_one_night_are_equal_byte_for_byte(forms: Mapping[str, Form], tmp_path: Path) -> None:
    one, other = (publish(night(forms), tmp_path / name).parent for name in ("one", "other"))
    for path in sorted(one.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (other / path.relative_to(one)).read_bytes(), path.name


def test_the_trend_shows_tonight_first_and_last_year_last(published: Path) -> None:
    rows = page(published / "index.html").css(".trend tbody tr")
    days = [row.css_first("th .zh, th").text() for row in rows]
    assert days[:3] == ["2024-04-02", "2024-04-01", "2024-03-30"]
    assert days[3].startswith("2022年度（2023-04-03）")
    assert [node.text() for node in rows[0].css("td")][1:] == ["18", "6", "1", "2", "1", "8"]


def test_a_night_audited_twice_on_one_day_is_one_row_of_the_trend(forms: Mapping[str, Form], tmp_path: Path) -> None:
    tonight = night(forms)
    again = replace(tonight.history[-1], run_id="again", year=tonight.year, as_of=tonight.as_of)
    rows = page(publish(replace(tonight, history=(*tonight.history, again)), tmp_path)).css(".trend tbody tr")
    assert [row.css_first("th .zh, th").text() for row in rows].count(tonight.as_of.isoformat()) == 1


def test_a_first_night_has_no_trend(forms: Mapping[str, Form], tmp_path: Path) -> None:
    first = replace(night(forms), history=(), previous_run=None)
    assert "逐日变化" not in publish(first, tmp_path).read_text("utf-8")
