"""Which elements a dossier holds, in which order, with which remarks."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.dossiers.actions.compose import locked_for
from ict4society.dossiers.actions.refusals import DossierRefused, StaleDossier
from ict4society.dossiers.events import ItemRemarked, ItemsChanged
from ict4society.dossiers.models import Dossier, DossierItem
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.states import ElementState


@transaction.atomic
def add_elements(*, actor: Actor | None, dossier: Dossier, elements: Iterable[Element]) -> Dossier:
    """Append published elements; those already in it stay where they are. Raises Forbidden, DossierRefused."""
    current = locked_for(actor, dossier)
    before = element_ids(current)
    wanted = [element.pk for element in elements if element.pk not in before]
    known = Element.objects.in_bulk(wanted)  # as they are now, whatever the caller holds in hand
    fresh = [known[pk] for pk in dict.fromkeys(wanted)]
    if any(element.state != ElementState.PUBLISHED or element.hidden_at is not None for element in fresh):
        raise DossierRefused(_("Only published elements can stand in a dossier."))
    last = max(current.items.values_list("position", flat=True), default=0)
    DossierItem.objects.bulk_create(
        DossierItem(dossier=current, element=element, position=last + number)
        for number, element in enumerate(fresh, start=1)
    )
    return _changed(actor, current, before)


@transaction.atomic
def remove_element(*, actor: Actor | None, dossier: Dossier, element_id: int) -> Dossier:
    """Take an element out; published versions keep it. Raises Forbidden."""
    current = locked_for(actor, dossier)
    before = element_ids(current)
    current.items.filter(element_id=element_id).delete()
    return _changed(actor, current, before)


@transaction.atomic
def order_elements(*, actor: Actor | None, dossier: Dossier, order: list[int]) -> Dossier:
    """Put the elements (ids) in this order. Raises Forbidden, or StaleDossier when it holds others by now."""
    current = locked_for(actor, dossier)
    before = element_ids(current)
    if sorted(order) != sorted(before):
        raise StaleDossier(_("Elements were added or removed meanwhile. Look again, then order them."), current)
    places = {element_id: number for number, element_id in enumerate(order, start=1)}
    items = list(current.items.all())
    for item in items:
        item.position = places[item.element_id]
    DossierItem.objects.bulk_update(items, ["position"])
    return _changed(actor, current, before)


@transaction.atomic
def move_element(*, actor: Actor, dossier: Dossier, element_id: int, up: bool) -> Dossier:
    """Exchange an element with its neighbour; at the end, or when it is absent, nothing changes. Raises Forbidden."""
    order = element_ids(locked_for(actor, dossier))
    if element_id in order:
        here = order.index(element_id)
        there = here - 1 if up else here + 1
        if 0 <= there < len(order):
            order[here], order[there] = order[there], order[here]
    return order_elements(actor=actor, dossier=dossier, order=order)


@transaction.atomic
def remark_element(*, actor: Actor, dossier: Dossier, element_id: int, remark: str) -> None:
    """Say something about an element in this dossier. Raises Forbidden, DossierRefused when it is not in it."""
    current = locked_for(actor, dossier)
    item = current.items.filter(element_id=element_id).first()
    if item is None:
        raise DossierRefused(_("This element is no longer in the dossier."))
    before, item.remark = item.remark, remark
    if before == remark:
        return
    item.save(update_fields=["remark"])
    emit(ItemRemarked(dossier_id=current.pk, element_id=element_id, before=before, after=remark), actor=actor)


def element_ids(dossier: Dossier) -> list[int]:
    """The elements in their order."""
    return list(dossier.items.order_by("position", "pk").values_list("element_id", flat=True))


def _changed(actor: Actor | None, dossier: Dossier, before: list[int]) -> Dossier:
    after = element_ids(dossier)
    if after != before:
        dossier.save(update_fields=["edited_at"])
        emit(ItemsChanged(dossier_id=dossier.pk, before=before, after=after), actor=actor)
    return dossier
