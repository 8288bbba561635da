"""The base of all forms: cleaned text, lengths always bounded, errors that say what to do, nothing typed ever lost.

A view that finds errors answers `page(request, template, {"form": form}, status=422)`: the bound form shows what was
typed, the component `ErrorSummary` leads to the fields.
"""

from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.text import clean_text

MARKDOWN_LENGTH = 20_000


class CleanedText:
    """Makes a text field clean what was typed (`clean_text`) before any validator sees it."""

    multiline = False

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)  # type: ignore[misc]
        if not text:
            return text  # type: ignore[no-any-return]
        cleaned = clean_text(text, multiline=self.multiline)
        return cleaned.strip() if getattr(self, "strip", True) else cleaned


class TextField(CleanedText, forms.CharField):
    """Text of at most `max_length` characters; `multiline` keeps line ends and shows a text area."""

    def __init__(self, *, max_length: int, multiline: bool = False, rows: int = 4, **kwargs: Any) -> None:
        self.multiline = multiline
        if multiline:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class EmailField(CleanedText, forms.EmailField):
    """An e-mail address (at most 254 characters, RFC 5321 §4.5.3.1.3)."""

    def __init__(self, *, max_length: int = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)


class URLField(CleanedText, forms.URLField):
    """An http or https address."""

    def __init__(self, *, max_length: int = 500, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, assume_scheme="https", **kwargs)


class MarkdownWidget(forms.Textarea):
    """Shown as the `MarkdownEditor` component."""


class MarkdownField(TextField):
    """Markdown, with preview and draft; at most `max_length` characters."""

    def __init__(self, *, max_length: int = MARKDOWN_LENGTH, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", MarkdownWidget(attrs={"rows": rows}))
        super().__init__(max_length=max_length, multiline=True, **kwargs)


class RefField(forms.CharField):
    """A reference to a public thing, written `kind:id`; its value is a `Ref`. `kinds` limits what it may name."""

    default_error_messages = {
        "invalid_ref": _("This does not name anything here. Go back and choose it again from the page you came from.")
    }

    def __init__(self, *, kinds: frozenset[str] | None = None, max_length: int = 100, **kwargs: Any) -> None:
        self.kinds = kinds
        kwargs.setdefault("widget", forms.HiddenInput())
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Ref):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            ref = Ref.parse(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid_ref"], code="invalid_ref") from None
        if self.kinds is not None and ref.kind not in self.kinds:
            raise ValidationError(self.error_messages["invalid_ref"], code="invalid_ref")
        return ref

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Ref) else value

    def run_validators(self, value: Any) -> None:
        """Validators of text (lengths) do not apply to a `Ref`; `to_python` has judged it."""


class Form(forms.Form):
    """Every form of the site. Its text fields must be ours: each cleans its text and has a maximum length."""

    required_css_class = "is-required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and not isinstance(field, (CleanedText, RefField)):
                where = f"{type(self).__name__}.{name}"
                raise ImproperlyConfigured(f"{where}: use a text field of foundation.ui.forms, it cleans what is typed")

    def add_form_error(self, message: Any) -> None:
        """Say what went wrong with the form as a whole (a stale edit, a missing mandate)."""
        self.add_error(None, message)
