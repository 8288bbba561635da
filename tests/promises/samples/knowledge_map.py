"""Elements: published with evidence and a place, and a draft."""

from __future__ import annotations

from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.actions.publish import publish_element
from ict4society.knowledge_map.models import Element
from tests.people.factory import dimension
from tests.promises.world import Private, Samples, World

ANSWERS = """
knowledge_map:new_element          POST 302
knowledge_map:edit                 POST 302
knowledge_map:place                GET  405
knowledge_map:place                POST 302
knowledge_map:unplace              GET  405
knowledge_map:unplace              POST 302
knowledge_map:publish              GET  405
knowledge_map:publish              POST 302
knowledge_map:withdraw             GET  405
knowledge_map:withdraw             POST 302
knowledge_map:review               GET  405
knowledge_map:review               POST 302
knowledge_map:new_evidence         POST 302
knowledge_map:remove_evidence      POST 302
"""
HOLDERS = {"knowledge_map.create_element": "facilitator operator"}
WORDS = "Figures without their method are useless"


def make(world: World) -> Samples:
    """The draft has evidence and a place, too: it can be published."""
    boss, source = world.actor("facilitator"), Ref("discussions.post", world.made["post"].pk)

    def element(title: str) -> Element:
        made = create_element(actor=boss, kind="requirement", title=title, text="It *matters*.", language="en")
        add_evidence(actor=boss, element=made, source=source, exact=WORDS, stance="supports")
        place_element(actor=boss, element=made, topic=world.issue, dimension=world.dimension)
        return made

    draft = element("Xpremature claim")
    published = publish_element(actor=boss, element=element("Figures come with their method"))
    second = publish_element(actor=boss, element=element("Repair is possible"))
    third = publish_element(actor=boss, element=element("Terms are clear"))
    another = place_element(actor=boss, element=second, topic=world.issue, dimension=dimension("planet"))
    post = world.made["reply"]
    evidence = add_evidence(
        actor=boss,
        element=second,
        source=Ref("discussions.post", post.pk),
        exact="We agree.",
        stance="supports",
    )
    world.made |= {"element": published, "second element": second, "third element": third}
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={
            "pk": second.pk,
            "placement_id": another.pk,
            "topic": world.issue.slug,
            "dimension": world.dimension.slug,
        },
        routes={
            "knowledge_map:remove_evidence": {"pk": evidence.pk},
            "knowledge_map:publish": {"pk": draft.pk},
        },
        queries={
            "knowledge_map:source": f"source={source}",
            "knowledge_map:new_evidence": f"source={source}&exact=Figures",
        },
        bodies={
            "knowledge_map:new_evidence": {"element": str(published.pk), "exact": "to compare"},
            "knowledge_map:remove_evidence": {"reason": "It says nothing."},
        },
        private=[
            Private(
                "a draft element",
                "Xpremature",
                ("facilitator", "operator"),
                "map/elements/<int:pk>/",
                {"pk": draft.pk},
                {"pk": 987654321},
                ref=Ref("knowledge_map.element", draft.pk),
                api="/api/v1/knowledge_map/elements/{pk}",
            )
        ],
    )
