"""What is private answers like what there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseBase
from django.urls import NoReverseMatch, reverse

from ict4society.foundation.search.find import Filters, find
from ict4society.foundation.search.index import reindex
from ict4society.foundation.search.words import Words
from ict4society.foundation.subjects import Ref
from tests.promises.answers import SIGN_IN, code_of
from tests.promises.requests import Visits
from tests.promises.sites import address_of, page_routes
from tests.promises.world import OUTSIDE, ROLES, Private, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ANYTHING = ("citations:trail", "moderation:flag", "moderation:case", "notifications:attention")
"""Routes that name anything by its kind and number."""
NO_SUCH = 987654321
REFUSALS = {"404", "403", SIGN_IN}
"""A refusal of the route itself (403, sign in) says nothing of the object: it is the same for an unknown one."""


def test_what_is_private_answers_like_what_there_is_not(world: World) -> None:
    """Same status, same page, for everybody who may not see it; on reading and on sending."""
    visits, faults, asked = Visits(world), [], 0
    unknown: dict[tuple[str, str, str], tuple[Any, ...]] = {}
    for private in _all_private(world):
        for there, nowhere, method in _addresses(world, private):
            for role in ROLES:
                if role in private.seen_by:
                    continue
                asked += 1
                act = visits.get if method == "GET" else visits.post
                one, key = act(role, there), (role, method, nowhere)
                if key not in unknown:
                    unknown[key] = _plain(act(role, nowhere), nowhere)
                if code_of(one) not in {*REFUSALS, "405"} or _plain(one, there) != unknown[key]:
                    faults.append(f"{private.what}: {method} {there} as {role}: {code_of(one)}, {unknown[key][0]}")
    assert faults == [], "\n" + "\n".join(faults)
    assert asked > 500


def test_who_may_see_what_is_private_sees_it(world: World) -> None:
    """The other half: the samples are right about who sees what, so that the first test had objects to ask for."""
    visits, faults = Visits(world), []
    for private in _all_private(world):
        for route in page_routes():
            if private.below and route.pattern == private.below:
                for role in private.seen_by:
                    answer = visits.get(role, address_of(route, private.named))
                    if code_of(answer) in REFUSALS:
                        faults.append(f"{private.what}: {role} gets {code_of(answer)}")
    assert faults == []


def test_search_finds_it_for_nobody_else(world: World) -> None:
    """With everything in the index: who looks for all markers of what they may not see finds nothing."""
    for _kind, _done, _all in reindex():
        pass
    assert find(Words("Sheet to Scope"), AnonymousUser(), Filters()).items, "what is public is in the index"
    faults = []
    for role in ROLES:
        reader = world.people[role] if role not in OUTSIDE else AnonymousUser()
        others = (each.marker for each in _all_private(world) if role not in (*each.seen_by, *each.own))
        hits = find(Words(" or ".join(sorted(set(others)))), reader, Filters()).items
        faults += [f"{role} finds {hit.ref}: {hit.title}" for hit in hits]
    assert faults == [], "\n" + "\n".join(faults)


@pytest.mark.parametrize("format", ["csv", "jsonld", "xbrl-json", "ixbrl", "xlsx"])
def test_no_export_of_a_report_tells_of_it(world: World, format: str) -> None:
    """The matrix asks for one format; the others are made of the same values, and this makes sure of it."""
    visits, samples = Visits(world), world.samples["reporting"]
    address = reverse("reporting:export", args=[samples.parameters["pk"], format])
    for role in ROLES:
        answer = visits.get(role, address)
        assert answer.status_code == 200
        content = _unpacked(answer.content) if format == "xlsx" else answer.content
        told = [each.what for each in _all_private(world) if each.marker.encode() in content]
        assert [what for what in told if role not in _readers(world, what)] == []


def _unpacked(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def _readers(world: World, what: str) -> tuple[str, ...]:
    return next(each.seen_by for each in _all_private(world) if each.what == what)


def _all_private(world: World) -> list[Private]:
    return [private for samples in world.samples.values() for private in samples.private]


def _addresses(world: World, private: Private) -> Iterator[tuple[str, str, str]]:
    for route in page_routes():
        if not private.below or not route.pattern.startswith(private.below):
            continue
        samples = world.samples[_feature(world, private)]
        given = {**samples.parameters, **samples.routes.get(route.name, {})}
        there = address_of(route, {**given, **private.named})
        nowhere = address_of(route, {**given, **private.unknown})
        if there and nowhere and set(private.named) <= set(route.parameters):
            yield there, nowhere, "GET"
            yield there, nowhere, "POST"
    if private.ref is not None:
        unknown = Ref(private.ref.kind, NO_SUCH)
        for name in ANYTHING:
            yield _named(name, private.ref), _named(name, unknown), "GET"


def _feature(world: World, private: Private) -> str:
    return next(name for name, samples in world.samples.items() if private in samples.private)


def _named(name: str, ref: Ref) -> str:
    try:
        return reverse(name, args=[ref.kind, ref.id])
    except NoReverseMatch:
        return ""


def _plain(answer: HttpResponseBase, address: str) -> tuple[Any, ...]:
    """What can be told apart, without what differs for every request."""
    text = answer.content.decode(errors="replace").replace(address, "ADDRESS")
    text = re.sub(r'(csrfmiddlewaretoken" value=|idempotency_key" value=)"[^"]*"', "", text)
    return code_of(answer), answer.get("Location", "").replace(address, "ADDRESS"), text
