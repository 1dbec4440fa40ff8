"""An invented night in 云河市: agencies, figures and faults written here, so that pages can be tried without a crawl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from checks.forms import Form
from checks.model import (
    Agency,
    Assessment,
    Evidence,
    Filing,
    Finding,
    Lifecycle,
    Publication,
    Responsibility,
    Severity,
    Status,
    Unassessable,
)
from checks.report import Cell, CellState, Claim, Report, Section, Where
from flows.night import AgencyNight, Entry, Mended, Night, Origin, PastNight, Since
from flows.publish.standing import counted
from flows.publish.words import STATUS

HOSTILE = "<script>alert(\"x\")</script>\u202e\"'&amp;\n=cmd|' /C calc'!A0"
YEAR = 2023
PREAMBLE = "根据《中华人民共和国政府信息公开条例》第五十条规定，现公布本机关2023年政府信息公开工作年度报告。"
PROSE = {
    "S1": "（一）主动公开情况。全年通过门户网站公开信息128条，政务新媒体发布96条。\n"
    "（二）依申请公开情况。2023年未收到政府信息公开申请，未发生因政府信息公开引起的行政复议和行政诉讼。\n"
    "（三）政府信息管理情况。严格执行信息发布“三审三校”制度，及时清理失效文件。",
    "S5": "一是公开内容不够丰富；二是业务培训不够经常。下一步将加强学习，逐条整改。",
    "S6": "本年度未收取信息处理费。",
}
HEADINGS = {
    "S1": "一、总体情况",
    "S2": "二、主动公开政府信息情况",
    "S3": "三、收到和处理政府信息公开申请情况",
    "S4": "四、政府信息公开行政复议、行政诉讼情况",
    "S5": "五、存在的主要问题及改进情况",
    "S6": "六、其他需要报告的事项",
}
FIGURES: Mapping[str, float] = {
    "T2.norms.issued": 3,
    "T2.norms.repealed": 1,
    "T2.norms.in_force": 12,
    "T2.licence.decisions": 156,
    "T2.penalty.decisions": 20,
    "T2.fee.amount_10k_yuan": 4.5,
    "T3.new.natural": 5,
    "T3.new.total": 5,
    "T3.granted.natural": 3,
    "T3.granted.total": 3,
    "T3.denied.state_secret.natural": 2,
    "T3.denied.state_secret.total": 2,
    "T3.total.natural": 5,
    "T3.total.total": 5,
}


def cells(form: Form, figures: Mapping[str, float | str | None] | None = None) -> dict[str, Cell]:
    """Every cell of the form: zeros, then FIGURES, then what is given (a word is its text, "" is blank, None absent)."""
    known: dict[str, float | str | None] = {**dict.fromkeys(form.cells, 0), **FIGURES, **(figures or {})}
    return {name: _cell(name, known[name]) for name in form.cells}


def _cell(name: str, value: float | str | None) -> Cell:
    if value is None:
        return Cell(name, CellState.ABSENT)
    if not isinstance(value, str):
        return Cell(name, CellState.NUMBER, value, f"{value:g}")
    states = {"": CellState.BLANK, "/": CellState.NOT_APPLICABLE, "■": CellState.UNREADABLE}
    return Cell(name, states.get(value, CellState.TEXT), None, value)


def report(form: Form, figures: Mapping[str, float | str | None] | None = None, **parts: object) -> Report:
    sections = tuple(Section(part, HEADINGS[part], PROSE.get(part, "")) for part in HEADINGS)
    plain = Report(
        source="https://www.yunhe.example/zwgk/nb/2023.html",
        sha256="9f" * 32,
        title="云河市生态环境局2023年政府信息公开工作年度报告",
        agency="云河市生态环境局",
        year=YEAR,
        form=form.name,
        published=date(2024, 1, 22),
        preamble=PREAMBLE,
        sections=sections,
        cells=cells(form, figures),
        claims=(Claim("T3.new.total", "0", "2023年未收到政府信息公开申请", "S1"),),
        coverage={"T2": 1.0, "T3": 1.0, "T4": 1.0},
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


def finding(rule_id: str, agency_id: str | None, **parts: object) -> Finding:
    plain = Finding(
        finding_id=f"{agency_id}-{YEAR}-{rule_id}",
        agency_id=agency_id,
        year=YEAR,
        rule_id=rule_id,
        rule_version=1,
        severity=Severity.ERROR,
        responsibility=Responsibility.AGENCY,
        cells=(),
        expected=None,
        actual=None,
        difference=None,
        suspect=None,
        related=(),
        message=f"{rule_id}：报告存在问题。",
        message_en=f"{rule_id}: the report has a fault.",
        legal_basis="《中华人民共和国政府信息公开条例》第五十条",
        fix="请核对后更正，并注明更正日期。",
        evidence=Evidence(
            url="https://www.yunhe.example/zwgk/nb/2023.html",
            retrieved="2024-04-01T18:03:22+00:00",
            sha256="9f" * 32,
            snapshot="urn:uuid:6a0f4c1e-0000-4000-8000-000000000001",
        ),
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


def no_application(agency_id: str, status: Lifecycle = Lifecycle.NEW) -> Finding:
    """The prose says that nothing was received, table 3 holds five."""
    return finding(
        "TXT-NORECV",
        agency_id,
        cells=("T3.new.total",),
        expected="0",
        actual="5",
        difference=5,
        message="正文称“2023年未收到政府信息公开申请”，表三新收申请总计为5。",
        message_en="The prose says that no application was received; table 3 shows 5 new ones.",
        fix="请核对申请登记台账：如确有5件申请，更正正文；如无申请，更正表三。",
        evidence=replace(
            finding("", None).evidence, quote="2023年未收到政府信息公开申请", where=Where("", "/html/body/p[4]")
        ),
        status=status,
    )


def unbalanced(agency_id: str, status: Lifecycle = Lifecycle.NEW) -> Finding:
    """The total of row（七）is 6 where its parts make 5, in one column: one wrong cell explains two sums."""
    column = [f"T3.{row}.natural" for row in ("new", "carried_in", "total", "carried_out")]
    return finding(
        "T3-COL-BAL",
        agency_id,
        cells=tuple(column),
        expected="5",
        actual="6",
        difference=-1,
        suspect="T3.total.natural",
        related=("T3-COL-SUM", "T3-ROW-SUM"),
        message="表三“自然人”列：新收5＋上年结转0＝5，办理总计6＋结转下年0＝6，相差1。",
        message_en="Table 3, natural persons: 5 new + 0 carried in = 5, but 6 done + 0 carried out = 6; 1 apart.",
        legal_basis="国办公开办函〔2021〕30号附件表三：第一项加第二项之和，等于第三项加第四项之和",
        fix="请核对（七）总计“自然人”一格。",
        status=status,
    )


SINCE = {
    Lifecycle.NEW: Since(date(2024, 4, 2), "20240402-020000"),
    Lifecycle.REGRESSED: Since(date(2024, 4, 2), "20240402-020000", is_back=True),
    Lifecycle.PERSISTING: Since(date(2024, 3, 30), "20240330-020000"),
}
ORIGIN = Origin(
    "urn:uuid:6a0f4c1e-0000-4000-8000-000000000001",
    "2024-04-01T18:03:22+00:00",
    "20240402-020000/evidence/a.warc.gz",
)
CITY = Agency("yunhe", "云河市人民政府", "government", level="prefecture")
COUNTIES = (
    Agency("qingshi", "青石县人民政府", "government", level="county", parent_id="yunhe"),
    Agency("liuxi", "柳溪区人民政府", "government", level="county", parent_id="yunhe"),
)


def _agency(agency_id: str, name: str, kind: str = "department", parent: str = "yunhe", **parts: object) -> Agency:
    level = "prefecture" if parent == "yunhe" else "county"
    plain = Agency(
        agency_id,
        name,
        kind,
        level="township" if kind == "town" else level,
        parent_id=parent,
        report_list_url=f"https://www.yunhe.example/{agency_id}/nb/",
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


def _result(agency: Agency, status: Status, read: Report | None, *findings: Finding, **parts: object) -> AgencyNight:
    """`published`, `unassessable`, `previous`, `earlier`, `trail`, `detail`, `fixed`, `fetch`, `unread`, `record` may be in `parts`."""
    day = parts.get("published", date(2024, 1, 22))
    fixed = parts.get("fixed", ())
    own = [
        replace(item, agency_id=agency.agency_id, finding_id=f"{agency.agency_id}-{item.rule_id}") for item in findings
    ]
    url = f"https://www.yunhe.example/{agency.agency_id}/nb/2023.html" if read else None
    publication = Publication(
        outcome=str(parts.get("fetch", "found")),
        url=url,
        proven_absent=status is Status.MISSING,
        page_date=day if read else None,  # type: ignore[arg-type]
        first_seen=day if read else None,  # type: ignore[arg-type]
        trail=parts.get("trail", ()),  # type: ignore[arg-type]
        column="政府信息公开年报",
    )
    titled = (
        replace(
            read,
            title=f"{agency.name}{YEAR}年政府信息公开工作年度报告",
            agency=agency.name,
            published=day,  # type: ignore[arg-type]
            source=url or "",
        )
        if read
        else None
    )
    filing = Filing(
        YEAR,
        agency,
        titled,
        publication,
        parts.get("previous"),  # type: ignore[arg-type]
        earlier=parts.get("earlier"),  # type: ignore[arg-type]
        unread=parts.get("unread"),  # type: ignore[arg-type]
        evidence=Evidence(url, "2024-04-01T18:03:22+00:00", "9f" * 32, "urn:uuid:6a0f4c1e-0000-4000-8000-000000000001")
        if read
        else Evidence(),
    )
    return AgencyNight(
        agency,
        Assessment(filing, status, tuple(own), parts.get("unassessable", ())),  # type: ignore[arg-type]
        fetch=str(parts.get("fetch", "found")),
        detail=str(parts.get("detail", "")),
        fixed=fixed,  # type: ignore[arg-type]
        mended=tuple(Mended(gone, date(2024, 4, 2)) for gone in fixed),  # type: ignore[attr-defined]
        since={item.finding_id: SINCE[item.status] for item in own},
        origin=ORIGIN if read else None,
        record=parts.get("record", ()),  # type: ignore[arg-type]
    )


def results(forms: Mapping[str, Form]) -> Iterator[AgencyNight]:
    """Twenty agencies of one city, every standing among them."""
    new, old = forms["2021"], forms["2019"]
    last_year = report(new, {"T2.norms.in_force": 10, "T3.new.natural": 9, "T3.new.total": 9}, year=2022)
    warning = finding(
        "T2-STOCK",
        "",
        severity=Severity.WARNING,
        cells=("T2.norms.in_force", "T2.norms.issued", "T2.norms.repealed"),
        expected="14",
        actual="12",
        difference=-2,
        message="疑似不衔接：上年现行有效10＋本年制发3－本年废止1＝12，本年填报12。",
        status=Lifecycle.PERSISTING,
    )
    advice = finding(
        "T3-SECRET",
        "",
        severity=Severity.ADVICE,
        cells=("T3.denied.state_secret.total",),
        message="2件申请全部以国家秘密为由不予公开，请确认。",
    )
    late = finding(
        "PUB-LATE-DEPT",
        "",
        message="报告于2024年2月6日发布，晚于1月31日。",
        message_en="Published on 6 February 2024, after 31 January.",
    )
    missing = finding(
        "PUB-MISSING",
        "",
        message="政府信息公开年报栏目已读完，未见2023年度报告。",
        message_en="The column was read to its end; no report for 2023.",
    )
    blank = finding(
        "FMT-CELL-BLANK",
        "",
        severity=Severity.WARNING,
        cells=("T3.new.research", "T3.new.nonprofit"),
        message="表三有2格空白。",
    )
    faulty = report(
        new,
        {
            "T3.total.natural": 6,
            "T3.new.research": "",
            "T3.new.nonprofit": "/",
            "T3.new.other": "■",
            "T3.carried_in.other": None,
            "T2.rules.issued": "无规章制定权",
        },
    )
    yield _result(CITY, Status.COMPLIANT, report(new), published=date(2024, 3, 28))
    yield _result(
        COUNTIES[0], Status.NONCOMPLIANT, report(new), replace(late, rule_id="PUB-LATE-GOV"), published=date(2024, 4, 1)
    )
    yield _result(COUNTIES[1], Status.NOT_DUE, None, fetch="not_due", detail="县级政府报告期限为3月31日")
    yield _result(
        _agency("yunhe-hjj", "云河市生态环境局", aliases=("云河市环境保护局",)),
        Status.NONCOMPLIANT,
        faulty,
        no_application(""),
        unbalanced("", Lifecycle.REGRESSED),
        blank,
        advice,
        previous=last_year,
        unassessable=(Unassessable("T3-CARRY", "上年结转“其他”一格缺失，无法与上年比较"),),
        fixed=(finding("FMT-SEC-MISSING", "yunhe-hjj", status=Lifecycle.FIXED, message="缺少第六部分。"),),
    )
    yield _result(
        _agency("yunhe-jyj", "云河市教育局"),
        Status.ATTENTION,
        report(new),
        warning,
        previous=last_year,
        earlier=report(new, {"T2.norms.in_force": 11, "T3.new.research": ""}, preamble="现公布本机关2022年报告。"),
        record=RECORD,
    )
    yield _result(
        _agency("yunhe-czj", "云河市财政局"), Status.NONCOMPLIANT, report(new), late, published=date(2024, 2, 6)
    )
    yield _result(
        _agency("yunhe-mzj", "云河市民政局"),
        Status.MISSING,
        None,
        missing,
        fetch="not_published",
        detail="栏目共3页42条，最新一份为2022年度报告",
        trail=(
            "GET https://www.yunhe.example/yunhe-mzj/nb/ → 200，42条",
            "第2页 → 200",
            "第3页 → 200，到底",
            "未见2023年度报告",
        ),
    )
    yield _result(
        _agency("yunhe-sjj", "云河市审计局"),
        Status.NOT_ASSESSABLE,
        None,
        fetch="timeout_connect",
        detail="连接网站超时，重试2次均失败",
    )
    yield _result(
        _agency("yunhe-tjj", "云河市统计局"),
        Status.NONCOMPLIANT,
        report(old),
        finding("FMT-OLD", "", message="报告使用2019年格式。"),
    )
    hostile = _agency("yunhe-wlj", f"云河市文旅局{HOSTILE}")
    yield _result(
        hostile,
        Status.NONCOMPLIANT,
        report(new),
        finding(
            "TXT-YEAR",
            "",
            message=HOSTILE,
            actual=HOSTILE,
            legal_basis="=1+1",
            evidence=Evidence("javascript:alert(1)", quote=HOSTILE),
        ),
    )
    for number, name in enumerate(("公安局", "司法局", "水利局", "农业农村局", "商务局", "气象局")):
        kind = "vertical" if name == "气象局" else "department"
        agency = _agency(f"yunhe-d{number}", f"云河市{name}", kind)
        yield _result(agency, Status.COMPLIANT, report(new), published=date(2024, 1, 9 + 4 * number))
    yield _result(
        _agency("qingshi-bgs", "青石县人民政府办公室", "government_office", "qingshi"),
        Status.ATTENTION,
        report(new),
        advice,
        blank,
    )
    yield _result(
        _agency("qingshi-bhz", "青石县北河镇人民政府", "town", "qingshi"),
        Status.NONCOMPLIANT,
        report(new),
        no_application("", Lifecycle.PERSISTING),
        published=date(2024, 1, 31),
    )
    yield _result(
        _agency("qingshi-kfq", "青石县经济开发区管理委员会", "zone", "qingshi"),
        Status.COMPLIANT,
        report(new),
        published=date(2024, 1, 30),
    )
    yield _result(
        _agency("qingshi-yy", "青石县人民医院", "enterprise", "qingshi"),
        Status.NOT_DUE,
        None,
        fetch="not_due",
        detail="公共企事业单位不适用年度报告制度",
    )


RECORD = (
    Entry(date(2023, 2, 3), 2022, "turn", "new", "T3-COL-BAL", count=2),
    Entry(date(2023, 3, 1), 2022, "turn", "fixed", "T3-COL-BAL", count=2),
    Entry(date(2024, 3, 30), 2023, "turn", "new", "T2-STOCK"),
    Entry(date(2024, 3, 30), 2023, "decision", "confirmed", "T2-STOCK", "李明", "台账为14件"),
    Entry(date(2024, 3, 31), 2023, "letter", "sent", "云公开函〔2024〕7号", "王芳"),
)


def past_counts(compliant: int, attention: int, missing: int) -> dict[str, int]:
    """The counts of an earlier night of 18 due: the rest does not comply."""
    rest = 18 - compliant - attention - missing
    return {"compliant": compliant, "attention": attention, "missing": missing, "noncompliant": rest, "not_due": 2}


def night(forms: Mapping[str, Form], agencies: tuple[AgencyNight, ...] | None = None) -> Night:
    told = sorted(results(forms) if agencies is None else agencies, key=_urgency)
    return Night(
        run_id="20240402-020000",
        year=YEAR,
        as_of=date(2024, 4, 2),
        started=datetime(2024, 4, 1, 18, 0, tzinfo=UTC),
        finished=datetime(2024, 4, 1, 18, 7, 30, tzinfo=UTC),
        agencies=tuple(told),
        registry=tuple(one.agency for one in told),
        durations={"crawl": 401.5, "extract": 3.25, "check": 0.4, "record": 1.1},
        versions={"gouji": "0.1.0", "python": "3.11.7"},
        settings={"database": "postgresql://gouji:secret@db/gouji", "pause_seconds": "1.0", "smtp_password": "hunter2"},
        previous_run="20240401-020000",
        history=(
            PastNight("20230403-020000", 2022, date(2023, 4, 3), past_counts(14, 2, 1)),
            PastNight("20240330-020000", YEAR, date(2024, 3, 30), past_counts(6, 3, 4)),
            PastNight("20240401-020000", YEAR, date(2024, 4, 1), past_counts(7, 2, 2)),
        ),
    )


def _urgency(result: AgencyNight) -> tuple[int, int, int, str]:
    grades = [finding.severity for finding in counted(result)]
    errors, warnings = grades.count(Severity.ERROR), grades.count(Severity.WARNING)
    return list(STATUS).index(result.status), -errors, -warnings, result.agency.agency_id
