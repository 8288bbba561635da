"""The form field for a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.files.kinds import ENDINGS
from ict4society.foundation.files.refused import FileRefused
from ict4society.foundation.files.store import examine, largest

HELP = _("PDF, DOCX, XLSX, PPTX, ODT, CSV, TXT, MD, PNG or JPEG, at most %(size)s MB.")


class FileField(forms.FileField):
    """A file of a kind and size that is taken; its value is the upload, for ``store_upload``.

    ``kinds`` narrows the media types. The form's element needs ``enctype="multipart/form-data"``.
    """

    def __init__(self, *, kinds: frozenset[str] | None = None, **kwargs: Any) -> None:
        self.kinds = kinds or frozenset(ENDINGS)
        endings = [ending for kind in ENDINGS if kind in self.kinds for ending in ENDINGS[kind]]
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(endings)}))
        kwargs.setdefault("allow_empty_file", True)  # `examine` says it in our words
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            media_type = examine(upload)
        except FileRefused as refused:
            raise ValidationError(str(refused), code="refused") from refused
        if media_type not in self.kinds:
            raise ValidationError(_("A file of this kind does not belong here."), code="kind")
        return upload

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Any:
        if not self.help_text and self.kinds == frozenset(ENDINGS):
            self.help_text = HELP % {"size": largest()}
        return super().get_bound_field(form, field_name)
