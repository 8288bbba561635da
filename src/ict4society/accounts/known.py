"""What every request of a member asks about the person, read together with the person: one statement for all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.database.prepared import Prepared, prepared_together

_person: Prepared[User] = Prepared(lambda user_id: User.objects.filter(pk=user_id), user_id=int)


@dataclass(frozen=True)
class Known:
    """A prepared query with the parameters ``user_id`` and (if wanted) ``moment``, and where its answer is kept."""

    attribute: str
    query: Prepared[Any]
    answer: Callable[[list[Any]], Any]


_known: list[Known] = []


def register_known(attribute: str, query: Prepared[Any], answer: Callable[[list[Any]], Any] = list) -> None:
    """Have the answer set as an attribute of the person whom a session names.

    A person who was read otherwise does not have it: whoever asks for it reads it then.
    """
    _known[:] = [known for known in _known if known.attribute != attribute]
    _known.append(Known(attribute, query, answer))


def person_with_what_is_known(user_id: int) -> User | None:
    """The person, with everything that was registered."""
    moment: datetime = timezone.now()
    queries = [_person, *(known.query for known in _known)]
    people, *answers = prepared_together(queries, user_id=user_id, moment=moment)
    if not people:
        return None
    [person] = people
    for known, rows in zip(_known, answers, strict=True):
        setattr(person, known.attribute, known.answer(rows))
    return person
