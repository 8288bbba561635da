"""Rounds: an open one, a draft, one with statements that wait."""

from __future__ import annotations

from ict4society.deliberation.actions.cast_vote import cast_vote
from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.actions.create_round import create_round
from ict4society.deliberation.actions.open_round import open_round
from ict4society.deliberation.actions.propose_statement import propose_statement
from ict4society.deliberation.states import Choice, ResultsShown
from ict4society.foundation.subjects import Ref
from tests.promises.world import Private, Samples, World

ANSWERS = """
deliberation_next_statement        API  200 author 204
deliberation:new                   POST 302
deliberation:draw                  POST 302
deliberation:edit                  GET  403 facilitator 200
deliberation:edit                  POST 403 facilitator 302
deliberation:open                  GET  404 facilitator 302
deliberation:open                  POST 404 facilitator 302
deliberation:close                 GET  302
deliberation:close                 POST 403 facilitator 302
deliberation:propose               POST 302
deliberation:vote                  GET  302
deliberation:vote                  POST 302
deliberation:accept                GET  404 author 302 facilitator 302
deliberation:accept                POST 404 author 403 facilitator 302
deliberation:reject                GET  404 author 302 facilitator 302
deliberation:reject                POST 404 author 403 facilitator 302
"""
HOLDERS = {"deliberation.create_round": "facilitator"}


def make(world: World) -> Samples:
    """Statement 1 is accepted, 2 is the author's and waits."""
    boss, author = world.actor("facilitator"), world.actor("author")
    voted = create_round(
        actor=boss, topic=world.issue, title="What counts", results_shown=ResultsShown.ALWAYS, description="Decide."
    )
    first = propose_statement(actor=boss, round_=voted, text="Figures are published with their method.")
    voted = open_round(actor=boss, round_=voted)
    cast_vote(actor=author, statement=first, choice=Choice.AGREE)
    compute_result(voted.pk)
    propose_statement(actor=author, round_=voted, text="Xwaiting statement about reports in English.")
    draft = create_round(actor=boss, topic=world.issue, title="Xunopened round", description="Not yet.")
    propose_statement(actor=boss, round_=draft, text="Repair is possible.")
    world.made |= {"round": voted, "statement": first}
    review = {"slug": voted.slug, "number": 2}
    post = world.made["post"]
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={"slug": voted.slug, "number": 1},
        routes={
            "deliberation:accept": review,
            "deliberation:reject": review,
            "deliberation:open": {"slug": draft.slug},
        },
        queries={
            "deliberation:draw": f"source=discussions.post:{post.pk}&exact=Figures&start=0&revision=1",
        },
        private=[
            Private(
                "a draft round",
                "Xunopened",
                ("facilitator",),
                "rounds/<slug:slug>/",
                {"slug": draft.slug},
                {"slug": "no-such-round"},
                ref=Ref("deliberation.round", draft.pk),
                api="/api/v1/deliberation/rounds/{slug}",
            ),
            Private(
                "a statement that waits for review",
                "Xwaiting",
                ("author", "facilitator"),
                "rounds/<slug:slug>/statements/<int:number>/",
                review,
                {"slug": voted.slug, "number": 987654},
                api="/api/v1/deliberation/rounds/{slug}/statements/{number}",
            ),
        ],
    )
