"""People join, found organisations and get mandates; the operator vouches and appoints."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings

from ict4society.accounts.actions.join import create_member
from ict4society.accounts.actions.roles import appoint_moderator, install_operator
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.accounts import PASSWORD, address_of
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.organisations.actions.found import found_organisation
from ict4society.organisations.actions.mandate import grant_mandate
from ict4society.organisations.actions.verify import verify_organisation
from ict4society.organisations.models import NaceCode
from ict4society.organisations.states import MandateRole
from ict4society.topics.actions.facilitation import appoint_facilitator
from ict4society.topics.actions.load import load_topics

FIRST_DAY = 215
"""Days ago on which the community began."""


def plan_people(timeline: Timeline, community: Community) -> None:
    """The topic tree, then those who run the community, then everybody else within some five weeks."""
    timeline.plan(FIRST_DAY, load_topics)
    for number, (key, entry) in enumerate(content.roles().items()):
        timeline.plan(FIRST_DAY - 1 - number / 10, partial(_install, community, key, entry))
    entries = content.organisations()
    for number, entry in enumerate(entries):
        day = FIRST_DAY - 5 - 28 * number / len(entries)
        timeline.plan(day, partial(_found, community, entry))
        for place, key in enumerate(list(entry["people"])[1:], start=1):
            timeline.plan(day - 1.3 * place, partial(_give_mandate, community, entry, key))
        if entry["vouched"] == "operator":
            timeline.plan(day - 3, partial(_vouch, community, entry["key"]))
    citizens = content.citizens()
    for number, (key, entry) in enumerate(citizens.items()):
        day = FIRST_DAY - 6 - 30 * number / len(citizens)
        email = f"{key}@post.example"
        timeline.plan(day, partial(_join, community, key, entry, email))
    timeline.plan(FIRST_DAY - 38, partial(_connect, community))


def _install(community: Community, key: str, entry: content.Entry) -> None:
    """Somebody who runs the community, or who can be signed in to."""
    role = entry.get("role", "")
    email = address_of(role) if role else f"{key}@demo.example"
    person = _join(community, key, entry, email, PASSWORD if role else None)
    operator = community.actor("helmi") if key != "helmi" else None
    if role == "operator" or operator is None:
        install_operator(person=person)
        return
    if role == "moderator" or entry.get("moderates"):
        appoint_moderator(actor=operator, person=person)
    if role == "facilitator":
        appoint_facilitator(actor=operator, person=person, topic=None)
    for slug in entry.get("facilitates", ()):
        appoint_facilitator(actor=operator, person=person, topic=community.topic(slug))


def _join(community: Community, key: str, entry: content.Entry, email: str, password: str | None = None) -> Any:
    known = dict(settings.LANGUAGES)
    language = entry.get("language", "en")
    person = create_member(
        email=email,
        name=entry["name"],
        password=password,
        country=entry["country"],
        language=language if language in known else "en",
        about=entry.get("about", ""),
        is_demonstration=True,
    )
    community.people[key] = person.pk
    return person


def _found(community: Community, entry: content.Entry) -> None:
    key = entry["key"]
    founder = next(iter(entry["people"]))
    _join(community, founder, _colleague(entry, founder), f"{founder}@{key}.example")
    organisation = found_organisation(
        actor=community.actor(founder),
        name=entry["name"],
        group=entry["group"],
        country=entry["country"],
        size_class=entry["size"],
        nace_codes=NaceCode.objects.filter(revision="2.1", code__in=entry["nace"]),
        website=f"https://{key}.example/",
        email_domain=f"{key}.example" if entry["vouched"] == "domain" else "",
        about=entry["about"],
        language=entry["language"],
    )
    community.organisations[key] = organisation.pk
    community.voices[founder] = key


def _give_mandate(community: Community, entry: content.Entry, key: str) -> None:
    """A colleague joins and gets a mandate from the founder."""
    organisation = entry["key"]
    person = _join(community, key, _colleague(entry, key), f"{key}@{organisation}.example")
    _grant(community, entry, person, MandateRole.DELEGATE)
    community.voices[key] = organisation


def _connect(community: Community) -> None:
    """People with a second mandate, and the representative who can be signed in to."""
    for entry in content.organisations():
        for key in entry.get("also", ()):
            _grant(community, entry, community.person(key), MandateRole.DELEGATE)
        if entry["key"] == "kaarna":
            _grant(community, entry, community.person("rasa"), MandateRole.REPRESENTATIVE)
            community.voices["rasa"] = "kaarna"


def _grant(community: Community, entry: content.Entry, person: Any, role: MandateRole) -> None:
    founder = next(iter(entry["people"]))
    organisation = community.organisation(entry["key"])
    grant_mandate(actor=community.actor(founder), organisation=organisation, person=person, role=role)


def _vouch(community: Community, key: str) -> None:
    verify_organisation(actor=community.actor("helmi"), organisation=community.organisation(key))


def _colleague(entry: content.Entry, key: str) -> content.Entry:
    return {"name": entry["people"][key], "country": entry["country"], "language": entry["language"]}
