from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks.forms import Form
from checks.model import Finding
from flows.crawl.evidence.archive import Archive, Passed
from flows.night import AgencyNight, Night, Origin
from flows.publish.site import publish
from tests.publish.build import night, no_application


@pytest.fixture
def first(forms: Mapping[str, Form], tmp_path: Path) -> Path:
    return publish(night(forms), tmp_path / "first").parent


def again(forms: Mapping[str, Form], first: Path, **changed: object) -> Path:
    later = replace(night(forms), run_id="20240403-020000", **changed)  # type: ignore[arg-type]
    return publish(later, first.parent / "second", earlier=first).parent


def is_same_file(one: Path, other: Path, name: str) -> bool:
    return (one / name).samefile(other / name)


def test_pages_whose_facts_are_the_same_are_taken_over(forms: Mapping[str, Form], first: Path) -> None:
    second = again(forms, first)
    assert all(is_same_file(first, second, f"agencies/{path.name}") for path in (first / "agencies").iterdir())


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("name", ["agencies/yunhe-hjj.html", "rules/txt-norecv.html"])
@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_bytes(path.read_bytes()[:-1]), Path.unlink, _folder, _dangling]
)
def test_a_page_that_is_not_as_it_was_written_is_made_anew(
    forms: Mapping[str, Form], first: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    whole = (first / name).read_bytes()
    spoil(first / name)
    second = again(forms, first)
    assert (second / name).read_bytes() == whole
    assert is_same_file(first, second, "agencies/yunhe-tjj.html")


@pytest.mark.parametrize("told", ["", "null", "[]", '{"look": "x"}', "[" * 100_000, "\ud800"])
def test_what_a_run_left_for_the_next_may_be_damaged(forms: Mapping[str, Form], first: Path, told: str) -> None:
    (first / "pages.json").write_text(told, "utf-8", "surrogatepass")
    assert not is_same_file(first, again(forms, first), "agencies/yunhe-hjj.html")


def test_a_rule_that_found_the_same_keeps_its_page_and_another_does_not(forms: Mapping[str, Form], first: Path) -> None:
    results = tuple(
        _with(result, lambda finding: replace(finding, message="改了"))
        if result.agency.agency_id == "yunhe-tjj"
        else result
        for result in night(forms).agencies
    )
    second = again(forms, first, agencies=results)
    assert is_same_file(first, second, "rules/t3-col-bal.html")
    assert not is_same_file(first, second, "rules/fmt-old.html")


def test_fetching_again_changes_no_page(forms: Mapping[str, Form], first: Path) -> None:
    def refetched(finding: Finding) -> Finding:
        return replace(finding, evidence=replace(finding.evidence, retrieved="2024-04-02T18:00:00+00:00", snapshot="x"))

    results = tuple(_with(result, refetched) for result in night(forms).agencies)
    second = again(forms, first, agencies=results)
    assert is_same_file(first, second, "agencies/yunhe-hjj.html")
    assert is_same_file(first, second, "rules/txt-norecv.html")


def test_a_page_with_one_changed_finding_is_made_anew_alone(forms: Mapping[str, Form], first: Path) -> None:
    results = tuple(
        _with(result, lambda finding: replace(finding, message="改了"))
        if result.agency.agency_id == "yunhe-czj"
        else result
        for result in night(forms).agencies
    )
    second = again(forms, first, agencies=results)
    assert "改了" in (second / "agencies/yunhe-czj.html").read_text("utf-8")
    assert "改了" not in (first / "agencies/yunhe-czj.html").read_text("utf-8")
    assert is_same_file(first, second, "agencies/yunhe-hjj.html")


def test_a_changed_figure_makes_the_page_anew(forms: Mapping[str, Form], first: Path) -> None:
    def bumped(result: AgencyNight) -> AgencyNight:
        filing = result.assessment.filing
        if filing.report is None:
            return result
        cell = filing.report.cells["T3.new.total"]._replace(raw="7", value=7)
        report = replace(filing.report, cells={**filing.report.cells, "T3.new.total": cell})
        return replace(result, assessment=replace(result.assessment, filing=replace(filing, report=report)))

    second = again(forms, first, agencies=tuple(map(bumped, night(forms).agencies)))
    assert not is_same_file(first, second, "agencies/yunhe-hjj.html")


def test_another_report_year_takes_nothing_over(forms: Mapping[str, Form], first: Path) -> None:
    assert not is_same_file(first, again(forms, first, year=2024), "agencies/yunhe-hjj.html")


def test_a_broken_manifest_only_costs_time(forms: Mapping[str, Form], first: Path) -> None:
    (first / "pages.json").write_text("{", "utf-8")
    assert not is_same_file(first, again(forms, first), "agencies/yunhe-hjj.html")


def test_the_archived_copy_is_taken_along_with_its_page(forms: Mapping[str, Form], tmp_path: Path) -> None:
    whole, folder = _archived(night(forms), tmp_path / "first")
    publish(whole, folder)
    page = (folder / "agencies/yunhe-hjj.html").read_text("utf-8")
    assert "../copies/yunhe-hjj.html#gouji-1" in page
    publish(whole, tmp_path / "second", earlier=folder)
    assert is_same_file(folder, tmp_path / "second", "copies/yunhe-hjj.html")


def test_a_report_served_unchanged_is_shown_from_the_archive_of_the_night_that_kept_it(
    forms: Mapping[str, Form], tmp_path: Path
) -> None:
    whole, first = _archived(night(forms), tmp_path / "first")
    publish(whole, tmp_path / "second", archive=Archive(first / "evidence"))
    assert "../copies/yunhe-hjj.html#gouji-1" in (tmp_path / "second/agencies/yunhe-hjj.html").read_text("utf-8")


def _archived(whole: Night, folder: Path) -> tuple[Night, Path]:
    response = b"HTTP/1.1 200 OK\r\n\r\n<p>1<p>2<p>3<p>2023\xe5\xb9\xb4"
    with Archive(folder / "evidence") as archive:
        kept = archive.record(Passed("https://www.yunhe.example/", b"", response, whole.started))

    def placed(result: AgencyNight) -> AgencyNight:
        filing = result.assessment.filing
        evidence = replace(filing.evidence, snapshot=kept.record_id)
        sentence = no_application("yunhe-hjj")
        where = replace(sentence.evidence, where=sentence.evidence.where._replace(xpath="(//p)[4]"))
        findings = (replace(sentence, evidence=where),)
        assessment = replace(result.assessment, filing=replace(filing, evidence=evidence), findings=findings)
        return replace(result, assessment=assessment, origin=Origin(kept.record_id, "", kept.warc))

    chosen = tuple(placed(result) for result in whole.agencies if result.agency.agency_id == "yunhe-hjj")
    return replace(whole, agencies=chosen), folder


def _with(result: AgencyNight, change: object) -> AgencyNight:
    findings = tuple(change(finding) for finding in result.assessment.findings)  # type: ignore[operator]
    return replace(result, assessment=replace(result.assessment, findings=findings))


def test_only_pages_that_must_be_made_ask_for_the_whole_report(forms: Mapping[str, Form], first: Path) -> None:
    asked: list[str] = []

    def whole(results: Sequence[AgencyNight]) -> Iterator[AgencyNight]:
        for result in results:
            asked.append(result.agency.agency_id)
            yield replace(result, assessment=by_id[result.agency.agency_id].assessment)

    by_id = {result.agency.agency_id: result for result in night(forms).agencies}
    outlined = tuple(
        replace(_in_outline(result), readings=(result.agency.agency_id, "", "")) for result in by_id.values()
    )
    second = first.with_name("second")
    publish(night(forms, outlined), second, whole=whole)
    assert len(asked) == 20
    assert "2023年未收到政府信息公开申请" in (second / "agencies/yunhe-hjj.html").read_text("utf-8")
    asked.clear()
    changed = tuple(
        replace(result, readings=("other", "", "")) if result.agency.agency_id == "yunhe-hjj" else result
        for result in outlined
    )
    publish(night(forms, changed), first.with_name("third"), earlier=second, whole=whole)
    assert asked == ["yunhe-hjj"]


def _in_outline(result: AgencyNight) -> AgencyNight:
    filing = result.assessment.filing
    if filing.report is None:
        return result
    outline = replace(filing.report, cells={}, sections=(), tables=(), preamble="")
    return replace(result, assessment=replace(result.assessment, filing=replace(filing, report=outline)))


def test_a_missing_report_that_is_still_missing_keeps_its_page_though_its_sentence_names_the_day(
    forms: Mapping[str, Form], tmp_path: Path
) -> None:
    def on(day: date) -> Night:
        def told(finding: Finding) -> Finding:
            return replace(finding, message=f"截至{day}，未发现年报", message_en=f"By {day} no report stands there")

        whole = night(forms)
        missing = (one for one in whole.agencies if one.agency.agency_id == "yunhe-mzj")
        return replace(whole, as_of=day, agencies=tuple(_with(result, told) for result in missing))

    first = publish(on(date(2024, 4, 2)), tmp_path / "first").parent
    second = publish(on(date(2024, 4, 3)), tmp_path / "second", earlier=first).parent
    page = (second / "agencies/yunhe-mzj.html").read_text("utf-8")
    assert is_same_file(first, second, "agencies/yunhe-mzj.html")
    assert "未发现年报" in page
    assert "No report stands there" in page
    assert "截至2024-04-03，未发现年报" in (second / "findings.jsonl").read_text("utf-8")
