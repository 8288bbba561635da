"""Questions: asked, changed, put in order, removed (its secretariat)."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema, Status
from pydantic import Field

from ict4society.consultations.actions.write_questions import (
    add_question,
    edit_question,
    order_questions,
    remove_question,
)
from ict4society.consultations.api.consultations import QuestionOut, question_out
from ict4society.consultations.api.found import the_consultation, the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.question import QuestionForm
from ict4society.consultations.models import Consultation, Question
from ict4society.consultations.queries.texts import paragraphs_to_ask_beside
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Conflict, Refused, get_visible
from ict4society.foundation.subjects import Ref

KEY = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"


class EntryIn(Schema):
    """A choice, or a row of a table."""

    key: str = Field("", max_length=40, pattern=rf"{KEY}|^$", description="Made from the words when left out.")
    label: str = Field(min_length=1, max_length=300)


class OptionIn(EntryIn):
    """A choice, a column of a table, what is ranked, or the word at an end of a scale."""

    other: bool = Field(False, description="It takes words of one's own.")


class QuestionWordsIn(Schema):
    """The question in one further language."""

    label: str = Field("", max_length=2000)
    help: str = Field("", max_length=2000)
    section: str = Field("", max_length=300)
    options: dict[str, str] = Field({}, max_length=60, description="Words by key.")
    rows: dict[str, str] = Field({}, max_length=60, description="Words by key.")


class QuestionEditIn(Schema):
    """A question."""

    kind: Literal["single", "multiple", "scale", "matrix", "ranking", "number", "short", "long", "file"]
    label: str = Field(description="The question.")
    section: str = Field("", description="A heading above it.")
    help: str = ""
    options: list[OptionIn] = Field([], max_length=60)
    rows: list[EntryIn] = Field([], max_length=60, description="Of a table.")
    minimum: float | None = Field(None, description="Lowest number or point; how many choices at least.")
    maximum: float | None = Field(None, description="Highest; how many choices or characters at most.")
    unit: str = ""
    required: bool = False
    condition_question: str = Field("", description="Key of the question on which it depends; empty: asked always.")
    condition_values: list[str | int] = Field([], max_length=60, description="Answers after which it is asked.")
    paragraph: str = Field("", max_length=20, description="Key of the paragraph beside which it stands.")
    translations: dict[str, QuestionWordsIn] = Field({}, max_length=30, description="By language.")
    version: int = Field(0, ge=0, le=2**31 - 1, description="Which you change; of a new question: 0.")


class QuestionIn(QuestionEditIn):
    """A new question."""

    key: str = Field("", max_length=60, pattern=rf"{KEY}|^$", description="Its short name; made when left out.")


class OrderIn(Schema):
    """Keys of questions in the order that they get; those that are left out follow."""

    order: list[str] = Field(max_length=300)


@router.get("/{slug}/questions/{key}", auth=read_scope(optional=True), response=QuestionOut)
def show_question(request: HttpRequest, slug: str, key: str) -> QuestionOut:
    """One question."""
    return question_out(_question(the_consultation(request, slug), key))


@router.post("/{slug}/questions", auth=write_scope(), response={201: QuestionOut})
def create_question(request: HttpRequest, slug: str, body: QuestionIn) -> Status[QuestionOut]:
    """Ask another question, at the end; until the consultation opens. 409 for a key that is taken."""
    found, actor = the_managed(request, slug), Actor(request.user)
    values = _values(found, body, None)

    def act() -> Ref:
        if body.key and found.questions.filter(key=body.key).exists():
            raise Conflict(_("Another question has this key."))
        made = add_question(actor=actor, consultation=found, values=values | {"key": body.key})
        return Ref("consultations.question", made.pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, question_out(get_visible(found.questions.select_related("condition_question"), pk=ref.id)))


@router.put("/{slug}/questions", auth=write_scope(), response=list[QuestionOut])
def put_order(request: HttpRequest, slug: str, body: OrderIn) -> list[QuestionOut]:
    """Bring the questions into another order, until the consultation opens."""
    found = the_managed(request, slug)
    known = dict(found.questions.values_list("key", "pk"))
    if set(body.order) - set(known):
        raise Refused(_("Some of these are no questions of this consultation."))
    order_questions(actor=Actor(request.user), consultation=found, ids=[known[key] for key in body.order])
    rows = found.questions.select_related("condition_question")
    return [question_out(question) for question in rows]


@router.put("/{slug}/questions/{key}", auth=write_scope(), response=QuestionOut)
def update_question(request: HttpRequest, slug: str, key: str, body: QuestionEditIn) -> QuestionOut:
    """Change it; after opening only its words. 409 when it moved on since the version that you name."""
    found = the_managed(request, slug)
    question = _question(found, key)
    values = _values(found, body, question)
    edit_question(actor=Actor(request.user), question=question, version=body.version, values=values)
    return question_out(_question(found, key))


@router.delete("/{slug}/questions/{key}", auth=write_scope(), response={204: None})
def delete_question(request: HttpRequest, slug: str, key: str) -> Status[None]:
    """Take it away, until the consultation opens; questions that depend on it are asked always."""
    remove_question(actor=Actor(request.user), question=_question(the_managed(request, slug), key))
    return Status(204, None)


def _question(found: Consultation, key: str) -> Question:
    rows = found.questions.select_related("condition_question", "consultation__topic")
    return get_visible(rows, key=key.replace("\0", ""))


def _values(found: Consultation, body: QuestionEditIn, old: Question | None) -> dict[str, Any]:
    """What the action takes, after the checks of the page's form; with the keys that the program chose."""
    sent = body.dict()
    names = ("kind", "label", "section", "help", "minimum", "maximum", "unit", "required", "version")
    data: dict[str, Any] = {name: sent[name] for name in names}
    data["options"] = "\n".join(("+ " if each.other else "") + _line(each.label) for each in body.options)
    data["rows"] = "\n".join(_line(each.label) for each in body.rows)
    data["paragraph_key"] = body.paragraph
    first = found.questions.filter(key=body.condition_question).first() if body.condition_question else None
    if body.condition_question and (first is None or not body.condition_values):
        raise Refused(_("Name a question of this consultation, and the answers after which this one is asked."))
    data["condition"] = [f"{first.pk}:{value}" for value in body.condition_values] if first is not None else []
    form = QuestionForm(data, consultation=found, paragraphs=paragraphs_to_ask_beside(found), question=old)
    called = {"paragraph_key": "paragraph", "condition": "condition_values"}
    validated(form, **called)
    values = form.values()
    for name in ("options", "rows"):
        values[name] = _keyed(values[name], sent[name])
    values["translations"] = {
        code: _words(words, values) for code, words in body.translations.items() if code in form.others
    }
    return values


def _line(label: str) -> str:
    """A label in one line; a plus sign at its beginning would mean something else in the form."""
    return " ".join(label.split()).lstrip("+ ")


def _keyed(entries: list[dict[str, Any]], sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(entries) == len(sent):
        pairs = zip(entries, sent, strict=True)
        entries = [entry | ({"key": given["key"]} if given["key"] else {}) for entry, given in pairs]
    if len({entry["key"] for entry in entries}) != len(entries):
        raise Refused(_("Two choices have the same key."))
    return entries


def _words(words: QuestionWordsIn, values: dict[str, Any]) -> dict[str, Any]:
    texts = {"label": words.label, "help": words.help, "section": words.section}
    found: dict[str, Any] = {name: text for name, text in texts.items() if text}
    for name, given in (("options", words.options), ("rows", words.rows)):
        keys = {entry["key"] for entry in values[name]}
        kept = {key: text for key, text in given.items() if key in keys and text}
        if kept:
            found[name] = kept
    return found
