"""Who is told of dossiers and of what became of them."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.dossiers.events import DossierPublished, UptakeReported
from ict4society.dossiers.models import Dossier, Uptake
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.voices import authors_of

DOSSIER = "dossiers.dossier"


@notice(DossierPublished)
def words_in_dossier(record: EventRecord, event: DossierPublished) -> Notice:
    """Those whose words it stands on."""
    dossier = Dossier.objects.get(pk=event.dossier_id)
    return Notice(
        recipients=authors_of(Ref.parse(source) for source in event.sources),
        text=format_lazy(
            _("Your words stand in the dossier “{title}”, version {number}"), title=dossier.title, number=event.version
        ),
        subject=Ref(DOSSIER, dossier.pk),
    )


@notice(DossierPublished)
def new_version(record: EventRecord, event: DossierPublished) -> Notice:
    """Those who follow the dossier."""
    dossier = Dossier.objects.get(pk=event.dossier_id)
    return Notice(
        recipients=(),
        text=format_lazy(_("“{title}”: version {number} is published"), title=dossier.title, number=event.version),
        subject=Ref(DOSSIER, dossier.pk),
        followers_of=(Ref(DOSSIER, dossier.pk),),
    )


@notice(UptakeReported)
def words_taken_up(record: EventRecord, event: UptakeReported) -> Notice:
    """Those whose words the dossier stands on, who composed it, and who follows it."""
    uptake = Uptake.objects.select_related("version__dossier").get(pk=event.uptake_id)
    dossier = uptake.version.dossier
    told = authors_of(Ref.parse(source) for source in event.sources)
    return Notice(
        recipients=told | ({dossier.author_id} if dossier.author_id else set()),
        text=format_lazy(
            _("{recipient} on the dossier “{title}”: {state}"),
            recipient=uptake.recipient,
            title=dossier.title,
            state=uptake.get_state_display(),
        ),
        subject=Ref(DOSSIER, dossier.pk),
        body=uptake.text,
        followers_of=(Ref(DOSSIER, dossier.pk),),
    )
