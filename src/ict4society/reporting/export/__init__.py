"""A report in the formats that other programs read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FORMATS = (
    ("pdf", _("PDF (accessible)")),
    ("xlsx", _("Spreadsheet (XLSX)")),
    ("csv", _("CSV")),
    ("jsonld", _("Linked data (JSON-LD)")),
    ("xbrl-json", _("xBRL-JSON")),
    ("ixbrl", _("Inline XBRL")),
)
"""Code in the address, name for readers."""
