"""Invented matters for letters: an agency in 云河市, its findings, a letter paper as shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks.model import Agency, Finding, Severity
from flows.notify.writing.matter import Matter
from tests.publish.build import YEAR, finding

AGENCY = Agency("yh-hbj", "云河市生态环境局", "department", contact_email="zwgk@yunhe.example", contact_name="王芳")
AUDITED = date(2024, 4, 8)
UNBALANCED = replace(
    finding("T4-SUM-REV", "yh-hbj"),
    message="表四存在总计与分项不符：“行政复议”结果维持2＋其他结果2＝4，所填总计3，相差1。",
    expected="4",
    actual="3",
    difference=1,
    cells=("T4.review.total",),
)
CONTRADICTED = replace(
    finding("TXT-NORECV", "yh-hbj"),
    message="文字与表格存在矛盾：正文称未收到政府信息公开申请，表三总计为5。",
    cells=("T3.new.total",),
)
DOUBTED = replace(
    finding("TXT-RECV", "yh-hbj"),
    severity=Severity.WARNING,
    message="文字与表格疑似不一致：正文收到申请数为32，表三总计为23，请核实。",
)
UNVERIFIED = replace(
    finding("T2-REGPOWER", "yh-hbj"),
    message="表二规章制发2件，而云河市生态环境局不具有规章制定权，该栏应为0。",
    legal_basis="《未核文本》第九条",
)
LATE = replace(
    finding("PUB-LATE-DEPT", "yh-hbj"),
    message="报告发布日期为2024-02-02，晚于法定期限2024-01-31，逾期2天。",
)
MISSING = replace(
    finding("PUB-MISSING", "yh-hbj"),
    message="截至2024-04-08，未在年报栏目发现云河市生态环境局2023年政府信息公开工作年度报告，法定期限为2024-01-31。",
    expected="2024-01-31",
)
HINT = replace(
    finding("T3-SECRET", "yh-hbj"), severity=Severity.ADVICE, message="以国家秘密不予公开12件，比例偏高，请核实。"
)


def matter(*findings: Finding, confirmed: bool = False, agency: Agency = AGENCY) -> Matter:
    return Matter(agency, YEAR, findings, AUDITED, is_confirmed=confirmed)
