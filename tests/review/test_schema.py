"""The API against its own description: whatever it is sent, it answers in a shape that it describes, and never breaks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.openapi import from_asgi
from schemathesis.schemas import APIOperation

from flows.ledger.accounts import give_token
from flows.review.app import make_app
from flows.review.office import Office

TOKEN = "t1"
# The same cases on every run, few enough for the whole to take seconds.
SETTINGS = settings(
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def operations(office: Office) -> list[APIOperation]:
    """Everything the API says may be asked of it, by an approver's program."""
    with office.ledger.writing() as connection:
        give_token(connection, "张审", TOKEN)
    described = from_asgi("/api/openapi.json", make_app(office), headers={"Host": "localhost"})
    return [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]


@pytest.mark.parametrize(("token", "times"), [(TOKEN, 8), ("wrong", 1)])
def test_every_answer_is_one_that_the_api_describes(operations: list[APIOperation], token: str, times: int) -> None:
    head = {"Authorization": f"Bearer {token}", "Host": "localhost"}
    assert len(operations) >= 11
    for operation in operations:

        @settings(SETTINGS, max_examples=times)
        @given(operation.as_strategy())
        def tried(case: Case) -> None:
            case.call_and_validate(headers=head)

        tried()
