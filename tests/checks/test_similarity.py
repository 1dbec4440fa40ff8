"""Near-copies: of last year, of a peer, and what is alike by right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import checks.similarity as similarity
from checks.model import Agency
from checks.shingles import likeness, passages, shingles
from tests.checks.filings import BUREAU, ask, ask_all, filing, report, verdict

FIRST = (
    "（一）主动公开情况。我局围绕养老服务、社会救助和儿童福利，公开低保核对结果、临时救助名单和养老机构备案信息，"
    "在三个乡镇设立查阅点，请村民代表点评公示栏，把婚姻登记预约流程画成图解张贴到便民大厅。全年公开信息120条。"
    "（二）依申请公开情况。安排两名干部值守邮箱和信函，收到申请先电话沟通，再由法制员逐件会商，答复文书统一编号存档。"
    "（三）监督保障。每月通报栏目更新，邀请高校教师讲授条例，把公开情况写进科室年终述职。"
)
SECOND = (
    "（一）主动公开情况。本局聚焦河湖长制与水土保持，公布取水许可决定、工程招标结果以及汛期调度令，水库移民补助按村张榜。"
    "利用灌区广播解读水价改革，组织中学生参观泵站。（二）依申请公开情况。值班室登记来件后转水政科核查档案，疑难件请律师把关。"
    "（三）监督保障。审计组抽查合同公开，纪检干部列席例会，整改台账逐月销号，并把群众留言办理列入绩效。全年发布信息64条。"
)
OTHER = Agency("yunhe-slj", "云河市水利局", "department", level="prefecture", parent_id="yunhe")


def peer(text, agency=OTHER, sha="1" * 64):
    return filing(report(S1=text, agency=agency.name, sha256=sha), agency)


def test_last_years_text_with_new_figures_is_a_copy():
    last = report(S1=FIRST.replace("120", "98"), year=2022, sha256="2" * 64)
    (hit,) = ask("TXT-DUPYEAR", filing(report(S1=FIRST), previous=last))
    assert hit.key == "S1"
    assert hit.values["like"] == "100%"
    assert hit.values["here"]
    assert hit.values["there"]


def test_a_text_written_anew_is_none():
    last = report(S1=SECOND, year=2022, sha256="2" * 64)
    assert ask("TXT-DUPYEAR", filing(report(S1=FIRST), previous=last)) == []


def test_without_last_years_report_nothing_can_be_told():
    assert verdict(ask("TXT-DUPYEAR", filing(report(S1=FIRST)))) == "unassessable"


def test_the_report_of_two_years_ago_is_not_called_last_years():
    older = report(S1=FIRST, year=2021, sha256="2" * 64)
    assert verdict(ask("TXT-DUPYEAR", filing(report(S1=FIRST), previous=older))) == "unassessable"


def test_stock_phrases_and_short_parts_are_alike_by_right():
    stock = (
        "以习近平新时代中国特色社会主义思想为指导，根据《中华人民共和国政府信息公开条例》要求，保障人民群众的知情权。"
    )
    last = report(S1=stock, year=2022, sha256="2" * 64)
    assert ask("TXT-DUPYEAR", filing(report(S1=stock), previous=last)) == []


def test_a_peers_text_under_another_name_is_told_on_both_sides():
    copied = FIRST.replace("我局", "市水利局").replace("120", "77")
    answers = ask_all(
        "TXT-DUPPEER",
        [filing(report(S1=FIRST)), peer(SECOND, replace(OTHER, agency_id="x", name="云河市林业局")), peer(copied)],
    )
    assert [place for place, _ in answers] == [0, 2]
    assert all(hit.responsibility == "undecided" for _, hit in answers)
    assert answers[0][1].values["whom"] == "云河市水利局"


def test_different_texts_of_one_year_are_left_alone():
    assert ask_all("TXT-DUPPEER", [filing(report(S1=FIRST)), peer(SECOND)]) == []


def test_one_body_under_two_names_and_one_document_posted_twice_are_no_copies():
    second_name = replace(OTHER, aliases=("云河市民政局",))
    assert ask_all("TXT-DUPPEER", [filing(report(S1=FIRST)), peer(FIRST, second_name)]) == []
    assert ask_all("TXT-DUPPEER", [filing(report(S1=FIRST)), peer(FIRST, sha="0" * 64)]) == []


def test_a_draft_shared_by_many_never_compares_all_pairs(monkeypatch):
    measured = []
    monkeypatch.setattr(similarity, "likeness", lambda one, other: measured.append(1) or likeness(one, other))
    many = [peer(FIRST, replace(OTHER, agency_id=f"b{n}", name=f"云河市第{n}局"), f"{n:064d}") for n in range(60)]
    answers = ask_all("TXT-DUPPEER", many)
    assert len(answers) == 60
    assert len(measured) <= 60


def test_shingles_are_alike_by_what_they_share():
    one, other = shingles(FIRST, ()), shingles(SECOND, ())
    assert likeness(one, one) == 1.0
    assert likeness(one, other) < 0.2
    assert likeness(one, np.empty(0, dtype=np.uint32)) == 0.0


def test_the_passages_shown_are_the_longest_in_common_as_published():
    shown = passages(FIRST, FIRST.replace("120", "98"), ())
    assert len(shown) == 2
    assert all(len(passage.here) > 20 for passage in shown)
    assert FIRST.index(shown[0].here) < FIRST.index(shown[1].here)


def test_identical_tables_of_a_peer_are_asked_about():
    figures = {
        "T3.new.natural": 7,
        "T3.new.total": 7,
        "T3.granted.natural": 4,
        "T3.granted.total": 4,
        "T2.licence.decisions": 31,
    }
    answers = ask_all(
        "TBL-COPY-PEER", [filing(report(figures)), filing(report(figures, agency=OTHER.name, sha256="1" * 64), OTHER)]
    )
    assert [place for place, _ in answers] == [0, 1]


def test_small_figures_coincide_by_chance_and_zeros_mean_nothing():
    one_request = {"T3.new.natural": 1, "T3.new.total": 1, "T3.granted.natural": 1, "T3.granted.total": 1}
    for figures in ({}, one_request):
        pair = [filing(report(figures)), filing(report(figures, agency=OTHER.name, sha256="1" * 64), OTHER)]
        assert ask_all("TBL-COPY-PEER", pair) == []


def test_one_office_under_two_names_files_the_same_tables_by_right():
    figures = {"T3.new.natural": 7, "T3.new.total": 7, "T3.granted.natural": 4, "T2.licence.decisions": 31}
    second_name = replace(BUREAU, agency_id="x", name="云河市老龄办", aliases=("云河市民政局",))
    assert (
        ask_all("TBL-COPY-PEER", [filing(report(figures)), filing(report(figures, sha256="1" * 64), second_name)]) == []
    )
