"""Dossiers: published twice, and a draft."""

from __future__ import annotations

from ict4society.dossiers.actions.compose import create_dossier, edit_dossier
from ict4society.dossiers.actions.items import add_elements
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.foundation.subjects import Ref
from tests.promises.world import Private, Samples, World

ANSWERS = """
dossiers:new_dossier               POST 302
dossiers:edit                      POST 302
dossiers:add                       GET  405
dossiers:add                       POST 302
dossiers:order                     GET  405
dossiers:order                     POST 302
dossiers:remove                    GET  405
dossiers:remove                    POST 302
dossiers:remark                    GET  405
dossiers:remark                    POST 302
dossiers:principles                POST 302
dossiers:publish                   POST 302
dossiers:new_uptake                GET  403 facilitator 200 operator 200
dossiers:new_uptake                POST 403 facilitator 302 operator 302
"""
HOLDERS = {"dossiers.create_dossier": "facilitator operator"}


def make(world: World) -> Samples:
    """The published one has two versions and a change that is not published."""
    boss, element = world.actor("facilitator"), world.made["element"]
    dossier = create_dossier(actor=boss, title="Fair figures", summary="How to measure.", recipient="A ministry")
    add_elements(actor=boss, dossier=dossier, elements=[element])
    publish_dossier(actor=boss, dossier=dossier)
    add_elements(actor=boss, dossier=dossier, elements=[world.made["second element"]])
    publish_dossier(actor=boss, dossier=dossier, note="One more.")
    dossier.refresh_from_db()
    edit_dossier(
        actor=boss,
        dossier=dossier,
        revision=dossier.revision,
        title="Fair figures",
        summary="How one measures.",
        recipient="A ministry",
        language="en",
    )
    draft = create_dossier(actor=boss, title="Xunpublished dossier", summary="Xunpublished summary.", recipient="")
    add_elements(actor=boss, dossier=draft, elements=[element])
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={"slug": dossier.slug, "number": 1, "element_id": element.pk},
        bodies={"dossiers:add": {"elements": str(world.made["third element"].pk)}},
        private=[
            Private(
                "a draft dossier",
                "Xunpublished",
                ("facilitator", "operator"),
                "dossiers/<slug:slug>/",
                {"slug": draft.slug},
                {"slug": "no-such-dossier"},
                ref=Ref("dossiers.dossier", draft.pk),
                api="/api/v1/dossiers/{slug}",
            )
        ],
    )
