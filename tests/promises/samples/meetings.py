"""Meetings: open with everything in it, draft, hidden; an item and a paper that wait for the chair."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.files.store import store_upload
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.advance import announce_meeting, open_registration
from ict4society.meetings.actions.calendar_key import make_calendar_key
from ict4society.meetings.actions.invite import invite
from ict4society.meetings.actions.items import ItemValues, add_item, add_speaker
from ict4society.meetings.actions.plan import Plan, draft_meeting
from ict4society.meetings.actions.register import Wishes, register
from ict4society.meetings.actions.registration_settings import add_question
from ict4society.meetings.actions.review import propose_item, propose_material
from ict4society.meetings.models import AgendaItem, Material, Meeting
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from tests.promises.world import Private, Samples, World

ANSWERS = """
meetings_registrations_show_registration  API 404 author 200 facilitator 200
meetings_registrations_list_registrations API 403 facilitator 200
meetings_items_list_linkable       API 403 facilitator 200
meetings_settings_show_settings    API 403 facilitator 200
meetings_settings_list_invitations API 403 facilitator 200
meetings:edit                      GET  403 facilitator 200
meetings:edit                      POST 403 facilitator 303
meetings:announce                  GET  404 facilitator 303
meetings:announce                  POST 404 facilitator 303
meetings:open                      GET  303
meetings:open                      POST 403 facilitator 303
meetings:close                     GET  303
meetings:close                     POST 403 facilitator 303
meetings:start                     GET  303
meetings:start                     POST 403 facilitator 303
meetings:cancel                    GET  403 facilitator 200
meetings:cancel                    POST 403 facilitator 303
meetings:agenda                    GET  403 facilitator 200
meetings:agenda                    POST 403 facilitator 303
meetings:add_item                  GET  403 facilitator 200
meetings:add_item                  POST 403 facilitator 303
meetings:item                      GET  403 facilitator 200
meetings:edit_item                 GET  403 facilitator 200
meetings:edit_item                 POST 403 facilitator 303
meetings:remove_item               GET  302
meetings:remove_item               POST 403 facilitator 303
meetings:link                      GET  303
meetings:link                      POST 303
meetings:unlink                    GET  303
meetings:unlink                    POST 303
meetings:speak                     GET  403 facilitator 302
meetings:speak                     POST 403 facilitator 303
meetings:silence                   GET  303
meetings:silence                   POST 403 facilitator 303
meetings:decide                    GET  404 author 403 facilitator 200
meetings:decide                    POST 404 author 403 facilitator 303
meetings:withdraw                  GET  404 author 303 facilitator 303
meetings:withdraw                  POST 404 author 303 facilitator 403
meetings:propose                   POST 303
meetings:hand_in                   POST 422
meetings:decide_paper              GET  404 author 403 facilitator 200
meetings:decide_paper              POST 404 author 403 facilitator 303
meetings:withdraw_paper            GET  303
meetings:withdraw_paper            POST 403 facilitator 303
meetings:plan                      POST 303
meetings:subscribe                 POST 303
meetings:register                  POST 303
meetings:registration              GET  404 author 200 facilitator 200
meetings:cancel_registration       GET  404 author 303 facilitator 303
meetings:cancel_registration       POST 404 author 303 facilitator 303
meetings:settings                  GET  403 facilitator 200
meetings:settings                  POST 403 facilitator 303
meetings:ask                       GET  403 facilitator 200
meetings:ask                       POST 403 facilitator 303
meetings:order_questions           GET  303
meetings:order_questions           POST 403 facilitator 303
meetings:question                  GET  403 facilitator 200
meetings:question                  POST 403 facilitator 303
meetings:invitations               GET  403 facilitator 200
meetings:invitations               POST 403 facilitator 303
meetings:disinvite                 GET  403 facilitator 303
meetings:disinvite                 POST 403 facilitator 303
meetings:attendance                GET  403 facilitator 200
meetings:attendance_csv            GET  403 facilitator 200
meetings:attendance_xlsx           GET  403 facilitator 200
meetings:strike                    GET  403 facilitator 303
meetings:strike                    POST 403 facilitator 303
meetings:undo_check_in             GET  403 facilitator 303
meetings:undo_check_in             POST 403 facilitator 303
meetings:check_in                  GET  403 facilitator 200
meetings:check_in                  POST 403 facilitator 200
"""


def make(world: World) -> Samples:
    """The facilitator runs them; the author comes, proposes an item and hands a paper in."""
    chair, author = world.actor("facilitator"), world.actor("author")
    meeting, hidden = _meeting(world, "Repair in practice"), _meeting(world, "Xveiled meeting")
    draft = _draft(world, "Xplanned meeting")
    decide_subject(
        actor=world.actor("moderator"),
        ref=Ref("meetings.meeting", hidden.pk),
        action=DecisionAction.HIDE,
        reason="Rude.",
    )
    item = add_item(actor=chair, meeting=meeting, values=ItemValues(title="What repair costs"))
    speaker = add_speaker(actor=chair, item=item, name="Ada Guest", organisation=world.organisation)
    question = add_question(actor=chair, meeting=meeting, kind="choice", text="Lunch?", options=["meat", "plants"])
    wished = propose_item(actor=author, meeting=meeting, values=ItemValues(title="Xwished item"))
    paper, slides = _paper(meeting, author, "Xwaiting paper"), _paper(meeting, chair, "Slides on repair")
    own = register(actor=author, meeting=meeting, wishes=Wishes())
    told = register(actor=chair, meeting=meeting, wishes=Wishes(needs="Xneeds a lift"))
    (invitation,) = invite(actor=chair, meeting=meeting, emails=["guest@example.org"])
    world.made["meeting"] = meeting
    running = "facilitator moderator operator"
    return Samples(
        ANSWERS,
        {"meetings.add_meeting": "facilitator"},
        parameters={
            "pk": meeting.pk,
            "item_id": item.pk,
            "speaker_id": speaker.pk,
            "material_id": slides.pk,
            "question_id": question.pk,
            "registration_id": own.pk,
            "invitation_id": invitation.pk,
            "slug": world.area.slug,
            "key": make_calendar_key(actor=author).key,
        },
        routes={
            "meetings:announce": {"pk": draft.pk},
            "meetings:decide": {"item_id": wished.pk},
            "meetings:withdraw": {"item_id": wished.pk},
            "meetings:decide_paper": {"material_id": paper.pk},
        },
        bodies={
            "meetings:check_in": {"code": own.code},
            "meetings:plan": _plan_body(),
            "meetings:cancel": {"reason": "The room is flooded."},
            "meetings:invitations": {"emails": "another@example.org"},
            "meetings:decide": {"decision": "approve"},
            "meetings:decide_paper": {"decision": "approve"},
        },
        private=[
            _private("a draft meeting", "Xplanned", "facilitator", "meetings/<int:pk>/", "pk", draft),
            _private("a hidden meeting", "Xveiled", running, "meetings/<int:pk>/", "pk", hidden),
            _private("a proposed item", "Xwished", "author facilitator", ITEM, "item_id", wished),
            _private("a proposed paper", "Xwaiting", "author facilitator", PAPER, "material_id", paper),
            Private(
                "what somebody needs",
                "Xneeds",
                ("facilitator",),
                "meetings/<int:pk>/attendance/<int:registration_id>/strike/",
                {"pk": meeting.pk, "registration_id": told.pk},
                {"pk": meeting.pk, "registration_id": 987654321},
            ),
        ],
        api={"meeting_id": meeting.pk, "item_id": item.pk, "kind": "discussions.thread", "subject_id": 1},
    )


ITEM = "meetings/items/<int:item_id>/withdraw/"
PAPER = "meetings/materials/<int:material_id>/withdraw/"
APIS = {
    Meeting: "/api/v1/meetings/meetings/{meeting_id}",
    AgendaItem: "/api/v1/meetings/items/{item_id}",
    Material: "/api/v1/meetings/materials/{material_id}",
}
REFS = {Meeting: "meetings.meeting", Material: "meetings.material"}


def _private(what: str, marker: str, seen_by: str, below: str, name: str, made: Any) -> Private:
    kind = REFS.get(type(made))
    api = APIS.get(type(made), "")
    ref = Ref(kind, made.pk) if kind else None
    return Private(what, marker, tuple(seen_by.split()), below, {name: made.pk}, {name: 987654321}, ref=ref, api=api)


def _draft(world: World, title: str) -> Meeting:
    begins = (timezone.now() + timedelta(days=30)).replace(hour=9, minute=0, second=0, microsecond=0)
    plan = Plan(
        title=title,
        days=[(begins, begins + timedelta(hours=6))],
        text="What **can** be done.",
        topic=world.area,
        kind="hybrid",
        city="Ghent",
        link="https://meet.example.org/room",
        interpretation=["fr"],
    )
    return draft_meeting(actor=world.actor("facilitator"), plan=plan)


def _meeting(world: World, title: str) -> Meeting:
    chair, made = world.actor("facilitator"), _draft(world, title)
    announce_meeting(actor=chair, meeting=made)
    return open_registration(actor=chair, meeting=made)


def _paper(meeting: Meeting, actor: Actor, title: str) -> Material:
    upload = SimpleUploadedFile("paper.txt", b"What repair costs, and who pays for it.", "text/plain")
    file = store_upload(upload, owner=actor.user)
    return propose_material(actor=actor, meeting=meeting, title=title, file=file)


def _plan_body() -> dict[str, str]:
    return {
        "title": "A new meeting",
        "kind": "online",
        "language": "en",
        "time_zone": "Europe/Brussels",
        "date_1": (timezone.now() + timedelta(days=50)).date().isoformat(),
        "begins_1": "09:00",
        "ends_1": "12:00",
    }
