"""Fields that name people and organisations, one in each line."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.models import User
from ict4society.foundation.ui.forms import TextField
from ict4society.organisations.models import Organisation

PERSON_ADDRESS = re.compile(r"/people/(\d{1,18})/?")
ORGANISATION_ADDRESS = re.compile(r"/organisations/([-\w]{1,80})/?")
MOST_LINES = 20


class LinesField(TextField):
    """Several texts, one in each line; its value is a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 4000)
        super().__init__(multiline=True, rows=kwargs.pop("rows", 3), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(each) for each in value) if isinstance(value, list | tuple) else value


class PeopleField(LinesField):
    """Members, each by the address of their page or by a name that only one of them has."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("One in each line: the name, or the address of their page in the community."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[User]:
        lines = super().clean(value)
        if len(lines) > MOST_LINES:
            raise ValidationError(_now("At most %(most)s lines.") % {"most": MOST_LINES})
        return [person_named(line) for line in lines]


class OrganisationsField(LinesField):
    """Organisations of the community, each by its name or the address of its page."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("One in each line: the name, or the address of its page in the community."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Organisation]:
        lines = super().clean(value)
        if len(lines) > MOST_LINES:
            raise ValidationError(_now("At most %(most)s lines.") % {"most": MOST_LINES})
        found = []
        for line in lines:
            organisation = organisation_named(line)
            if organisation is None:
                message = _now("No organisation of the community is called “%(name)s”. Take its name from its page.")
                raise ValidationError(message % {"name": line})
            found.append(organisation)
        return found


def person_named(text: str) -> User:
    """The member with this page or name. Raises ValidationError when there is none, or more than one of that name."""
    members = User.objects.filter(is_active=True)
    address = PERSON_ADDRESS.search(text)
    found = list(members.filter(pk=address[1])[:1] if address else members.filter(name__iexact=text)[:2])
    if len(found) == 1:
        return found[0]
    message = (
        _now("Several members are called “%(name)s”. Give the address of the right one's page.")
        if found
        else _now("No member is called “%(name)s”. Take the name, or the address, from their page.")
    )
    raise ValidationError(message % {"name": text})


def organisation_named(text: str) -> Organisation | None:
    """The organisation with this page or name, if there is one."""
    address = ORGANISATION_ADDRESS.search(text)
    rows = Organisation.objects.filter(hidden_at=None)
    return (rows.filter(slug=address[1]) if address else rows.filter(name__iexact=text)).order_by("pk").first()
