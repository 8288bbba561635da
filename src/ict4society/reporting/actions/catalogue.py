"""Operators extend the catalogue."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.reporting.events import CatalogueChanged
from ict4society.reporting.formulas import FormulaWrong, keys_of
from ict4society.reporting.models import Indicator


@transaction.atomic
def save_indicator(*, actor: Actor, indicator: Indicator | None = None, **values: Any) -> Indicator:
    """Add an indicator, or change one. Of one that has values, unit and type stay as they are.

    Raises Forbidden, and Refused for a formula that cannot be computed, a key that is taken, or such a change.
    """
    require(actor.user, "reporting.edit_catalogue")
    if formula := values.get("formula"):
        try:
            keys = keys_of(formula)
        except FormulaWrong as error:
            raise Refused(_("This formula cannot be computed: use keys, numbers, + - * / and brackets.")) from error
        known = set(Indicator.objects.filter(key__in=keys).values_list("key", flat=True))
        if missing := [key for key in keys if key not in known]:
            raise Refused(_("There is no indicator “%(key)s”.") % {"key": missing[0]})
    if indicator is None:
        row = Indicator(added_by_id=actor.user_id, **values)
    else:
        row = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
        fixed = ("unit", "value_type", "key", "version")
        if any(name in values and getattr(row, name) != values[name] for name in fixed) and row.values.exists():
            raise Refused(_("It has values already: unit and type stay. Retire it and add another."))
        labels = values.get("labels", row.labels)
        row.translated = [code for code in row.translated if labels.get(code) == row.labels.get(code)]
        for name, value in values.items():
            setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(_("This version of the standard has an indicator of that key already.")) from error
    emit(CatalogueChanged(keys=[row.key]), actor=actor)
    return row
