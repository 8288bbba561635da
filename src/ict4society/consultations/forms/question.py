"""The form of a question: one line for each choice, everything without script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.answering.given import scale_points
from ict4society.consultations.forms.choices import named
from ict4society.consultations.models import Consultation, Paragraph, Question
from ict4society.consultations.states import QuestionKind
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, TextField

MOST_CHOICES = 60
NEEDS_OPTIONS = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX, QuestionKind.RANKING)
DECIDES = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE)
OTHER_MARK = "+"


class QuestionForm(Form):
    """Add or change a question."""

    label = TextField(label=_("Question"), max_length=2000, multiline=True, rows=2)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=named(QuestionKind))
    options = TextField(
        label=_("Choices"),
        max_length=10_000,
        multiline=True,
        required=False,
        help_text=_(
            "One in each line: choices, what is ranked, the columns of a table; for a scale, the words of its first "
            "and last point. A line that begins with + takes words of one's own."
        ),
    )
    rows = TextField(
        label=_("Rows of a table"), max_length=10_000, multiline=True, required=False, help_text=_("One in each line.")
    )
    minimum = forms.FloatField(
        label=_("From"), required=False, help_text=_("Lowest number or point of a scale; how many choices at least.")
    )
    maximum = forms.FloatField(
        label=_("To"), required=False, help_text=_("Highest; how many choices at most; how many characters at most.")
    )
    unit = TextField(label=_("Unit of a number"), max_length=30, required=False)
    help = TextField(label=_("Help"), max_length=2000, multiline=True, rows=2, required=False)
    section = TextField(label=_("Section"), max_length=300, required=False, help_text=_("A heading above it."))
    required = forms.BooleanField(label=_("An answer is required"), required=False)
    condition = forms.MultipleChoiceField(
        label=_("Asked only after"),
        required=False,
        widget=forms.SelectMultiple,
        help_text=_("Answers to one earlier question; none: asked always."),
    )
    paragraph_key = forms.ChoiceField(label=_("Stands beside paragraph"), required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput(), required=False, initial=0, min_value=0, max_value=2**31 - 1
    )

    def __init__(
        self,
        *args: Any,
        consultation: Consultation,
        paragraphs: list[Paragraph],
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        self.consultation, self.question = consultation, question
        if question is not None and "initial" not in kwargs:
            kwargs["initial"] = _initial(question)
        super().__init__(*args, **kwargs)
        earlier = consultation.questions.filter(kind__in=DECIDES).order_by("position")
        self.earlier = [each for each in earlier if question is None or each.position < question.position]
        condition: Any = self.fields["condition"]
        condition.choices = [(each.label[:80], _answers(each)) for each in self.earlier]
        beside: Any = self.fields["paragraph_key"]
        beside.choices = [
            ("", _("None: after the text")),
            *((each.key, f"{each.label or each.key} {each.plain[:60]}") for each in paragraphs),
        ]
        self.others = [code for code in consultation.languages if code != consultation.language]
        for code in self.others:
            self._add_language(code)

    def _add_language(self, code: str) -> None:
        name = CONTENT_LANGUAGES.get(code, code)
        labels = {
            "label": _("Question in %(language)s"),
            "options": _("Choices in %(language)s, in the same order"),
            "rows": _("Rows in %(language)s, in the same order"),
            "help": _("Help in %(language)s"),
        }
        for part, label in labels.items():
            self.fields[f"{part}_{code}"] = TextField(
                label=str(label) % {"language": name}, max_length=10_000, multiline=True, rows=2, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Choices where they are needed, one question for a condition, a range that has room."""
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        for name, needed in (("options", kind in NEEDS_OPTIONS), ("rows", kind == QuestionKind.MATRIX)):
            if name not in cleaned:
                continue
            lines = _lines(cleaned[name])
            if needed and name == "options" and len(lines) < 2:
                self.add_error(name, _now("Write at least two, one in each line."))
            elif needed and not lines:
                self.add_error(name, _now("Write at least one."))
            elif len(lines) > MOST_CHOICES or any(len(line) > 300 for line in lines):
                self.add_error(name, _now("At most 60 lines of 300 characters."))
            elif len(set(lines)) != len(lines):
                self.add_error(name, _now("Two lines are the same."))
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low is not None and high is not None and high < low:
            self.add_error("maximum", _now("This is less than where it begins."))
        points = (high if high is not None else 5) - (low if low is not None else 1)
        if kind == QuestionKind.SCALE and not {"minimum", "maximum"} & set(self.errors) and points not in range(1, 11):
            self.add_error("maximum", _now("A scale has 2 to 11 points, in whole numbers."))
        if len({each.partition(":")[0] for each in cleaned.get("condition", [])}) > 1:
            self.add_error("condition", _now("Choose answers to one question only."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned, old = self.cleaned_data, self.question
        names = ("label", "kind", "minimum", "maximum", "unit", "help", "section", "required", "paragraph_key")
        values = {name: cleaned[name] for name in names}
        options = _lines(cleaned["options"])
        values["options"] = _entries(options, old.options if old else [], others=True)
        values["rows"] = _entries(_lines(cleaned["rows"]), old.rows if old else [])
        first = cleaned["condition"][0].partition(":")[0] if cleaned["condition"] else ""
        values["condition_question"] = next((each for each in self.earlier if str(each.pk) == first), None)
        values["condition_values"] = [each.partition(":")[2] for each in cleaned["condition"]]
        values["translations"] = {code: self._translated(code, values) for code in self.others}
        return values

    def _translated(self, code: str, values: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in ("label", "help"):
            if text := self.cleaned_data.get(f"{part}_{code}"):
                found[part] = text
        for part in ("options", "rows"):
            lines = _lines(self.cleaned_data.get(f"{part}_{code}", ""))
            if lines:
                entries = zip(values[part], lines, strict=False)
                found[part] = {entry["key"]: line.lstrip("+ ") for entry, line in entries}
        return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _entries(lines: list[str], before: list[dict[str, Any]], *, others: bool = False) -> list[dict[str, Any]]:
    """Choices with keys. A choice that keeps its words keeps its key; one that is reworded in its place, too."""
    labels = [line[1:].strip() if others and line.startswith(OTHER_MARK) else line for line in lines]
    known = {entry["label"]: entry["key"] for entry in before}
    taken: set[str] = {known[label] for label in labels if label in known}
    entries: list[dict[str, Any]] = []
    for place, (line, label) in enumerate(zip(lines, labels, strict=True)):
        key = known.get(label, "")
        if not key and len(lines) == len(before) and before[place]["key"] not in taken:
            key = before[place]["key"]
        if not key:
            base = slugify(label)[:30].strip("-") or f"c{place + 1}"
            key = next(each for each in (base, *(f"{base}-{n}" for n in range(2, 100))) if each not in taken)
        taken.add(key)
        entry: dict[str, Any] = {"key": key, "label": label}
        if others and line.startswith(OTHER_MARK):
            entry["other"] = True
        entries.append(entry)
    return entries


def _answers(question: Question) -> list[tuple[str, str]]:
    if question.kind == QuestionKind.SCALE:
        return [(f"{question.pk}:{point}", str(point)) for point in scale_points(question)]
    return [(f"{question.pk}:{entry['key']}", entry["label"]) for entry in question.options]


def _initial(question: Question) -> dict[str, Any]:
    names = ("label", "kind", "minimum", "maximum", "unit", "help", "section", "required", "paragraph_key", "version")
    initial = {name: getattr(question, name) for name in names}
    initial["options"] = "\n".join(
        f"{OTHER_MARK} {entry['label']}" if entry.get("other") else entry["label"] for entry in question.options
    )
    initial["rows"] = "\n".join(entry["label"] for entry in question.rows)
    initial["condition"] = [f"{question.condition_question_id}:{value}" for value in question.condition_values]
    for code, parts in question.translations.items():
        initial |= {f"{part}_{code}": parts.get(part, "") for part in ("label", "help")}
        for part, entries in (("options", question.options), ("rows", question.rows)):
            words = parts.get(part, {})
            lines = [words.get(entry["key"], entry["label"]) for entry in entries] if words else []
            initial[f"{part}_{code}"] = "\n".join(lines)
    return initial
