"""Editing an organisation's page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ict4society.foundation.events.models import EventRecord
from ict4society.organisations.models import NaceCode
from tests.people.factory import mandate, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def representative():
    return person()


@pytest.fixture
def ours(representative):
    return organisation(representative=representative, name="Open Devices Foundation", about="Before")


@pytest.fixture
def edit(ours, fields):
    fields = fields | {"group": ours.group, "about": "After", "version": ours.version, "website": ""}
    return reverse("organisations:edit", args=[ours.slug]), fields


def test_who_may_edit(client, ours, edit):
    address, fields = edit
    delegate = person()
    mandate(delegate, ours)
    for other in (delegate, person(), person(is_moderator=True)):
        client.force_login(other)
        assert client.get(address).status_code == 403
        assert client.post(address, fields).status_code == 403
    client.force_login(person(is_operator=True))
    assert client.get(address).status_code == 200


def test_an_edit_is_shown_and_recorded(client, representative, ours, edit):
    address, fields = edit
    client.force_login(representative)
    assert "Before" in client.get(address).content.decode()
    code = NaceCode.objects.get(revision="2.1", code="62.10")
    response = client.post(address, fields | {"nace": [code.pk]})
    assert response.url == ours.get_absolute_url()
    ours.refresh_from_db()
    assert (ours.about, ours.version, ours.is_verified) == ("After", 2, True)
    record = EventRecord.objects.get(name="organisations.organisation_edited")
    assert record.payload["before"] == {"about": "Before", "nace": []}
    assert record.payload["after"] == {"about": "After", "nace": ["2.1:62.10"]}
    assert record.organisation_id == ours.pk


def test_an_edit_that_changes_nothing_leaves_no_trace(client, representative, ours, edit):
    address, fields = edit
    client.force_login(representative)
    client.post(address, fields | {"about": "Before"})
    ours.refresh_from_db()
    assert ours.version == 1
    assert not EventRecord.objects.exists()


def test_a_stale_edit_shows_both_texts_and_loses_nothing(client, representative, ours, edit):
    address, fields = edit
    client.force_login(representative)
    client.post(address, fields | {"about": "What a colleague wrote"})
    response = client.post(address, fields | {"about": "What I wrote"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "What a colleague" in text.replace("<del>", "").replace("</del>", "")
    assert "What I wrote</textarea>" in text
    ours.refresh_from_db()
    assert ours.about == "What a colleague wrote"
    assert 'name="version" value="2"' in text
    assert client.post(address, fields | {"about": "What I wrote", "version": 2}).status_code == 302
    ours.refresh_from_db()
    assert (ours.about, ours.version) == ("What I wrote", 3)


def test_another_name_has_to_be_verified_again(client, representative, ours, edit):
    address, fields = edit
    client.force_login(representative)
    response = client.post(address, fields | {"name": "Some Ministry"}, follow=True)
    ours.refresh_from_db()
    assert not ours.is_verified
    assert "has to verify it again" in response.content.decode()
    assert EventRecord.objects.get(name="organisations.organisation_edited").payload["verification_lapsed"]


def test_an_operators_correction_keeps_the_verification(client, ours, edit):
    address, fields = edit
    client.force_login(person(is_operator=True))
    client.post(address, fields | {"name": "Open Devices Foundation AISBL"})
    ours.refresh_from_db()
    assert ours.is_verified


def test_a_name_that_is_taken_is_refused(client, representative, ours, edit):
    address, fields = edit
    other = organisation(name="Taken")
    client.force_login(representative)
    response = client.post(address, fields | {"name": "taken"})
    assert response.status_code == 422
    assert other.get_absolute_url() in response.content.decode()


def test_after_a_revocation_the_form_is_closed(client, representative, ours, edit):
    address, fields = edit
    client.force_login(representative)
    representative.mandates.update(role="delegate")
    assert client.post(address, fields).status_code == 403
    ours.refresh_from_db()
    assert ours.about == "Before"
