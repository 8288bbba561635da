"""After a test that commits, the tables are as the migrations made them."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from ict4society.accounts.models import User
from ict4society.organisations.models import NaceCode
from tests import emptying
from tests.people.factory import organisation, person


@pytest.mark.django_db(transaction=True)
def test_what_was_added_is_gone_and_what_migrations_made_is_back() -> None:
    before = (NaceCode.objects.count(), ContentType.objects.count())
    organisation(representative=person())
    NaceCode.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'none', '{}')")
        emptying.empty()
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)
    assert User.objects.count() == 0
    assert (NaceCode.objects.count(), ContentType.objects.count()) == before
    assert before[0] > 1000
