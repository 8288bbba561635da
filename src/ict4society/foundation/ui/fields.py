"""What the components need to know of a form's field, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import groupby
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup, escape

from ict4society.foundation.ui.forms import MarkdownWidget

Kind = Literal["input", "textarea", "markdown", "select", "checkbox", "choices", "file", "hidden"]


@dataclass(frozen=True)
class Option:
    """One choice of a select, radio or checkbox group; `group` is the heading that it stands under."""

    id: str
    value: str
    label: str
    selected: bool
    group: str = ""


@dataclass(frozen=True)
class Control:
    """A field of a form, ready to be drawn."""

    kind: Kind
    id: str
    name: str
    label: str
    help: str
    value: str
    required: bool
    disabled: bool
    errors: list[str]
    input_type: str = "text"
    multiple: bool = False
    checked: bool = False
    options: list[Option] = field(default_factory=list)
    attrs: dict[str, Any] = field(default_factory=dict)
    max_length: int | None = None

    @property
    def help_id(self) -> str:
        return f"{self.id}-help"

    @property
    def error_id(self) -> str:
        return f"{self.id}-error"

    @property
    def described_by(self) -> str | None:
        """The ids for `aria-describedby`: the error first, then the help; None when there is neither."""
        ids = [self.error_id] * bool(self.errors) + [self.help_id] * bool(self.help)
        return " ".join(ids) or None

    @property
    def grouped(self) -> list[tuple[str, list[Option]]]:
        """The options under their headings, in their order."""
        return [(group, list(members)) for group, members in groupby(self.options, key=lambda option: option.group)]

    @property
    def focus_id(self) -> str:
        """The id that a link of the error summary leads to: the first choice of a group, else the control itself."""
        return self.options[0].id if self.kind == "choices" and self.options else self.id


def control(bound: BoundField, help: str = "") -> Control:
    """Describe `bound` for the components; its value is what was typed, right or wrong. `help` replaces its own."""
    widget = bound.field.widget
    attrs = bound.build_widget_attrs({**widget.attrs})
    kind = _kind(widget)
    value = bound.value()
    return Control(
        kind=kind,
        id=bound.id_for_label or bound.auto_id or f"id_{bound.html_name}",
        name=bound.html_name,
        label=str(bound.label),
        help=help or str(bound.help_text),
        value="" if kind in {"file", "checkbox", "choices"} else _shown(widget, value),
        required=bound.field.required,
        disabled=bound.field.disabled,
        errors=[str(error) for error in bound.errors],
        input_type=_input_type(widget, wrong=bool(bound.errors)),
        multiple=getattr(widget, "allow_multiple_selected", False),
        checked=kind == "checkbox" and bool(value) and value not in ("False", "false", "off"),
        options=_options(bound) if isinstance(widget, forms.widgets.ChoiceWidget) else [],
        attrs={name: value for name, value in attrs.items() if name not in _DRAWN},
        max_length=getattr(bound.field, "max_length", None),
    )


# No `maxlength` either: with it a browser cuts what is pasted without a word. The reader is told how much is too much.
_DRAWN = {"maxlength", "id", "required", "disabled", "aria-describedby", "aria-invalid", "class"}


PICKERS = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime-local": "%Y-%m-%dT%H:%M"}  # the forms that HTML inputs take


def _input_type(widget: forms.Widget, *, wrong: bool) -> str:
    # A browser empties a picker whose value it cannot read: what was typed wrongly is shown as text instead.
    kind: str = getattr(widget, "input_type", "text")
    return "text" if wrong and kind in PICKERS else kind


def _shown(widget: forms.Widget, value: Any) -> str:
    if isinstance(widget, forms.PasswordInput) and not widget.render_value:
        return ""  # a password never travels back, not even to the person who typed it
    pattern = PICKERS.get(getattr(widget, "input_type", ""))
    if pattern and isinstance(value, date | time):
        return value.strftime(pattern)
    return str(widget.format_value(value) or "")


def _kind(widget: forms.Widget) -> Kind:
    if widget.is_hidden:
        return "hidden"
    match widget:
        case MarkdownWidget():
            return "markdown"
        case forms.Textarea():
            return "textarea"
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return "choices"
        case forms.Select():
            return "select"
        case forms.CheckboxInput():
            return "checkbox"
        case forms.FileInput():
            return "file"
    return "input"


def _options(bound: BoundField) -> list[Option]:
    widget = bound.field.widget
    value = widget.format_value(bound.value())
    options = []
    for group, members, _index in widget.optgroups(bound.html_name, value, {"id": bound.auto_id}):
        for member in members:
            option = Option(
                id=member["attrs"].get("id", f"{bound.auto_id}_{member['index']}"),
                value=str(member["value"]),
                label=str(member["label"]),
                selected=bool(member["selected"]),
                group=str(group or ""),
            )
            options.append(option)
    return options


def html_attrs(*sources: Mapping[str, Any], **more: Any) -> Markup:
    """HTML attributes: True gives the bare name, False and None leave it out, all other values are escaped."""
    merged: dict[str, Any] = {}
    for source in (*sources, more):
        merged |= source
    shown = ((name, value) for name, value in merged.items() if value is not None and value is not False)
    pair = Markup('{}="{}"')
    return Markup(" ").join(escape(name) if value is True else pair.format(name, value) for name, value in shown)
