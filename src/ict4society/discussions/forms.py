"""Forms of discussions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.discussions.models import Post
from ict4society.discussions.states import ThreadState
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField
from ict4society.organisations.acting import ActingForm
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitates, topic_tree

LANGUAGES = [("", _("Detect it from the text")), *CONTENT_LANGUAGES.items()]


class TopicChoice(forms.ChoiceField):
    """A topic of the tree, grouped by area; its value is the ``Topic``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=options.pop("label", _("Topic")), **options)
        self.topics: dict[str, Topic] = {}

    def fill(self, topics: list[Topic]) -> None:
        """Offer the areas with their issues."""
        self.topics = {str(topic.pk): topic for area in topics for topic in (area, *area.issues.all())}
        groups = [(str(area), [(str(each.pk), str(each)) for each in (area, *area.issues.all())]) for area in topics]
        self.choices = [("", _("Choose a topic")), *groups]

    def clean(self, value: Any) -> Topic | None:
        return self.topics.get(super().clean(value))


class PostForm(ActingForm):
    """Write in a thread."""

    text = MarkdownField(label=_("Your post"), max_length=20_000, rows=6)
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**53)


class PostEditForm(Form):
    """Change a post: on which revision, into what, and why."""

    text = MarkdownField(label=_("Your post"), max_length=20_000, rows=10)
    reason = TextField(
        label=_("What you changed"), max_length=200, required=False, help_text=_("Shown in the history of the post.")
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(CONTENT_LANGUAGES.items()))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    @classmethod
    def of(cls, post: Post) -> PostEditForm:
        """The form as it opens."""
        return cls(initial={"text": post.text, "language": post.language, "revision": post.revision})


class ThreadForm(ActingForm):
    """Open a thread directly."""

    title = TextField(label=_("Title"), max_length=160, help_text=_("What is discussed, in one sentence."))
    topic = TopicChoice()
    introduction = MarkdownField(
        label=_("Introduction"),
        max_length=10_000,
        required=False,
        help_text=_("What is known, and what the question is."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["topic"]
        field.fill([area for area in topic_tree() if _facilitates_some(user, area)])


def _facilitates_some(user: Any, area: Topic) -> bool:
    return facilitates(user, area) or any(facilitates(user, issue) for issue in area.issues.all())


class ThreadEditForm(Form):
    """Change the frame of a thread."""

    title = TextField(label=_("Title"), max_length=160)
    topic = TopicChoice()
    introduction = MarkdownField(label=_("Introduction"), max_length=10_000, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=list(CONTENT_LANGUAGES.items()))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.fill(topic_tree())


class SummaryForm(Form):
    """Write the next version of the living summary."""

    text = MarkdownField(
        label=_("Summary"),
        max_length=20_000,
        rows=12,
        help_text=_("What is agreed, what is disputed and by whom, what is still open. Refer to posts by #number."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    through_number = forms.IntegerField(
        label=_("Takes into account the posts up to number"), min_value=0, max_value=2**31 - 1
    )


class ConclusionForm(Form):
    """Conclude a thread."""

    text = MarkdownField(
        label=_("Conclusion"),
        max_length=20_000,
        rows=10,
        help_text=_("What the discussion came to, and what happens with it now. Dissent belongs here too."),
    )


class ThreadFilter(forms.Form):
    """The filters of the list; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    language = forms.ChoiceField(required=False, choices=[("", ""), *CONTENT_LANGUAGES.items()])
    state = forms.ChoiceField(required=False, choices=[("", ""), *ThreadState.choices])
    sort = forms.CharField(required=False, max_length=20)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
