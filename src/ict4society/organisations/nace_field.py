"""The field for codes of economic activities: sought by a word or a number, and ticked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import NaceCode
from ict4society.organisations.queries import nace_matching

MOST_CODES = 10
_VALUE = re.compile(r"[A-Z]|[0-9][0-9.]{0,17}")


class NaceField(forms.ModelMultipleChoiceField):
    """At most so many codes. ``latest``: of Rev. 2.1 alone, named by code; otherwise of both revisions, by id."""

    def __init__(self, *, most: int = MOST_CODES, latest: bool = False, **kwargs: Any) -> None:
        self.most, self.latest = most, latest
        super().__init__(
            queryset=NaceCode.objects.filter(revision="2.1") if latest else NaceCode.objects.all(),
            to_field_name="code" if latest else None,
            required=False,
            error_messages={
                "invalid_choice": _("One of these codes is not known."),
                "list": _("Choose from the list."),
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple) and not all(_VALUE.fullmatch(str(each)) for each in value):
            raise forms.ValidationError(_("One of these codes is not known."), code="invalid_choice")
        codes = super().clean(value)
        if len(codes) > self.most:
            raise forms.ValidationError(_now("Choose at most %(most)d codes.") % {"most": self.most})
        return codes

    def among(self, values: Iterable[Any]) -> list[NaceCode]:
        """The codes of these values; what is none is left out."""
        known = [str(each) for each in values if _VALUE.fullmatch(str(each))][: 5 * self.most]
        codes: Any = self.queryset
        if self.latest:
            return list(codes.filter(code__in=known))
        return list(codes.filter(pk__in=[each for each in known if each.isdigit()]))


@dataclass(frozen=True)
class Picker:
    """What the boxes show: the ticked codes, and what the search found besides."""

    name: str
    text: str
    chosen: list[NaceCode]
    matching: list[NaceCode]
    most: int
    latest: bool


def picks_codes(request: HttpRequest) -> bool:
    """Whether the button beside the search box sent the form, without script."""
    return "find_nace" in request.POST


def picker(request: HttpRequest, form: forms.BaseForm, name: str) -> Picker:
    """Of a form's field, and of what was typed into the search box."""
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("nace_text", "").replace("\0", "")[:100]
    field: Any = form.fields[name]
    chosen = field.among(_ticked(form, name))
    known = {code.pk for code in chosen}
    found = [code for code in nace_matching(text, latest=field.latest) if code.pk not in known]
    return Picker(name, text, chosen, found, field.most, field.latest)


def _ticked(form: forms.BaseForm, name: str) -> list[Any]:
    if not form.is_bound:
        begun = form.initial.get(name) or ()
        return (
            [begun] if isinstance(begun, str) else [each.pk if isinstance(each, NaceCode) else each for each in begun]
        )
    data: Any = form.data
    return list(data.getlist(name) if hasattr(data, "getlist") else data.get(name, ()))
