"""Who may see and compose dossiers. ``None`` instead of a person is the system itself, in a command."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from ict4society.accounts.policies import is_operator
from ict4society.dossiers.models import Dossier, DossierVersion, Uptake
from ict4society.knowledge_map.policies import is_facilitator, is_system
from ict4society.topics.queries import facilitated_topics


@rules.predicate
def wrote_dossier(user: Any, dossier: Dossier | None) -> bool:
    """The facilitator who composes it."""
    return dossier is not None and is_facilitator.test(user) and dossier.author_id == user.pk


@rules.predicate
def facilitates_everything(user: Any, dossier: Dossier | None) -> bool:
    """A facilitator of all topics."""
    return is_facilitator.test(user) and None in facilitated_topics(user)


@rules.predicate
def sees_dossier(user: Any, dossier: Dossier | None) -> bool:
    """The rule of ``dossiers_visible_to`` for one."""
    return dossier is not None and (dossier.latest_version > 0 or _sees_drafts(user))


_maintainer = is_system | is_operator
rules.add_perm("dossiers.view_dossier", sees_dossier)
rules.add_perm("dossiers.create_dossier", _maintainer | is_facilitator)
rules.add_perm("dossiers.edit_dossier", _maintainer | wrote_dossier | facilitates_everything)
rules.add_perm("dossiers.report_uptake", _maintainer | is_facilitator)


def dossiers_visible_to(user: Any) -> QuerySet[Dossier]:
    """Those with a published version for everybody; those in composition for facilitators and operators."""
    return Dossier.objects.all() if _sees_drafts(user) else Dossier.objects.filter(latest_version__gt=0)


def versions_visible_to(user: Any) -> QuerySet[DossierVersion]:
    """Every published version is there for everybody, for ever."""
    return DossierVersion.objects.select_related("dossier")


def uptakes_visible_to(user: Any) -> QuerySet[Uptake]:
    """What recipients did is there for everybody."""
    return Uptake.objects.select_related("version__dossier")


def _sees_drafts(user: Any) -> bool:
    return bool(user is None or is_operator.test(user) or is_facilitator.test(user))
