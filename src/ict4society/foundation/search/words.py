"""From what a person typed to PostgreSQL's query: operators of web searches, and the last word as a beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery, SearchQueryField

from ict4society.foundation.languages import UNSTEMMED

LONGEST = 200
_LAST = re.compile(r"(?P<rest>.*?)(?P<word>\w{2,})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """A query as typed: white space folded, at most 200 characters."""

    text: str

    @classmethod
    def typed(cls, raw: str) -> Words:
        """What can be searched for of what was typed; may be empty. Control characters are taken for spaces."""
        printable = "".join(character if character.isprintable() else " " for character in raw)
        return cls(" ".join(printable.split())[:LONGEST].strip())

    def __bool__(self) -> bool:
        return any(character.isalnum() for character in self.text)

    def query(self, configuration: str) -> SearchQuery | CombinedSearchQuery:
        """The query for documents of one configuration.

        ``"exact phrase"``, ``or`` and ``-without`` work as in web searches. Without any of them, the last word also
        finds words that begin with it, so that a search helps while one types.
        """
        whole = SearchQuery(self.text, config=configuration, search_type="websearch")
        last = _LAST.fullmatch(self.text)
        if last is None or '"' in self.text or last["rest"].endswith("-") or last["word"].lower() == "or":
            return whole
        beginning: Any = SearchQuery(f"'{last['word']}':*", config=UNSTEMMED, search_type="raw")
        rest = last["rest"].strip()
        if rest:
            others = SearchQuery(rest, config=configuration, search_type="websearch")
            beginning = _combined(others, "&&", beginning, configuration)
        return _combined(whole, "||", beginning, configuration)


def _combined(left: Any, operator: str, right: Any, configuration: str) -> CombinedSearchQuery:
    """Both queries together. Django's own ``|`` cannot tell its type."""
    return CombinedSearchQuery(left, operator, right, configuration, output_field=SearchQueryField())
