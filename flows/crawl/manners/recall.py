"""What is already known of an address: from before a kill in this night, and from the nights before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from flows.crawl.evidence.answered import Kept
from flows.crawl.evidence.archive import Archive
from flows.crawl.evidence.index import address_of
from flows.crawl.evidence.served import Served
from flows.crawl.manners.asking import Answer
from flows.crawl.manners.validators import Validator, Validators
from flows.crawl.outcomes import Outcome
from flows.crawl.transport.body import is_cut_off
from flows.crawl.transport.faults import of_status
from flows.crawl.transport.posting import body_of


class Recall:
    """Knows what addresses answered; thread safe. Without `validators` nothing is known from other nights.

    `max_bytes` is what a content may be long after decompression.
    """

    def __init__(self, archive: Archive, validators: Validators | None, max_bytes: int) -> None:
        self._archive = archive
        self._max_bytes = max_bytes
        self._validators = validators
        self._new_tonight: set[int] = set()

    def before_the_kill(self, url: str, form: Mapping[str, str] | None = None) -> Answer | None:
        """What the address answered earlier in a night that is being resumed; a passing failure is asked again."""
        found = self._archive.answered(address_of(url, body_of(form)))
        if not found:
            return None
        kept, served = found
        outcome, content = self._understood(served)
        # What an unchanged page repeats may have been pruned since.
        is_lost = served.kind == "revisit" and not content
        if outcome.retry_at_once or is_lost:
            return None
        headers = {name.lower(): value for name, value in served.headers}
        when = datetime.fromisoformat(served.date)
        return Answer(outcome, "", served.status, headers, content, sha256(content).hexdigest(), kept, when)

    def _understood(self, served: Served) -> tuple[Outcome, bytes]:
        """What the answer came to when it was given, under the same limits."""
        if len(served.content) > self._max_bytes:
            return Outcome.TOO_LARGE, b""
        if served.fault:
            return served.fault, b""
        outcome, headers = of_status(served.status), {name.lower(): value for name, value in served.headers}
        if outcome is Outcome.FOUND and is_cut_off(served.content, headers):
            return Outcome.PARTIAL, served.content
        return outcome, served.content

    def known(self, url: str) -> Validator | None:
        """By what a site can tell whether the address has changed."""
        return self._validators.get(url) if self._validators else None

    def settle(self, url: str, known: Validator | None, answer: Answer) -> Answer | None:
        """The answer with an unchanged page's content put back in, and remembered for the next night.

        None where the content is lost and the page must be fetched whole.
        """
        if known and answer.outcome is Outcome.UNCHANGED:
            served = self._archive.read(known.record_id, known.warc)
            if served is None or sha256(served.content).hexdigest() != known.sha256:
                return None
            whole = replace(answer, content=served.content, sha256=known.sha256, headers=_whole(answer, served))
            return self._told(url, whole, is_same=True)
        if self._validators and answer.outcome is Outcome.FOUND and answer.kept:
            is_same = known is not None and known.sha256 == answer.sha256
            # The newest record with the content: an older one may have been pruned, or be in other bytes than are served now.
            same_as = known if is_same and not answer.kept.is_whole else None
            self._validators.put(url, _validator(answer, answer.kept, same_as))
            return self._told(url, answer, is_same)
        return answer

    def _told(self, url: str, answer: Answer, is_same: bool) -> Answer:
        """FOUND or UNCHANGED; what changed tonight stays FOUND however often it is asked for tonight."""
        if not is_same:
            self._new_tonight.add(hash(url))
        unchanged = is_same and hash(url) not in self._new_tonight
        return replace(answer, outcome=Outcome.UNCHANGED if unchanged else Outcome.FOUND)


def _validator(answer: Answer, kept: Kept, same_as: Validator | None) -> Validator:
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if same_as:
        return replace(same_as, etag=etag, last_modified=modified)
    date = answer.retrieved.isoformat().replace("+00:00", "Z") if answer.retrieved else ""
    return Validator(etag, modified, answer.sha256, kept.record_id, kept.warc, date)


def _whole(answer: Answer, served: Served) -> dict[str, str]:
    """A 304's header with what only the full answer told, such as the content type."""
    return {name.lower(): value for name, value in served.headers} | dict(answer.headers)
