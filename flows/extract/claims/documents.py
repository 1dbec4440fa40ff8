"""Counts of documents and decisions that share the names of table 2's rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, pairwise, takewhile

from flows.extract.claims.clauses import Clause, Count
from flows.extract.claims.fees import INCOME
from flows.extract.claims.story import CASES, DOCUMENTS, Draft, Story
from flows.extract.claims.tokens import LIST_MARK, UNKNOWN, YEAR, Token
from flows.extract.claims.told_documents import (
    PUBLISHED,
    issued_before,
    leave_those_of_all_years,
    repealed_before,
    stands_in_force,
    take_back,
)

DOCUMENT_ROWS = ("norms", "rules")
DECISION_ROWS = ("licence", "penalty", "coercion")
ROWS = frozenset((*DOCUMENT_ROWS, *DECISION_ROWS))
COLUMNS = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}
FAMILY = ROWS | frozenset(COLUMNS) | {"charge_income"}
_MANY_ROWS = 3
_DONE_WITH = frozenset(("repeal", "no_issue", "filed"))


def read_document(count: Count, label: Token, story: Story, rows_named: int) -> None:
    """A count of documents or decisions; `rows_named` is how many rows of table 2 the sentence names."""
    rows = list(dict.fromkeys(token.kind for token in count.left.tokens if token.kind in ROWS))
    of_cases = count.clause.aside and story.topic == CASES
    if of_cases or story.defended or (label.text.endswith("类") and _are_cases_told(story)):
        # 行政复议4件（信息公开2件、行政处罚2件）, 应诉9件：行政处罚类5件, 应诉9件，涉及工伤认定5件、行政处罚4件
        return
    planned = any(token.kind in ("must", "planned") for token in _before(count)) or _is_advised(count)
    if planned or _goes_on_planning(count, story):
        # 拟制定规章1件、规范性文件8件
        story.planned = True
        _note_row(rows, story)
        return
    if label.kind in DECISION_ROWS and count.left.has("set_right"):
        # 复议机关撤销原行政处罚决定1件
        return
    of_others = _is_of_those_looked_through(count, label, story) or is_of_all_years(count, label, story)
    # 废止目录1份
    listed = label.kind in COLUMNS and any(token.kind == "powers" for token in count.left.tokens[:1])
    if of_others or listed or _is_otherwise(count) or count.left.has("last_year"):
        _note_row(rows, story)
        return
    if label.kind in COLUMNS:
        _by_column(count, label, story)
    elif (len(rows) == 1 or count.quantity.value == "0") and _is_claim(count, label, rows_named, story):
        for row in rows:
            _by_row(count, row, story)


def _is_advised(count: Count) -> bool:
    """建议废止6件 is not done yet."""
    return any(one.text == "建议" and other.kind in (*COLUMNS, "no_issue") for one, other in pairwise(_before(count)))


def _is_of_those_looked_through(count: Count, label: Token, story: Story) -> bool:
    """「清理规范性文件35件，其中继续有效28件」「审查文件136件，其中规范性文件21件」: of those, and neither in force in all nor issued."""
    if count.left.has("no_issue"):
        story.looked_through = story.sentence
    part = count.clause.has("including") and story.looked_through == story.sentence
    return part and (label.kind == "in_force" or (label.kind in DOCUMENT_ROWS and not _done_with_them(count)))


def is_of_all_years(count: Count, label: Token, story: Story) -> bool:
    """「历年累计公开规范性文件370件，其中失效14件」: in any of those years."""
    is_part = count.clause.has("including") and not count.clause.has(YEAR, "this_year")
    return label.kind == "repeal" and is_part and story.of_all_years == story.sentence


def _are_cases_told(story: Story) -> bool:
    """Whether the sentence counts cases, of its own or of every kind."""
    return story.of_others or any(draft.sentence == story.sentence for draft in story.cases)


def _goes_on_planning(count: Count, story: Story) -> bool:
    """计划修订规章1件，废止规章1件 plans both; 计划制定4件，实际出台2件 tells what was done."""
    return story.planned and not count.clause.has("done_mark")


def _note_row(rows: list[str], story: Story) -> None:
    """清理规范性文件45件，废止7件: what was reviewed is no row, what was done to it is."""
    if len(rows) == 1 and rows[0] in DOCUMENT_ROWS:
        story.topic, story.document = DOCUMENTS, rows[0]


def _by_row(count: Count, row: str, story: Story) -> None:
    column = "decisions"
    if row in DOCUMENT_ROWS:
        story.topic, story.document = DOCUMENTS, row
        done = _done_with_them(count) or _done_before(story)
        if not done and count.left.has("risen"):
            # 规范性文件由126件精简至98件: of which column is not said.
            return
        column = COLUMNS.get(done, "issued")
    cell = f"T2.{row}.{column}"
    # 「公开规范性文件23件，其中市政府5件」: parts of what was counted.
    told = next((held for held in story.drafts if held.cell == cell and held.sentence == story.sentence), None)
    if told is not None and not story.parts and not count.clause.aside:
        # 以政府名义印发规范性文件2件、以办公室名义印发规范性文件4件
        told.doubtful = True
    if told is None or _is_of_all(count, told, story):
        pattern = "document" if row in DOCUMENT_ROWS else "decision"
        issued = next((token.text for token in count.left.tokens if token.kind == "issue"), "")
        # 公开信息326条；制发规范性文件2件: another verb than that of the items.
        items = story.published and (not issued or issued.endswith(PUBLISHED))
        role = "in all" if count.left.has("cumulative") else ""
        story.count(count, cell, pattern, doubtful=items, verb=issued, role=role)


def _is_otherwise(count: Count) -> bool:
    """Whether documents were only reviewed or reprinted, made by others (参与制定), or over several years."""
    several_years = any(token.kind == "since" and token.text.startswith("20") for token in count.left.tokens)
    # 上级制发规范性文件68件
    above = any(token.kind == UNKNOWN and token.text.endswith("上级") for token in count.left.tokens)
    return several_years or above or count.left.has("guide") or _done_with_them(count) in ("no_issue", "filed")


def _done_with_them(count: Count) -> str:
    """The kind of the nearest word before the figure that says what was done: 起草法规3部、规章2部 drafts both."""
    kinds = [token.kind for token in _before(count) if token.kind in (*COLUMNS, "no_issue", "filed", "decide")]
    return _done_with_those_issued(count) or (kinds[-1] if kinds else "")


def _before(count: Count) -> Iterator[Token]:
    return takewhile(lambda token: token is not count.quantity, count.clause.tokens)


def _done_with_those_issued(count: Count) -> str:
    """废止2021年以前制定的规范性文件5件, 解读本级印发的规范性文件8件: 制定 says which, the verb before it what was done."""
    beyond = list(dropwhile(lambda token: token.kind not in DOCUMENT_ROWS, count.left.tokens))
    if [token.kind for token in beyond[1:2]] != ["issue"]:
        return ""
    verb = next((token for token in beyond[2:] if token.kind in _DONE_WITH or _goes_before(token)), None)
    return verb.kind if verb is not None and verb.kind in _DONE_WITH else ""


def _goes_before(token: Token) -> bool:
    """废止、制定规范性文件, 审查后印发规范性文件: two things that were done, one beside or after the other."""
    return token.kind in (LIST_MARK, "done_mark") or token.text.endswith("后")


def note_name(clause: Clause, story: Story) -> None:
    """A document named without a figure is what the figures after it may count: 规范性文件管理情况。制发2件，废止1件."""
    named = next((token for token in clause.tokens if token.kind in ("norms", "no_document")), None)
    if named is not None and "规范性文件" in named.text:
        story.topic, story.document = DOCUMENTS, "norms"
        if clause.has("last_year"):
            story.of_all_years = story.sentence


def _by_column(count: Count, label: Token, story: Story) -> None:
    """制发0件，废止0件，现行有效2件: the document was named before, in this clause or an earlier one."""
    named = next((t.kind for t in count.left.tokens if t.kind in DOCUMENT_ROWS), None) or _named_behind(count)
    row = named or (story.document if story.topic == DOCUMENTS and goes_on_about_them(count, story) else "")
    if count.clause.aside and not stands_in_force(row, story):
        take_back(label, story)
    elif label.kind == "issue" and (told := issued_before(row, story)) and not _is_of_all(count, told, story):
        # 「以县政府名义印发6件，以办公室名义印发3件」 are parts; 「制发5件，公开3件」 counts the five again.
        if told.verb == label.text and told.value != count.quantity.value:
            story.drop(told)
            story.split = story.sentence
    elif label.kind == "issue" and (count.left.has("file") or _are_items(count) or story.split == story.sentence):
        return
    elif row and (repealed := repealed_before(label, row, story)) is not None:
        repealed.doubtful = True
    elif row and count.left.gap() == 0:
        story.topic, story.document = DOCUMENTS, row
        _count_in_column(count, label, row, story)
    elif not row:
        _note_row([kind for kind in DOCUMENT_ROWS if count.right.has(kind)], story)


def _count_in_column(count: Count, label: Token, row: str, story: Story) -> None:
    """One row's figure, or that of all that are named together before a nought: 规章、规范性文件制发均为零."""
    named = [kind for kind in DOCUMENT_ROWS if count.left.has(kind)] if count.quantity.value == "0" else []
    for each in named or [row]:
        draft = story.count(count, f"T2.{each}.{COLUMNS[label.kind]}", "document", verb=label.text)
        leave_those_of_all_years(draft, story)


def _is_of_all(count: Count, told: Draft, story: Story) -> bool:
    """「县政府制发4件；全县制发6件」: the second counts other bodies' documents too."""
    more = count.quantity.value.isdigit() and told.number < int(count.quantity.value)
    return more and count.clause.has("area") and told.clause < story.clause


def goes_on_about_them(count: Count, story: Story) -> bool:
    """Whether a figure may count the documents named before: in a later sentence, where it names nothing else."""
    told = next((draft for draft in reversed(story.drafts) if draft.pattern == "document"), None)
    if told is None or told.sentence == story.sentence:
        return True
    return not count.left.has(
        "file", "foreign", "powers", "report", "no_document", "no_case", "attribute", "duty", "disclosure"
    )


def _named_behind(count: Count) -> str | None:
    """制发了3个行政规范性文件."""
    behind = count.right.first(2)
    return behind.kind if behind and behind.kind in DOCUMENT_ROWS and not count.right.has("no_issue") else None


def read_new_part(count: Count, story: Story) -> bool:
    """公开规范性文件128件，其中本年新增12件: the twelve were issued this year; whether the figure was read so."""
    rows = {token.kind for token in count.left.tokens if token.kind in ROWS}
    newly = any(token.kind in ("put", "issue") and token.text.startswith("新") for token in count.left.tokens)
    if story.topic != DOCUMENTS or not newly or rows - {story.document}:
        return False
    if stands_in_force(story.document, story):
        # 现行有效5件，今年新增1件
        story.count(count, f"T2.{story.document}.issued", "document", verb="新增")
        return True
    told = issued_before(story.document, story)
    if told is None or not count.clause.has("including") or not (told.verb or PUBLISHED[0]).endswith(PUBLISHED):
        # 制发4件，其中新制定3件、修订1件: all four were issued this year.
        return False
    told.value, told.qualifier = count.quantity.value, count.quantity.qualifier
    return True


def _are_items(count: Count) -> bool:
    """规范性文件相关信息发布3条: items on a web page."""
    return count.quantity.unit == "条" and count.quantity.value != "0" and not count.left.has("number_word")


def _done_before(story: Story) -> str:
    """「现行有效规章8件，规范性文件122件」: what was said of the documents before is said of these too."""
    told = story.drafts[-1] if story.drafts else None
    if told is None or told.sentence != story.sentence or told.pattern != "document":
        return ""
    return next(kind for kind, column in COLUMNS.items() if told.cell.endswith(column))


def _is_claim(count: Count, label: Token, rows_named: int, story: Story) -> bool:
    """Whether decisions or documents are counted, not items put on a web page or entries in a list of powers.

    行政处罚信息9条 are items, unless the sentence counts by the rows of the table; 行政许可事项35项 are powers.
    """
    if count.quantity.value == "0":
        return True
    if label.text in ("许可决定", "处罚决定") and not count.left.has("decide"):
        # 变更处罚决定1件
        return False
    between = {token.kind for token in takewhile(lambda token: token.kind not in ROWS, count.left.tokens)}
    matter = [token.kind for token in count.left.tokens if token.kind in (*ROWS, "because")][1:2] == ["because"]
    # 申请中涉及行政处罚4件、行政许可6件
    matter = matter or (count.clause.has("because") and count.clause.has("request", "apply"))
    if matter or between & {"file", "powers", "no_document", "no_case", UNKNOWN}:
        # 涉及行政处罚的4件 are what applications were about.
        # 行政处罚类文件3件, 行政许可事项目录1个, 规范性文件“立”5件, 行政处罚不予处罚决定6件
        return False
    if count.quantity.unit == "项" and (story.powers or "事项" in label.text or label.kind == "rules"):
        return False
    if count.quantity.unit != "条" or rows_named >= _MANY_ROWS:
        return True
    return "决定" in label.text or count.left.has("decide", "number_word")


def add_nothing_else(story: Story) -> None:
    """行政处罚39件，不存在其他情况: the other rows of table 2 are zero."""
    told = {draft.cell for draft in story.drafts if draft.cell.startswith("T2.")}
    if told:
        rows = ("T2.licence.decisions", "T2.penalty.decisions", "T2.coercion.decisions", INCOME, "T2.norms.issued")
        for cell in rows:
            if cell not in told:
                story.add(cell, "0", "nothing-else")
