"""The file of a topic tree: read whole and checked before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from django.core.exceptions import ValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic import ValidationError as FileInvalid

from ict4society.foundation.ui.text import clean_text

SHIPPED = Path(__file__).parent / "data" / "topics.json"
"""The tree of the community for which this was made first."""


class TreeInvalid(Exception):
    """The file cannot be used; the message names the file, the place in it, and what is wrong."""


def _clean(text: str) -> str:
    try:
        return clean_text(text).strip()
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_clean)]
Text = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_clean)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")]


class _Named(BaseModel):
    model_config = ConfigDict(extra="forbid")

    slug: Slug
    names: dict[Language, Name] = Field(min_length=1)

    @property
    def name(self) -> str:
        """In English, or in the first language given."""
        return self.names.get("en") or next(iter(self.names.values()))


class DimensionEntry(_Named):
    """One dimension across the tree."""

    description: Annotated[str, StringConstraints(max_length=300), AfterValidator(_clean)] = ""


class IssueEntry(_Named):
    """One issue below an area."""

    descriptions: dict[Language, Text] = {}

    @property
    def description(self) -> str:
        return self.descriptions.get("en") or next(iter(self.descriptions.values()), "")


class AreaEntry(IssueEntry):
    """One area with its issues."""

    issues: list[IssueEntry] = []


class Tree(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")

    dimensions: list[DimensionEntry] = Field(max_length=20)
    areas: list[AreaEntry] = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _each_slug_once(self) -> Tree:
        for entries in ([d.slug for d in self.dimensions], self.slugs):
            twice = sorted({slug for slug in entries if entries.count(slug) > 1})
            if twice:
                raise ValueError(f"the slug {twice[0]!r} stands here twice")
        return self

    @property
    def slugs(self) -> list[str]:
        """Of all areas and issues."""
        return [slug for area in self.areas for slug in (area.slug, *(issue.slug for issue in area.issues))]


def read_tree(path: Path) -> Tree:
    """Read and check the file (JSON, UTF-8).

    Raises TreeInvalid.
    """
    try:
        return Tree.model_validate_json(path.read_bytes())
    except OSError as error:
        raise TreeInvalid(f"{path}: {error.strerror}") from error
    except FileInvalid as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise TreeInvalid(f"{path}: {place + ': ' if place else ''}{fault['msg']}") from error
