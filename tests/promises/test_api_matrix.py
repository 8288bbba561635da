"""Every operation of the programming interface with every role and scope, read off its own document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from config.api import ADDRESSES, api
from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from tests.promises.answers import Table
from tests.promises.world import OUTSIDE, ROLES, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PREFIX = "/api/v1/"
FEATURES = {address: feature for feature, address in ADDRESSES.items()} | {"trail": "foundation", "": "foundation"}
NEEDS = {"search_pages_search": "q=data"}
"""What follows the question mark, where an operation needs it."""


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    name: str
    method: str
    template: str
    open: bool
    """Whether it may be called without a token."""
    feature: str


def test_every_operation_asks_for_a_token_and_its_scope(world: World) -> None:
    """401 without one where one is needed, and for a suspended person's; 403 for writing with a token that reads."""
    callers, faults, asked = _Callers(world), [], 0
    for operation, address in _addressed(world):
        asked += 1
        for role in OUTSIDE:
            known = operation.name != "start"  # which asks for no token, so that it does not look at one
            expected = {401} if not operation.open or (role == "suspended" and known) else {200, 404}
            faults += _wrong(operation, role, callers.call(role, operation, address), expected)
        if operation.method != "get":
            faults += _wrong(operation, "a token that reads", callers.call("reading", operation, address), {403})
    assert faults == [], "\n".join(faults)
    assert asked > 50


def test_every_role_reads_what_the_policy_gives(world: World) -> None:
    """200 or a refusal as a problem, never a fault, and never a word of what the reader may not see."""
    callers, faults, table = _Callers(world), [], Table(world)
    private = [each for samples in world.samples.values() for each in samples.private]
    for operation, address in _addressed(world):
        usual, special = table.operations.get(operation.name, ("200", {}))
        for role in ROLES:
            if role == "suspended" or (role == "visitor" and not operation.open):
                continue
            answer = callers.call(role, operation, address)
            if operation.method == "get":
                faults += _wrong(operation, role, answer, {int(special.get(role, usual))})
            elif answer.status_code >= 500:
                faults.append(f"{operation.name} as {role}: {answer.status_code}")
            faults += [
                f"{operation.name} tells {role} of {each.what}"
                for each in private
                if role not in (*each.seen_by, *each.own) and each.marker.encode() in answer.content
            ]
    assert faults == [], "\n".join(faults)


def test_what_is_private_answers_like_what_there_is_not(world: World) -> None:
    """Whatever is asked below the address of a private thing: the same 404 as for an unknown one."""
    callers, faults, asked = _Callers(world), [], 0
    for samples in world.samples.values():
        for private in (each for each in samples.private if each.api):
            for operation in _operations():
                if not operation.template.startswith(private.api):
                    continue
                for role in (role for role in ROLES if role not in private.seen_by):
                    answers = [
                        callers.call(role, operation, _fill(operation, {**_given(world, operation), **named}))
                        for named in (
                            _by_position(private.api, private.named),
                            _by_position(private.api, private.unknown),
                        )
                    ]
                    asked += 1
                    if len({(answer.status_code, answer.content) for answer in answers}) > 1:
                        codes = [answer.status_code for answer in answers]
                        faults.append(f"{operation.name} of {private.what} as {role}: {codes}")
    assert faults == [], "\n".join(faults)
    assert asked > 100


class _Callers:
    """Programs with tokens of everybody; ``reading`` has the author's token that may only read."""

    def __init__(self, world: World) -> None:
        self.client = Client(raise_request_exception=False)
        everybody = User.objects.filter(pk__in=[person.pk for person in world.people.values()])
        everybody.update(is_active=True)
        self.tokens = {
            role: _token(User.objects.get(pk=person.pk), ["read", "write"]) for role, person in world.people.items()
        }
        self.tokens["reading"] = _token(User.objects.get(pk=world.people["author"].pk), ["read"])
        everybody.filter(pk=world.people["suspended"].pk).update(is_active=False)

    def call(self, role: str, operation: Operation, address: str) -> HttpResponse:
        """Undone afterwards; a write sends an empty document."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}
        with transaction.atomic():
            answer: Any = self.client.generic(
                operation.method.upper(), address, "{}", content_type="application/json", headers=headers
            )
            transaction.set_rollback(True)
        return answer  # type: ignore[no-any-return]


def _token(person: User, scopes: list[str]) -> str:
    return create_token(actor=Actor(person), label="promises", scopes=scopes, expires_at=None)[1]


def _wrong(operation: Operation, role: str, answer: HttpResponse, expected: set[int]) -> list[str]:
    if answer.status_code in expected:
        return []
    return [
        f"{operation.name} ({operation.method} {operation.template}) as {role}: {answer.status_code}, not {expected}"
    ]


def _operations() -> Iterator[Operation]:
    document = api.get_openapi_schema(path_prefix=PREFIX)
    for template, methods in document["paths"].items():
        part = template.removeprefix(PREFIX).partition("/")[0]
        feature = FEATURES.get(part, part)
        for method, described in methods.items():
            security = described.get("security", [])
            yield Operation(described["operationId"], method, template, not security or {} in security, feature)


def _addressed(world: World) -> Iterator[tuple[Operation, str]]:
    """Every operation; one without a sample for its address fails, saying what to add."""
    for operation in _operations():
        assert operation.feature in world.samples, f"write tests/promises/samples/{operation.feature}.py"
        given = _given(world, operation)
        lacking = [name for name in _names(operation.template) if name not in given]
        assert lacking == [], (
            f"{operation.name}: add {lacking} to `api` in tests/promises/samples/{operation.feature}.py"
        )
        yield operation, _fill(operation, given)


def _given(world: World, operation: Operation) -> dict[str, Any]:
    samples = world.samples[operation.feature]
    return {**samples.parameters, **samples.api, **samples.operations.get(operation.name, {})}


def _names(template: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", template)


def _fill(operation: Operation, given: dict[str, Any]) -> str:
    address = operation.template
    for name in _names(operation.template):
        address = address.replace(f"{{{name}}}", str(given[name]))
    return f"{address}?{NEEDS[operation.name]}" if operation.name in NEEDS else address


def _by_position(template: str, named: dict[str, Any]) -> dict[str, Any]:
    """The private thing's parameters under the names that the interface gives them."""
    return dict(zip(_names(template), named.values(), strict=True))
