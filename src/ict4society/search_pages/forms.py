"""The search form: what cannot be used is left out, a search never fails on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.search.find import Filters, searchable_kinds
from ict4society.foundation.search.words import Words
from ict4society.foundation.ui.forms import Form
from ict4society.topics.models import Topic


@dataclass(frozen=True)
class Asked:
    """What was asked for."""

    words: Words
    kind: str
    topic: Topic | None
    language: str
    filters: Filters

    @classmethod
    def read(cls, query: QueryDict, topics: list[Topic]) -> Asked:
        """From the address of the page; ``topics`` is the tree: areas with their issues prefetched."""
        kind = query.get("kind", "")
        language = query.get("language", "")
        topic = next((t for t in _flat(topics) if str(t.pk) == query.get("topic")), None)
        filters = Filters(
            kinds=[kind] if kind in dict(searchable_kinds()) else [],
            topics=[t.pk for t in _flat([topic])] if topic is not None else [],
            language=language if language in CONTENT_LANGUAGES else "",
        )
        return cls(Words.typed(query.get("q", "")), kind if filters.kinds else "", topic, filters.language, filters)

    @property
    def query(self) -> dict[str, str]:
        """The same question as an address, without what was not asked."""
        asked = {
            "q": self.words.text,
            "kind": self.kind,
            "topic": str(self.topic.pk) if self.topic is not None else "",
            "language": self.language,
        }
        return {name: value for name, value in asked.items() if value}


def _flat(topics: list[Topic]) -> list[Topic]:
    """Areas, each followed by its issues; an issue has none."""
    return [each for topic in topics for each in (topic, *(topic.issues.all() if topic.parent_id is None else ()))]


class FilterForm(Form):
    """The filters as fields; their values are read by ``Asked``, which leaves out what cannot be used."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, topics: list[Topic], **options: Any) -> None:
        super().__init__(**options)
        tree = [(topic.pk, f"– {topic}" if topic.parent_id else str(topic)) for topic in _flat(topics)]
        names = sorted(CONTENT_LANGUAGES.items(), key=lambda item: item[1].casefold())
        fields: dict[str, Any] = self.fields
        fields["topic"].choices = [("", _("All topics")), *tree]
        fields["language"].choices = [("", _("All languages")), *names]
