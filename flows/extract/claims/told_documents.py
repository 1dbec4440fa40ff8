"""Documents of table 2 that the same sentence told before, and what a figure behind them makes of those."""

from __future__ import annotations

from flows.extract.claims.story import Draft, Story
from flows.extract.claims.tokens import Token

PUBLISHED = ("公开", "公布", "发布")
"""What verbs end in that say that something was put before the public, whoever made it and when."""


def issued_before(row: str, story: Story) -> Draft | None:
    """The figure of documents issued that the same sentence told before."""
    cell = f"T2.{row}.issued"
    told = next((draft for draft in story.drafts if draft.cell == cell and draft.sentence == story.sentence), None)
    # 2023年制发8件，2024年制发6件
    another_year = told is not None and None not in (told.year, story.said_year) and told.year != story.said_year
    return None if another_year else told


def repealed_before(label: Token, row: str, story: Story) -> Draft | None:
    """废止4件，宣布失效2件: the second explains or adds to the first, which of both nobody can tell."""
    cell = f"T2.{row}.repealed" if label.kind == "repeal" else ""
    return next((draft for draft in story.drafts if draft.cell == cell and draft.sentence == story.sentence), None)


def stands_in_force(row: str, story: Story) -> bool:
    """现行有效46件（含本年新制发8件）: the part is a column of its own."""
    told = story.drafts[-1] if story.drafts else None
    return told is not None and told.cell == f"T2.{row}.in_force" and told.sentence == story.sentence


def take_back(label: Token, story: Story) -> None:
    """规章13件（含新制定5件，修改4件，废止4件） counts three things in one figure, none of them a cell; 制发7件（以某某名义制发3件） one."""
    held = story.drafts[-1] if story.drafts else None
    if held and label.kind == "issue" and held.verb and not held.verb.endswith(PUBLISHED):
        # 制发3件（新制定2件、修订1件）: all of them were issued.
        return
    if held and held.verb != label.text and held.sentence == story.sentence and held.pattern == "document":
        story.drop(held)


def leave_those_of_all_years(in_force: Draft, story: Story) -> None:
    """「累计制发46件，现行有效15件」: so many more than are in force were not issued in one year."""
    told = story.last("in all")
    here = told is not None and told.sentence == story.sentence and in_force.cell.endswith("in_force")
    if told is not None and here and told.number > in_force.number:
        story.drop(told)
