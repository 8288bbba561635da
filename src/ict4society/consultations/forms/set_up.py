"""Forms of the secretariat: the consultation itself, its stages, its text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.forms.choices import named
from ict4society.consultations.models import Consultation
from ict4society.consultations.policies import topics_for_consultations
from ict4society.consultations.states import Stage, TextKind
from ict4society.foundation.files.fields import FileField
from ict4society.foundation.files.kinds import DOCX, MARKDOWN, TXT
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import EmailField, Form, MarkdownField, TextField
from ict4society.topics.models import Topic

LANGUAGES = list(CONTENT_LANGUAGES.items())
MOMENTS = ("announce_at", "opens_at", "closes_at", "responses_at")


class TopicField(forms.ModelChoiceField):
    """A topic with its area."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent} › {obj}" if obj.parent_id else str(obj)


class TopicsField(forms.ModelMultipleChoiceField):
    """Several topics."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent} › {obj}" if obj.parent_id else str(obj)


class MomentField(forms.DateTimeField):
    """A date with its time, in a year that somebody can mean."""

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None and not 1990 <= moment.year <= 2100:
            raise forms.ValidationError(_("Write a year from 1990 to 2100."))
        return moment


def _moment(label: Any, help_text: Any = "") -> MomentField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return MomentField(label=label, required=False, widget=widget, help_text=help_text)


class ConsultationForm(Form):
    """What a consultation says of itself, in all its languages, and its dates."""

    title = TextField(label=_("Title"), max_length=200)
    topic = TopicField(label=_("Topic"), queryset=Topic.objects.none())
    also_topics = TopicsField(
        label=_("Further topics"), queryset=Topic.objects.none(), required=False, widget=forms.SelectMultiple
    )
    summary = MarkdownField(
        label=_("Summary"),
        max_length=5000,
        required=False,
        help_text=_("What is asked, of whom, and what will be done with the answers."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="en")
    languages = forms.MultipleChoiceField(
        label=_("Further languages"), choices=LANGUAGES, required=False, widget=forms.SelectMultiple
    )
    announce_at = _moment(_("Announced on"), _("Readers see it from then on. Empty: when you announce it."))
    opens_at = _moment(_("Opens"), _("It opens by itself once it is announced."))
    closes_at = _moment(_("Closes"), _("At this moment, and not a minute later, unless you extend it."))
    responses_at = _moment(_("Responses begin"), _("Empty: when you begin with them."))
    final_expected_on = forms.DateField(
        label=_("Final text expected"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput(), required=False, initial=0, min_value=0, max_value=2**31 - 1
    )

    def __init__(
        self,
        *args: Any,
        user: Any,
        consultation: Consultation | None = None,
        held: Collection[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """``held``: the languages of which it takes words; by default those that the consultation has already."""
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.queryset = topics_for_consultations(user)
        also: Any = self.fields["also_topics"]
        also.queryset = Topic.objects.select_related("parent").order_by("parent__position", "parent_id", "position")
        if consultation is not None and consultation.topic is None:
            topic.required = False
        if held is None and consultation is not None:
            held = [code for code in consultation.languages if code != consultation.language]
        self.others = list(held or ())
        for code in self.others:
            name = CONTENT_LANGUAGES.get(code, code)
            self.fields[f"title_{code}"] = TextField(
                label=_("Title in %(language)s") % {"language": name}, max_length=200, required=False
            )
            self.fields[f"summary_{code}"] = MarkdownField(
                label=_("Summary in %(language)s") % {"language": name}, max_length=5000, required=False
            )

    @staticmethod
    def initial_of(consultation: Consultation) -> dict[str, Any]:
        """The values as the form opens."""
        names = ("title", "topic", "summary", "language", "languages", *MOMENTS, "final_expected_on", "version")
        initial = {name: getattr(consultation, name) for name in names}
        initial["also_topics"] = [topic.pk for topic in consultation.also_topics.all()]
        for code, texts in consultation.translations.items():
            initial |= {f"{name}_{code}": text for name, text in texts.items()}
        return initial

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        names = ("title", "topic", "summary", "language", *MOMENTS, "final_expected_on")
        values = {name: cleaned[name] for name in names}
        values["languages"] = sorted({cleaned["language"], *cleaned["languages"]})
        values["translations"] = {
            code: {"title": cleaned.get(f"title_{code}", ""), "summary": cleaned.get(f"summary_{code}", "")}
            for code in self.others
        }
        return values


class StageForm(Form):
    """The next stage, with a reason where it goes back."""

    stage = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput())
    closes_at = _moment(_("New closing time"))
    reason = TextField(label=_("Reason"), max_length=500, required=False, help_text=_("Everybody can read it."))


class TextForm(Form):
    """A version of the text: typed, pasted, or from a file."""

    source = TextField(
        label=_("Text"),
        max_length=2_000_000,
        multiline=True,
        rows=24,
        required=False,
        help_text=_(
            "Markdown: # for headings, “1.” for numbered paragraphs, “-” for lists, [^1] for footnotes with “[^1]: …” "
            "in a line of its own. Paragraphs without a number get one."
        ),
    )
    file = FileField(
        label=_("or a file"),
        required=False,
        kinds=frozenset({DOCX, MARKDOWN, TXT}),
        help_text=_("DOCX, Markdown or plain text. It replaces what stands above."),
    )
    kind = forms.ChoiceField(label=_("This is"), choices=named(TextKind), initial=TextKind.DRAFT)
    revision = forms.IntegerField(widget=forms.HiddenInput(), initial=0, min_value=0, max_value=2**31 - 1)


class AppointForm(Form):
    """One more person for the secretariat."""

    email = EmailField(label=_("E-mail address of a member"))


class IndexFilter(forms.Form):
    """The filters of the list; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    stage = forms.ChoiceField(required=False, choices=Stage.choices)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
