"""One page a rule: made anew where what it found changed, taken over from the run before where it did not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.publish.desk import Desk
from flows.publish.pages import render
from flows.publish.rulebook import RuleWords
from flows.publish.tally import RuleTally
from flows.publish.unchanged import Pages, digest_of_facts


def write_rule_pages(desk: Desk, folder: Path, pages: Pages) -> int:
    """Write every rule's page; how many were made anew."""
    made = 0
    for rule in desk.told_rules.values():
        found = desk.tally.rules.get(rule.id)
        if not pages.take_over((f"rules/{rule.page}",), _digest(desk, rule, found)):
            page = folder / "rules" / rule.page
            page.write_bytes(_html(desk, rule, found).encode("utf-8", "replace"))
            made += 1
    return made


def _digest(desk: Desk, rule: RuleWords, found: RuleTally | None) -> str:
    return digest_of_facts((repr(rule), str(desk.tally.whole.due), *(_facts(found) if found else ())))


def _facts(found: RuleTally) -> Iterator[str]:
    """What the page tells of it; when the example was fetched is no part of that."""
    yield f"{found.lifecycle}{found.severity}{found.agencies}{found.whose.hexdigest()}"
    if found.example:
        yield f"{found.example.agency_id}{found.example.message}{found.example.message_en}"


def _html(desk: Desk, rule: RuleWords, found: RuleTally | None) -> str:
    facts = {"night": desk.night, "rule": rule, "found": found, "due": desk.tally.whole.due}
    return render("rule.html", root="../", place="rules", **facts)
