"""One page a rule: made anew where what it found changed, taken over from the run before where it did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.publish.desk import Desk
from flows.publish.pages import render
from flows.publish.rulebook import RuleWords
from flows.publish.tally import RuleTally
from flows.publish.unchanged import Pages, digest_of_facts

MOST_NAMES = 500


def write_rule_pages(desk: Desk, folder: Path, pages: Pages) -> int:
    """Write every rule's page; how many were made anew."""
    names = {result.agency.agency_id: result.agency.name for result in desk.night.agencies}
    made = 0
    for rule in desk.rules.values():
        found = desk.tally.rules.get(rule.id)
        if not pages.take_over((f"rules/{rule.page}",), _digest(desk, rule, found, names)):
            page = folder / "rules" / rule.page
            page.write_bytes(_html(desk, rule, found, names).encode("utf-8", "replace"))
            made += 1
    return made


def _digest(desk: Desk, rule: RuleWords, found: RuleTally | None, names: Mapping[str, str]) -> str:
    return digest_of_facts((repr(rule), str(desk.tally.whole.due), *(_facts(found, names) if found else ())))


def _facts(found: RuleTally, names: Mapping[str, str]) -> Iterator[str]:
    """What the page tells of it; when the example was fetched is no part of that."""
    yield f"{found.lifecycle}{found.severity}"
    yield from (f"{agency_id} {count} {names[agency_id]}" for agency_id, count in found.agencies.items())
    if found.example:
        yield f"{found.example.agency_id}{found.example.message}{found.example.message_en}"


def _html(desk: Desk, rule: RuleWords, found: RuleTally | None, names: Mapping[str, str]) -> str:
    facts = {"night": desk.night, "rule": rule, "found": found, "names": names, "due": desk.tally.whole.due}
    return render("rule.html", root="../", place="rules", most=MOST_NAMES, **facts)
