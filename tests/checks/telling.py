"""How the prose of invented reports tells its figures: the same facts in the many ways that real reports use.

Every sentence is true of the `Facts` it is given. What agencies count beside the tables is `aside`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What one report's prose tells; `natural` and `legal` are parts of `new`."""

    me: str
    self_name: str
    whole: str
    year: int
    new: int
    natural: int
    legal: int
    carried_in: int
    total: int
    carried_out: int
    granted: int
    partial: int
    denied: int
    unable: int
    refused: int
    other: int
    reviews: int
    direct: int
    after: int
    all_upheld: bool
    issued: int
    repealed: int
    in_force: int
    licence: int
    penalty: int
    coercion: int
    income: float
    published: int

    @property
    def lawsuits(self) -> int:
        return self.direct + self.after

    @property
    def gathered(self) -> int:
        return self.new + self.carried_in


def published(facts: Facts, dice: random.Random) -> str:
    """What was put on the web: no cell of any table."""
    f, part = facts, min(30, facts.published)
    return dice.choice(
        (
            f"全年通过门户网站主动公开政府信息{f.published}条。",
            f"截至{f.year}年12月31日，{f.self_name}主动公开各类信息{f.published}条，历年累计主动公开{f.published * 9}条。",
            f"{f.year}年共发布政府信息{f.published}条，其中动态类{f.published - part}条、公告类{part}条。",
            f"累计公开信息{f.published}条，比上年增加{part}条，全文电子化率达100%。",
            f"全年主动公开信息{f.published}余条，办理人大代表建议6件、政协提案9件，答复率100%。",
        )
    )


def received(facts: Facts, dice: random.Random) -> str:
    """How many applications came in, were carried over and answered."""
    templates = tuple(_none(facts) if facts.new == facts.carried_in == facts.total == 0 else _some(facts))
    return dice.choice(templates)


def _none(f: Facts) -> Iterator[str]:
    us, y = f.self_name, f.year
    yield f"{y}年，{us}未收到政府信息公开申请。"
    yield "全年没有收到公民、法人和其他组织提出的政府信息公开申请。"
    yield f"{y}年度共收到政府信息公开申请0件，上年结转0件。"
    yield "本年度未接到依申请公开事项。"
    yield f"{us}{y}年未受理依申请公开政府信息，零报告。"
    yield "全年无依申请公开件，也未收到公众通过其他渠道提出的公开请求。"
    yield f"截至{y}年底，未收到任何单位和个人提出的信息公开申请。"
    yield "全年新收申请0件，办结0件，结转0件。"
    yield f"{y}年，{us}依申请公开受理数为0。"


def _some(f: Facts) -> Iterator[str]:
    y, us = f.year, f.self_name
    left = f"，结转下年度继续办理{f.carried_out}件" if f.carried_out else ""
    came = f"，上年结转{f.carried_in}件" if f.carried_in else ""
    yield f"{y}年，{us}共收到政府信息公开申请{f.new}件{came}，办结{f.total}件{left}。"
    yield f"全年新收政府信息公开申请{f.new}件{came}，已答复{f.total}件{left}。"
    yield f"本年度收到依申请公开{f.new}件，其中自然人申请{f.natural}件，法人或其他组织申请{f.legal}件{came}；办结{f.total}件{left}。"
    yield f"{f.whole}共接收申请{f.new}件，较上年增加3件{came}，答复{f.total}件，均在法定期限内答复{left}。"
    yield f"{y}年共受理政府信息公开申请{f.new}件，其中网络申请{f.new}件、信函申请0件{came}；共答复{f.total}件{left}。"
    yield f"{us}收到公众提交的政府信息公开申请{f.new}宗{came}，依法答复{f.total}宗{left.replace('件', '宗')}。"
    yield f"办理情况：新收{f.new}件，结转上年度{f.carried_in}件，办结{f.total}件，转下年度{f.carried_out}件。"
    yield f"全年新收政府信息公开申请{f.new}件，新收件数较{y - 1}年的{f.new + 3}件减少3件{came}。按时办结{f.total}件，按时办结率100%{left}。"
    yield (
        f"全年收到政府信息公开申请{f.new}件，其中：上级部门转来{f.new // 2}件，直接收到{f.new - f.new // 2}件{came}。"
        f"已办结{f.total}件{left}。"
    )
    if f.carried_in:
        yield f"{us}收到政府信息公开申请{f.new}件，加上{y - 1}年结转{f.carried_in}件，合计办理{f.gathered}件，办结{f.total}件{left}。"
        yield f"全年受理政府信息公开申请{f.gathered}件（含上年结转{f.carried_in}件），已办结{f.total}件{left}。"
        yield f"全年累计处理依申请公开{f.gathered}件，其中本年度新收{f.new}件，{y - 1}年结转{f.carried_in}件；答复{f.total}件{left}。"
        yield f"{y - 1}年结转至{y}年{f.carried_in}件，{y}年收到申请{f.new}件，共办结{f.total}件{left}。"
    if f.carried_out:
        yield f"收到政府信息公开申请{f.new}件{came}，除{f.carried_out}件结转下年外，其余均已按时答复。"
        yield f"全年收到申请{f.new}件{came}，答复完毕{f.total}件，尚在办理{f.carried_out}件。"
        yield f"全年共办理政府信息公开申请{f.gathered}件，已答复{f.total}件，{f.carried_out}件结转至{y + 1}年办理。"
    elif not f.carried_in:
        yield f"共收到政府信息公开申请{f.new}件，全部按时办结。"
        yield f"收到依申请公开事项{f.new}项，均在规定时限内答复申请人，办结率100%。"


def outcomes(facts: Facts, dice: random.Random) -> str:
    """How they were decided, in counts, unions or shares, or not at all."""
    f = facts
    if not f.total:
        return ""
    both = f.granted + f.partial
    rest = f"不予公开{f.denied}件，无法提供{f.unable}件，不予处理{f.refused}件，其他处理{f.other}件。"
    return dice.choice(
        (
            f"其中予以公开{f.granted}件，部分公开{f.partial}件，{rest}",
            f"予以公开及部分公开{both}件，占{100 * both / f.total:.1f}%；{rest}",
            f"从办理结果看，予以公开{f.granted}件、部分公开{f.partial}件、不予公开{f.denied}件、因本机关不掌握等原因无法提供{f.unable}件、"
            f"信访举报投诉类申请及重复申请等不予处理{f.refused}件、作其他处理{f.other}件。",
            f"予以公开{f.granted}件（{100 * f.granted / f.total:.2f}%），部分公开{f.partial}件（{100 * f.partial / f.total:.2f}%）。",
            "",
            f"在办结的{f.total}件中，予以公开{f.granted}件，部分公开{f.partial}件，{rest}",
            f"在所有办结的申请中，属于予以公开的{f.granted}件，属于部分公开的{f.partial}件，{rest}",
            f"办理结果为：予以公开{f.granted}件、部分公开{f.partial}件、{rest[:-1]}，总计{f.total}件。",
            "申请内容主要涉及征地、规划和历年统计数据，答复时均说明了理由和救济渠道。",
        )
    )


def cases(facts: Facts, dice: random.Random) -> str:
    """Reviews and lawsuits over disclosure."""
    f = facts
    if not f.reviews and not f.lawsuits:
        return dice.choice(
            (
                "未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
                "全年无政府信息公开行政复议和行政诉讼案件。",
                "没有因政府信息公开引发的举报、投诉、行政复议或行政诉讼。",
                "也未产生复议和诉讼。",
                "无信息公开类行政复议，无行政诉讼。",
                "因政府信息公开被申请行政复议0件、被提起行政诉讼0件。",
            )
        )
    upheld = "，均获维持。" if f.reviews and f.lawsuits and f.all_upheld and dice.random() < 0.5 else "。"
    return dice.choice(
        (
            f"因政府信息公开被申请行政复议{f.reviews}件，被提起行政诉讼{f.lawsuits}件{upheld}",
            f"政府信息公开类行政复议{f.reviews}件、行政诉讼{f.lawsuits}件{upheld}",
            f"因信息公开引发行政复议{f.reviews}起，未经复议直接起诉{f.direct}起，复议后起诉{f.after}起。",
            f"政府信息公开行政复议和行政诉讼分别为{f.reviews}件、{f.lawsuits}件。",
            f"涉及政府信息公开的行政复议案件{f.reviews}件。作为复议机关，办理政府信息公开行政复议案件{f.reviews + 40}件。",
            f"全年发生政府信息公开行政复议、行政诉讼案件共{f.reviews + f.lawsuits}件。",
        )
    )


def documents(facts: Facts, dice: random.Random) -> str:
    """Normative documents made, repealed and in force, or only spoken of."""
    f = facts
    return dice.choice(
        (
            f"本年度制发行政规范性文件{f.issued}件，现行有效行政规范性文件{f.in_force}件。",
            f"全年制定行政规范性文件{f.issued}件，废止{f.repealed}件，现行有效{f.in_force}件。",
            f"出台行政规范性文件{f.issued}件，均同步解读；印发其他政策文件24件。",
            f"截至年底，现行有效行政规范性文件共{f.in_force}件。",
            "严格规范性文件合法性审核，全年审核涉企文件12件。",
            "落实规范性文件备案审查制度，转发上级规范性文件8件。",
        )
    )


def decisions(facts: Facts, dice: random.Random) -> str:
    """Licences, penalties and coercion as table 2 counts them, or items put on the web."""
    f = facts
    return dice.choice(
        (
            f"全年作出行政许可决定{f.licence}件、行政处罚决定{f.penalty}件、行政强制决定{f.coercion}件。",
            f"办理行政许可{f.licence}件，行政处罚{f.penalty}件。",
            "公开行政许可事项目录36项，权责清单210项。",
            "在信用平台公示行政处罚信息9条。",
            "",
        )
    )


def aside(dice: random.Random) -> str:
    """What is counted in like words and belongs to no table: hotlines, letters, proposals, cases about other matters."""
    return dice.choice(_ASIDES).format(n=dice.randint(12, 980))


def fee(facts: Facts, dice: random.Random) -> str:
    """Part six: no fee was charged, in one of the ways of saying so."""
    return dice.choice(_FEES).format(y=facts.year, us=facts.self_name, last=facts.year - 1)


_ASIDES: Sequence[str] = (
    "办理12345热线工单{n}件，办结率100%。",
    "受理县长信箱来信{n}封，均在规定时限内答复。",
    "全年收到群众信访事项{n}件，已全部办结。",
    "网络问政平台受理{n}件，答复{n}件。",
    "办理人大代表建议{n}件，按时答复率100%。",
    "受理行政许可申请的平均用时压缩至3个工作日。",
    "处理消费投诉举报{n}件，均已反馈。",
    "全年接受咨询{n}人次，发放宣传资料{n}份。",
    "举办政务公开培训2期，培训{n}人次。",
    "门户网站依申请公开栏目访问量{n}次。",
    "因执法引发的行政诉讼与信息公开无关，不计入本报告。",
    "上年同期收到网民留言{n}条，今年下降8%。",
    "公文属性认定{n}件，其中依申请公开文件18件、不予公开文件20件。",
    "",
)
_FEES: Sequence[str] = (
    "{y}年，{us}未收取信息处理费。",
    "本年度没有收取政府信息公开信息处理费。无其他需要报告的事项。",
    "依据《政府信息公开信息处理费管理办法》，本年度收取信息处理费0元。",
    "按照国务院办公厅有关规定，{y}年度未产生信息处理费。",
    "（一）信息处理费收取情况：本年度未发生收费。（二）无其他需要报告的事项。",
    "{y}年度，{us}依申请提供政府信息未收取任何费用，信息处理费为0元。",
    "本机关{y}年度无收取信息处理费的情况，无其他需要报告的事项。",
    "暂未开展信息处理费收取工作。",
)
