"""What search finds of an organisation."""

from __future__ import annotations

from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document
from ict4society.organisations.models import Organisation


def organisation_document(organisation: Organisation) -> Document | None:
    """Name, domain and what it says about itself; nothing while it is hidden."""
    if organisation.hidden_at is not None:
        return None
    body = "\n".join(part for part in (plain(organisation.about), organisation.email_domain) if part)
    return Document(organisation.name, body, organisation.language, organisation.created_at)
