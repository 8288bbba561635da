"""What every request of a member asks about the person comes with the person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ict4society.accounts.backends import AuthenticationBackend
from ict4society.accounts.known import person_with_what_is_known
from ict4society.organisations.models import Mandate
from ict4society.organisations.queries import active_mandates
from ict4society.topics.models import Facilitation
from ict4society.topics.queries import facilitated_topics
from tests.people.factory import mandate, organisation, person, topic

pytestmark = pytest.mark.django_db


def values(instance: Any) -> dict[str, Any]:
    """Every field as it was read."""
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


def test_person_mandates_and_appointments_are_one_statement(django_assert_num_queries: Any) -> None:
    member, issue = person(about="Zürich ✓", time_zone="Asia/Tokyo"), topic()
    organisations = [organisation(name=name) for name in ("Zeta", "Alpha", "Past")]
    for firm in organisations:
        mandate(member, firm)
    Mandate.objects.filter(organisation=organisations[2]).update(expires_at=timezone.now() - timedelta(seconds=1))
    Facilitation.objects.create(user=member, topic=issue, appointed_at=timezone.now())
    with django_assert_num_queries(1):
        found = person_with_what_is_known(member.pk)
        assert found is not None
        assert found == member
        assert [held.organisation.name for held in active_mandates(found)] == ["Alpha", "Zeta"]
        assert facilitated_topics(found) == {issue.pk}
    read = type(member).objects.get(pk=member.pk)
    assert values(found) == values(read)
    assert facilitated_topics(read) == facilitated_topics(found)
    assert [values(held) for held in active_mandates(read)] == [values(held) for held in active_mandates(found)]
    firms = [[values(held.organisation) for held in active_mandates(one)] for one in (read, found)]
    assert firms[0] == firms[1]


def test_nobody_and_who_was_suspended() -> None:
    assert person_with_what_is_known(987_654_321) is None
    gone = person(is_active=False)
    assert AuthenticationBackend().get_user(gone.pk) is None
