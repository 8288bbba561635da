"""Founding an organisation, through its form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ict4society.foundation.events.models import EventRecord
from ict4society.organisations.models import Mandate, NaceCode, Organisation
from tests.people.factory import organisation, person

pytestmark = pytest.mark.django_db
NEW = "/organisations/new/"


def test_visitors_are_sent_to_sign_in_and_keep_what_they_typed(client, fields):
    response = client.post(NEW, fields)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
    client.force_login(person())
    assert "Open Devices Foundation" in client.get(NEW).content.decode()


def test_the_founder_becomes_its_representative(client, fields):
    member = person()
    client.force_login(member)
    code = NaceCode.objects.get(revision="2.1", code="62.10")
    response = client.post(NEW, fields | {"nace": [code.pk]})
    made = Organisation.objects.get()
    assert response.url == made.get_absolute_url() == "/organisations/open-devices-foundation/"
    assert not made.is_verified
    assert list(made.nace_codes.all()) == [code]
    assert Mandate.objects.active().get(user=member, organisation=made).role == "representative"
    names = set(EventRecord.objects.filter(organisation_id=made.pk).values_list("name", flat=True))
    assert names == {"organisations.organisation_founded", "organisations.mandate_granted"}
    text = client.get(response.url).content.decode()
    assert "<strong>devices</strong>" in text
    assert "62.10" in text
    assert str(member) in text


def test_a_confirmed_address_at_its_domain_verifies_it(client, fields):
    member = person()  # …@example.org, confirmed
    client.force_login(member)
    client.post(NEW, fields | {"email_domain": "@Example.ORG"})
    made = Organisation.objects.get()
    assert made.is_verified
    assert made.verified_how == "domain"
    assert made.email_domain == "example.org"


def test_an_unconfirmed_address_verifies_nothing(client, fields):
    member = person()
    member.emailaddress_set.update(verified=False)
    client.force_login(member)
    client.post(NEW, fields | {"email_domain": "example.org"})
    assert not Organisation.objects.get().is_verified


@pytest.mark.parametrize("domain", ["gmail.com", "someone@GMX.de", "proton.me"])
def test_a_providers_domain_is_refused(client, fields, domain):
    client.force_login(person())
    response = client.post(NEW, fields | {"email_domain": domain})
    assert response.status_code == 422
    assert "Anybody can get an address there" in response.content.decode()


def test_sent_twice_it_is_founded_once(client, fields):
    client.force_login(person())
    again = fields | {"idempotency_key": "abcdefgh-12345678"}
    first, second = client.post(NEW, again), client.post(NEW, again)
    assert first.url == second.url
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("name", ["Open Devices Foundation", "OPEN DEVICES foundation", " Open Devices Foundation "])
def test_a_second_one_of_the_same_name_and_country_leads_to_the_first(client, fields, name):
    first = organisation(name="Open Devices Foundation")
    client.force_login(person())
    response = client.post(NEW, fields | {"name": name})
    assert response.status_code == 422
    text = response.content.decode()
    assert first.get_absolute_url() in text
    assert "https://devices.example/" in text
    assert Organisation.objects.count() == 1
    assert client.post(NEW, fields | {"country": "FR"}).status_code == 302


def test_a_hidden_one_is_not_given_away(client, fields):
    from django.utils import timezone

    hidden = organisation(name="Open Devices Foundation", hidden_at=timezone.now())
    client.force_login(person())
    response = client.post(NEW, fields)
    assert response.status_code == 422
    assert hidden.get_absolute_url() not in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "Evil \u202eeman"),
        ("name", "null \x00 byte"),
        ("group", "citizens"),
        ("group", ""),
        ("country", "XX"),
        ("size_class", "huge"),
        ("website", "javascript:alert(1)"),
        ("website", "not an address"),
        ("email_domain", "no domain"),
        ("email_domain", "x" * 130 + ".eu"),
        ("about", "x" * 5001),
        ("language", "tlh"),
        ("nace", ["999999999"]),
        ("nace", ["abc"]),
        ("nace", ["99999999999999999999999"]),
    ],
)
def test_a_fault_is_shown_and_nothing_is_lost(client, fields, field, value):
    client.force_login(person())
    response = client.post(NEW, fields | {field: value})
    assert response.status_code == 422
    text = response.content.decode()
    assert "error-summary" in text
    kept = "We repair" if field != "about" else "Open Devices Foundation"
    assert kept in text
    assert not Organisation.objects.exists()


def test_html_stays_text_and_zero_width_signs_go(client, fields):
    client.force_login(person())
    typed = {"name": "Open\u200b <b>Devices</b> 🛠", "about": "<script>alert(1)</script> [x](javascript:alert(1))"}
    response = client.post(NEW, fields | typed)
    made = Organisation.objects.get()
    assert made.name == "Open <b>Devices</b> 🛠"
    text = client.get(response.url).content.decode()
    assert "Open &lt;b&gt;Devices&lt;/b&gt; 🛠" in text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_names_in_other_scripts_get_an_address(client, fields):
    client.force_login(person())
    urls = [
        client.post(NEW, fields | {"name": name}).url for name in ("Δίκτυο Πολιτών", "Мрежа", "New", "Open?", "open!")
    ]
    assert len(set(urls)) == 5
    assert "/organisations/new/" not in urls
    assert all(client.get(url).status_code == 200 for url in urls)


def test_at_most_ten_codes(client, fields):
    client.force_login(person())
    codes = list(NaceCode.objects.values_list("pk", flat=True)[:11])
    response = client.post(NEW, fields | {"nace": codes})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Choose at most 10 codes" in text
    assert all(f'value="{code}" checked' in text for code in codes)


def test_codes_are_found_without_script_and_nothing_is_checked_yet(client, fields):
    client.force_login(person())
    ticked = NaceCode.objects.get(revision="2", code="61.20")
    sent = fields | {"name": "", "nace": [ticked.pk], "nace_text": "62", "find_nace": "1"}
    response = client.post(NEW, sent)
    assert response.status_code == 200
    text = response.content.decode()
    assert f'value="{ticked.pk}" checked' in text
    assert "Computer programming" in text
    assert "error-summary" not in text
    assert not Organisation.objects.exists()


def test_codes_are_found_with_htmx(client):
    client.force_login(person())
    response = client.post(
        reverse("organisations:nace"), {"nace_text": "software publ"}, headers={"HX-Request": "true"}
    )
    text = response.content.decode()
    assert "<html" not in text
    assert 'id="nace-codes"' in text
    assert "58.29" in text
    text = client.post(
        reverse("organisations:nace"), {"nace_text": "zzz"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "No code is like" in text


def test_both_revisions_are_here():
    assert NaceCode.objects.filter(revision="2").count() > 120
    assert NaceCode.objects.filter(revision="2.1").count() > 1000
