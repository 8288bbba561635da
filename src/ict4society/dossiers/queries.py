"""Named reads of dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from ict4society.dossiers.models import Dossier, DossierVersion, Uptake
from ict4society.dossiers.states import UptakeState
from ict4society.foundation.subjects import Ref, Use
from ict4society.knowledge_map.models import Element

VERSION_FIELDS = ("content", "canonical")
"""Large: left out wherever only a line about a version is shown."""


def latest_versions(versions: QuerySet[DossierVersion]) -> QuerySet[DossierVersion]:
    """The newest version of each dossier, newest first, without their texts; with ``uptake_state`` of the last report
    on any version and ``element_count``.
    """
    last_report = Uptake.objects.filter(version__dossier=OuterRef("dossier")).order_by("-created_at", "-pk")
    counted = (
        DossierVersion.objects.filter(pk=OuterRef("pk"))
        .order_by()
        .annotate(number_of=Count("elements"))
        .values("number_of")
    )
    return (
        versions.filter(number=F("dossier__latest_version"))
        .select_related("dossier")
        .defer(*VERSION_FIELDS)
        .annotate(uptake_state=Subquery(last_report.values("state")[:1]), element_count=Subquery(counted[:1]))
        .order_by("-published_at", "-pk")
    )


def latest_dossiers(number: int = 3) -> list[DossierVersion]:
    """The versions published last, one for each dossier, for the home page: one query."""
    return list(latest_versions(DossierVersion.objects.all())[:number])


def uptake_label(state: str | None) -> str:
    """What a recipient did, in the reader's language; empty when nobody has reported."""
    return str(UptakeState(state).label) if state in UptakeState.values else ""


def dossiers_with_elements(elements: QuerySet[Element]) -> QuerySet[DossierVersion]:
    """The latest versions that hold one of these elements."""
    return latest_versions(DossierVersion.objects.filter(elements__in=elements).distinct())


def timeline(dossier: Dossier) -> list[Uptake]:
    """What recipients did with any version, newest first."""
    reports = Uptake.objects.filter(version__dossier=dossier).select_related("version", "reported_by")
    return list(reports.defer("version__content", "version__canonical"))


def dossier_uses(sources: list[Ref]) -> list[Use]:
    """Which dossiers hold these elements: one hop for each dossier, at the first version that held it."""
    wanted = [ref.id for ref in sources if ref.kind == "knowledge_map.element"]
    through = DossierVersion.elements.through
    rows = (
        through.objects.filter(element_id__in=wanted)
        .order_by("dossierversion__published_at")
        .values_list(
            "element_id", "dossierversion__dossier_id", "dossierversion__number", "dossierversion__published_at"
        )
    )
    first: dict[tuple[int, int], Use] = {}
    for element_id, dossier_id, number, at in rows:
        first.setdefault(
            (element_id, dossier_id),
            Use(
                source=Ref("knowledge_map.element", element_id),
                target=Ref("dossiers.dossier", dossier_id),
                hop=_("published in a dossier, version %(number)d") % {"number": number},
                at=at,
            ),
        )
    return list(first.values())


def uptake_uses(sources: list[Ref]) -> list[Use]:
    """What recipients did with these dossiers."""
    wanted = [ref.id for ref in sources if ref.kind == "dossiers.dossier"]
    reports = Uptake.objects.filter(version__dossier_id__in=wanted).values_list(
        "pk", "version__dossier_id", "state", "created_at"
    )
    return [
        Use(
            source=Ref("dossiers.dossier", dossier_id),
            target=Ref("dossiers.uptake", pk),
            hop=uptake_label(state),
            at=at,
        )
        for pk, dossier_id, state, at in reports
    ]


@dataclass(frozen=True)
class PublishedVersion:
    """A version in the list of a dossier's versions."""

    number: int
    published_at: Any
    change_note: str
    digest: str


def versions_of(dossier: Dossier) -> list[PublishedVersion]:
    """All versions of a dossier, newest first: one query, without their texts."""
    rows = dossier.versions.order_by("-number").values_list("number", "published_at", "change_note", "digest")
    return [PublishedVersion(*row) for row in rows]
