"""Forms of practices."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.discussions.forms import LANGUAGES, TopicChoice
from ict4society.foundation.files.fields import FileField
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.organisations.acting import ActingForm
from ict4society.practices.actions.content import PracticeContent
from ict4society.practices.models import Practice
from ict4society.practices.states import CRITERIA, PART_LABELS, CostClass, Mark, Verdict
from ict4society.topics.queries import dimensions, topic_tree

MOST_LINKS = 20
VALUE = re.compile(r"(?:\S*/values/|reporting\.value:|#)?(\d{1,18})/?")


class EvidenceField(TextField):
    """Addresses, one on each line, each followed by what it shows; its value is a tuple of pairs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=15_000, multiline=True, rows=4, required=False, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        links = []
        for line in filter(None, (line.strip() for line in text.splitlines())):
            url, _space, title = line.partition(" ")
            try:
                URLValidator(["http", "https"])(url)
            except ValidationError:
                message = _now("“%(line)s” does not begin with an address (https://…).")
                raise ValidationError(message % {"line": line[:80]}) from None
            if len(url) > 500 or len(title) > 200:
                raise ValidationError(_now("An address has at most 500 characters, what it shows at most 200."))
            links.append((url, title.strip()))
        if len(links) > MOST_LINKS:
            raise ValidationError(_now("At most %(most)s links are taken.") % {"most": MOST_LINKS})
        return tuple(links)


class ValuesField(TextField):
    """Indicator values by number or address, one on each line; its value is a tuple of ``Ref``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=5_000, multiline=True, rows=3, required=False, **options)

    def clean(self, value: Any) -> Any:
        refs = []
        for line in filter(None, (line.strip() for line in super().clean(value).splitlines())):
            found = VALUE.fullmatch(line)
            if found is None:
                raise ValidationError(_now("“%(line)s” is no number or address of a value.") % {"line": line[:80]})
            refs.append(Ref("reporting.value", int(found[1])))
        if len(refs) > MOST_LINKS:
            raise ValidationError(_now("At most %(most)s links are taken.") % {"most": MOST_LINKS})
        return tuple(dict.fromkeys(refs))


class _Texts(forms.Form):
    """What is written of a practice."""

    title = TextField(label=_("Title"), max_length=160, help_text=_("What was done, in one sentence."))
    summary = TextField(
        label=_("Summary"),
        max_length=400,
        multiline=True,
        rows=3,
        help_text=_("Two sentences for somebody in a hurry."),
    )
    topic = TopicChoice()
    second_topic = TopicChoice(label=_("Second topic"), required=False)
    dimension = forms.ChoiceField(label=_("Dimension"), required=False)
    problem = MarkdownField(label=PART_LABELS["problem"], max_length=10_000, help_text=CRITERIA["problem"][1])
    context = MarkdownField(
        label=PART_LABELS["context"],
        max_length=10_000,
        required=False,
        rows=5,
        help_text=_("Where it was done: size, market, rules, what was there before."),
    )
    approach = MarkdownField(label=PART_LABELS["approach"], max_length=10_000, help_text=CRITERIA["approach"][1])
    results = MarkdownField(label=PART_LABELS["results"], max_length=10_000, help_text=CRITERIA["results"][1])
    values = ValuesField(
        label=_("Indicator values that show it"),
        help_text=_("One on each line: number or address of a published value. They stay up to date by themselves."),
    )
    evidence = EvidenceField(
        label=_("Evidence"),
        help_text=_("One on each line: an address, a space, what it shows. Files are added on the next page."),
    )
    cost_class = forms.ChoiceField(label=_("Cost of the first year"), choices=CostClass.choices)
    cost = MarkdownField(
        label=PART_LABELS["cost"],
        max_length=5_000,
        required=False,
        rows=4,
        help_text=_("Money, people's time, and what it costs every year after that."),
    )
    transfer = MarkdownField(label=PART_LABELS["transfer"], max_length=10_000, help_text=CRITERIA["transfer"][1])
    since_year = forms.IntegerField(label=_("In use since (year)"), required=False, min_value=1950)
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, required=False)

    def _fill(self) -> None:
        tree = topic_tree()
        fields: Any = self.fields
        fields["topic"].fill(tree)
        fields["second_topic"].fill(tree)
        self.known = {dimension.slug: dimension for dimension in dimensions()}
        named = [(slug, str(dimension)) for slug, dimension in self.known.items()]
        fields["dimension"].choices = [("", _("None in particular")), *named]

    def clean_since_year(self) -> int | None:
        """Not in the future."""
        year: int | None = self.cleaned_data["since_year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_now("This year is yet to come."))
        return year

    @property
    def content(self) -> PracticeContent:
        """What was written, after ``is_valid()``."""
        values = self.cleaned_data
        names = ("title", "summary", "topic", "second_topic", "problem", "context", "approach", "results", "cost")
        same = values["second_topic"] == values["topic"]
        return PracticeContent(
            **{name: values[name] for name in names} | ({"second_topic": None} if same else {}),
            cost_class=values["cost_class"],
            transfer=values["transfer"],
            since_year=values["since_year"],
            language=values["language"],
            dimension=self.known.get(values["dimension"]),
            evidence=values["evidence"],
            result_refs=values["values"],
        )


class PracticeForm(_Texts, ActingForm):
    """Begin a practice, on behalf of an organisation."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._fill()
        acting: Any = self.fields["acting_as"]
        acting.choices = [choice for choice in acting.choices if choice[0]]
        acting.required = True


class PracticeEditForm(_Texts, Form):
    """Change a practice: on which revision, into what."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fill()

    @classmethod
    def of(cls, practice: Practice) -> PracticeEditForm:
        """The form as it opens."""
        return cls(initial=initial_of(practice))


def initial_of(practice: Practice) -> dict[str, Any]:
    """What a form shows of a practice."""
    names = ("title", "summary", "problem", "context", "approach", "results", "cost", "cost_class", "transfer")
    return {
        **{name: getattr(practice, name) for name in (*names, "since_year", "language", "revision")},
        "topic": practice.topic_id,
        "second_topic": practice.second_topic_id or "",
        "dimension": practice.dimension.slug if practice.dimension else "",
        "evidence": "\n".join(f"{link.url} {link.title}".strip() for link in practice.evidence.all()),
        "values": "\n".join(str(link.ref) for link in practice.result_links.all()),
    }


class ReviewForm(ActingForm):
    """Judge a practice by every criterion."""

    reason = TextField(
        label=_("Your reasons"),
        max_length=5_000,
        multiline=True,
        rows=8,
        min_length=40,
        help_text=_("What convinces you, what is missing, what would have to change. Everybody reads it."),
    )
    verdict = forms.ChoiceField(label=_("Your conclusion"), choices=Verdict.choices, widget=forms.RadioSelect)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        for key, (label, question) in CRITERIA.items():
            self.fields[f"mark_{key}"] = forms.ChoiceField(
                label=label, help_text=question, choices=Mark.choices, widget=forms.RadioSelect
            )

    @property
    def marks(self) -> dict[str, str]:
        """Criterion → mark."""
        return {key: self.cleaned_data[f"mark_{key}"] for key in CRITERIA}


class AdoptionForm(ActingForm):
    """Say what one did with a practice."""

    done = TextField(
        label=_("What you did with it"),
        max_length=5_000,
        multiline=True,
        rows=5,
        help_text=_("What you took over, what you changed and why."),
    )
    outcome = TextField(
        label=_("What came of it"),
        max_length=5_000,
        multiline=True,
        rows=4,
        required=False,
        help_text=_("Also if it did not work: that helps others most."),
    )
    url = URLField(label=_("Where it can be read"), required=False)


class WithdrawForm(Form):
    """Why it is taken back."""

    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, required=False, help_text=_("Everybody can read it.")
    )


class EvidenceFileForm(Form):
    """A file that backs it."""

    file = FileField(label=_("File"))


class PracticeFilterForm(forms.Form):
    """The filters of the list; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    dimension = forms.SlugField(required=False)
    state = forms.SlugField(required=False)
    cost = forms.SlugField(required=False)
    group = forms.SlugField(required=False)
    country = forms.RegexField("[A-Z]{2}", required=False)
    size = forms.SlugField(required=False)
    language = forms.RegexField("[a-z]{2}", required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
