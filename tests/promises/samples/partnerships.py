"""Calls: looking for partners, under way with a document for its partners, draft, hidden; two of another's."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from ict4society.foundation.actors import Actor
from ict4society.foundation.files.store import files_of
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.partnerships.actions.course import begin_partnership
from ict4society.partnerships.actions.interest import decide_interest, express_interest
from ict4society.partnerships.actions.plan import add_agreement, add_milestone
from ict4society.partnerships.actions.write import CallContent, draft_call, open_call
from ict4society.partnerships.models import Call, Interest
from tests.people.factory import mandate, organisation, person
from tests.promises.world import Private, Samples, World, private_file

ANSWERS = """
partnerships:edit                  GET  403 representative 200
partnerships:open                  GET  404 representative 303
partnerships:withdraw              GET  403 representative 200
partnerships:begin                 GET  303
partnerships:close                 GET  403 representative 200 other 200
partnerships:interest              GET  403 representative 200
partnerships:answer                GET  404 representative 200
partnerships:take_back             GET  404 representative 303 other 303
partnerships:milestones            GET  403 representative 200 other 200
partnerships:milestone             GET  403 representative 200 other 200
partnerships:agreements            GET  403 representative 200 other 200
partnerships:publish               GET  404 representative 303 other 303
partnerships:write                 POST 403 representative 303 other 422
partnerships:edit                  POST 422 representative 303
partnerships:open                  POST 404 representative 303
partnerships:withdraw              POST 422 representative 303
partnerships:begin                 POST 303
partnerships:close                 POST 403 representative 303 other 303
partnerships:interest              POST 422 representative 303
partnerships:answer                POST 404 representative 303
partnerships:take_back             POST 404 representative 303 other 303
partnerships:milestones            POST 403 representative 303 other 303
partnerships:milestone             POST 403 representative 303 other 303
partnerships:agreements            POST 422
partnerships:publish               POST 404 representative 303 other 303
"""
ONE, TWO = "partnerships/<int:pk>/", "partnerships/<int:pk>/{}/<int:number>/"


def make(world: World) -> Samples:
    """Nordlys looks for partners; Open Repair Forum is one; somebody of a third organisation would like to be one."""
    ours = world.actor("representative", world.organisation)
    theirs = world.actor("other", world.other_organisation)
    institute = organisation("academia", name="Institute of Repair")
    third = Actor(person("Theo Third"), institute)
    mandate(third.user, institute)

    def opened(title: str, actor: Actor = ours) -> Call:
        return open_call(actor=actor, call=draft_call(actor=actor, content=_content(world, title)))

    looking, running, hidden = opened("Repair at our shops"), opened("Spare parts, printed"), opened("Xunsavoury call")
    draft = draft_call(actor=ours, content=_content(world, "Xunlaunched call"))
    offered, asked = opened("Cafés look for a shop", theirs), opened("Forum looks for data", theirs)
    eager = express_interest(actor=third, call=looking, message="Xeager words to Nordlys.")
    _accepted(looking, ours, theirs)
    _accepted(running, ours, theirs)
    running = begin_partnership(actor=ours, call=running)
    milestone = add_milestone(actor=ours, call=running, title="A first part", due=date.today() + timedelta(days=90))
    upload = SimpleUploadedFile("Xpact.txt", b"Who pays for what.", "text/plain")
    agreement = add_agreement(actor=ours, call=running, title="Xdiscreet agreement", upload=upload)
    (file,) = files_of(Ref("partnerships.agreement", agreement.pk))
    wish = express_interest(actor=ours, call=asked, message="Xcordial words to the forum.")
    decide_subject(
        actor=world.actor("moderator"),
        ref=Ref("partnerships.call", hidden.pk),
        action=DecisionAction.HIDE,
        reason="Rude.",
    )
    partners = ("representative", "other")
    acting, planned = str(world.organisation.pk), {"pk": running.pk}
    return Samples(
        ANSWERS,
        parameters={"pk": looking.pk, "number": eager.pk},
        routes={
            "partnerships:open": {"pk": draft.pk},
            "partnerships:close": planned,
            "partnerships:milestones": planned,
            "partnerships:milestone": {**planned, "number": milestone.pk},
            "partnerships:agreements": planned,
            "partnerships:publish": {**planned, "number": agreement.pk},
            "partnerships:interest": {"pk": offered.pk},
            "partnerships:take_back": {"pk": asked.pk, "number": wish.pk},
        },
        bodies={
            "partnerships:write": {
                "acting_as": acting,
                "topic": str(world.issue.pk),
                "needs": ["expertise"],
                "offers": ["pilot"],
                "languages": ["en"],
            },
            "partnerships:interest": {"acting_as": acting, "offers": ["pilot"]},
            "partnerships:answer": {"decision": "accept"},
        },
        private=[
            _call("a draft call", "Xunlaunched", ("representative",), draft),
            _call("a hidden call", "Xunsavoury", ("representative", "moderator", "operator"), hidden),
            _part(
                "an interest in a call", "Xeager", ("representative",), TWO.format("interests"), eager.call_id, eager.pk
            ),
            _part(
                "an interest of Nordlys",
                "Xcordial",
                partners,
                f"{TWO.format('interests')}take-back/",
                wish.call_id,
                wish.pk,
            ),
            _part(
                "an agreement of partners",
                "Xdiscreet",
                partners,
                f"{TWO.format('agreements')}publish/",
                running.pk,
                agreement.pk,
            ),
            private_file("the file of an agreement", partners, file),
        ],
        api={
            "call_id": looking.pk,
            "interest_id": eager.pk,
            "milestone_id": milestone.pk,
            "agreement_id": agreement.pk,
        },
        operations={
            f"partnerships_{name}": {"call_id": running.pk}
            for name in (
                "calls_show_call",
                "calls_close",
                "plan_create_milestone",
                "plan_update_milestone",
                "plan_list_agreements",
                "plan_create_agreement",
                "plan_publish",
            )
        },
    )


def _content(world: World, title: str) -> CallContent:
    return CallContent(
        title=title,
        text="We have **shops**, you have people who repair.",
        topic=world.issue,
        needs=("expertise", "outreach"),
        offers=("pilot", "funding"),
        languages=("en",),
        language="en",
    )


def _accepted(call: Call, ours: Actor, partner: Actor) -> Interest:
    interest = express_interest(actor=partner, call=call, message="We repair.", offers=["expertise"])
    return decide_interest(actor=ours, interest=interest, accept=True)


def _call(what: str, marker: str, seen_by: tuple[str, ...], made: Call) -> Private:
    return Private(
        what,
        marker,
        seen_by,
        ONE,
        {"pk": made.pk},
        {"pk": 987654321},
        ref=Ref("partnerships.call", made.pk),
        api="/api/v1/partnerships/calls/{call_id}",
    )


def _part(what: str, marker: str, seen_by: tuple[str, ...], below: str, pk: int, number: int) -> Private:
    kind = below.split("/")[2]
    return Private(
        what,
        marker,
        seen_by,
        below,
        {"pk": pk, "number": number},
        {"pk": pk, "number": 987654321},
        api=f"/api/v1/partnerships/calls/{{call_id}}/{kind}/{{{kind[:-1]}_id}}",
    )
