"""Consultations: open, closed, in responses with a report in preparation, final; with what only some may see."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ict4society.consultations.actions.campaigns import find_campaigns
from ict4society.consultations.actions.contribute import save_draft
from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.actions.report_edit import add_section
from ict4society.consultations.actions.report_publish import publish_report
from ict4society.consultations.actions.report_themes import assign_answers, create_theme, quote_answer
from ict4society.consultations.actions.respond import Seen, respond
from ict4society.consultations.actions.write_text import save_text
from ict4society.consultations.forms.respond import row_token
from ict4society.consultations.models import Consultation
from ict4society.consultations.outcome_urls import outcome_patterns
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from tests.consultations import outcome_world, scene
from tests.people.factory import person
from tests.promises.world import Private, Samples, World

ANSWERS = """
consultations_contributions_my_contribution API 404 author 200
consultations_late_list_late        API  403 facilitator 200
consultations_set_up_list_staff     API  403 facilitator 200
consultations_set_up_show_rules     API  403 facilitator 200
consultations_texts_list_prepared   API  404 facilitator 200
consultations_texts_show_prepared   API  404 facilitator 200
consultations_themes_list_answers   API  403 facilitator 200
consultations_themes_list_themes    API  403 facilitator 200
consultations_report_show_draft     API  403 facilitator 200
consultations:place                GET  302
consultations:comment_edit         GET  403 author 200
consultations:comment_withdraw     GET  403 author 200
consultations:comment_take_back    GET  302
consultations:asked                GET  302
consultations:review               GET  303 author 200
consultations:contribute_for       GET  422 representative 200
consultations:asked_for            GET  422 representative 302
consultations:review_for           GET  422 representative 200
consultations:contribution_withdraw GET  404 author 200
consultations:stage                GET  302
consultations:text_preview         GET  200
consultations:question_remove      GET  303
consultations:respond              GET  403 facilitator 200
consultations:assign_responses     GET  403 facilitator 200
consultations:describe_change      GET  403 facilitator 200
consultations:merge_campaigns      GET  403 facilitator 200
consultations:split_campaign       GET  403 facilitator 200
consultations:outcome_rules        GET  403 facilitator 200
consultations:outcome_edit         GET  403 facilitator 200
consultations:outcome_generate     GET  405
consultations:outcome_publish      GET  403 facilitator 200
consultations:outcome_new_section  GET  403 facilitator 200
consultations:outcome_section      GET  403 facilitator 200
consultations:themes               GET  403 facilitator 200
consultations:theme                GET  403 facilitator 200
consultations:theme_assign         GET  405
consultations:theme_quote          GET  403 facilitator 200
consultations:theme_unquote        GET  405
consultations:new                  POST 303
consultations:comment_on           POST 303
consultations:comment_edit         POST 403 author 303
consultations:comment_withdraw     POST 403 author 303
consultations:comment_support      POST 303 author 403
consultations:comment_take_back    POST 303
consultations:contribute           POST 303 author 409
consultations:asked                POST 200
consultations:review               POST 303
consultations:contribute_for       POST 422 representative 303
consultations:asked_for            POST 200
consultations:review_for           POST 422
consultations:contribution_withdraw POST 404 author 303
consultations:stage                POST 303
consultations:edit                 POST 303
consultations:people               POST 303
consultations:text_edit            POST 303
consultations:text_preview         POST 303
consultations:questions            POST 303
consultations:question_new         POST 303
consultations:question_edit        POST 303
consultations:question_remove      POST 303
consultations:late                 POST 303
consultations:enter                POST 303
consultations:respond              POST 403 facilitator 303
consultations:assign_responses     POST 403 facilitator 303
consultations:describe_change      POST 403 facilitator 303
consultations:merge_campaigns      POST 403 facilitator 303
consultations:split_campaign       POST 403 facilitator 303
consultations:outcome_rules        POST 403 facilitator 303
consultations:outcome_edit         POST 403 facilitator 303
consultations:outcome_generate     POST 403 facilitator 303
consultations:outcome_publish      POST 403 facilitator 303
consultations:outcome_new_section  POST 403 facilitator 303
consultations:outcome_section      POST 403 facilitator 303
consultations:themes               POST 403 facilitator 303
consultations:theme                POST 403 facilitator 303
consultations:theme_assign         POST 403 facilitator 303
consultations:theme_quote          POST 403 facilitator 303
consultations:theme_unquote        POST 403 facilitator 303
"""
HOLDERS = dict.fromkeys(("consultations.manage_consultation", "consultations.create_consultation"), "facilitator")
STAFF, ORDER = "facilitator", "moderator operator"
FILES = ("_csv", "_xlsx", "_json", "_pdf")
SAME = "We ask that the platform be open to everybody, that it be free of charge, and that its code be published."
LIKE = "Members of the community should meet twice a year in person, and the travel of those who cannot pay is paid."
READ = (
    *("responses_list_responses", "responses_list_answer_responses", "changes_list_changes"),
    *("report_show_report", "report_list_versions", "report_show_version", "campaigns_list_campaigns"),
)
"""Operations that answer when a consultation is final."""
WORK = (
    *("responses_give_responses", "responses_assign", "changes_put_note", "campaigns_merge", "campaigns_split"),
    *("campaigns_list_members", "campaigns_show_method", "report_show_draft", "report_generate", "report_publish"),
    *("report_create_section", "report_put_order", "report_update_section", "themes_list_answers"),
    *("themes_list_themes", "themes_add_theme", "themes_update_theme", "themes_remove_theme", "themes_sort_answers"),
    *("themes_quote", "themes_unquote"),
)
"""Operations of those who write what becomes of contributions."""
TEXTS = ("list_prepared", "show_prepared", "put_prepared", "import_file", "delete_prepared", "publish")
"""Operations on a text in preparation."""
ONE = "consultations/<slug:slug>/"
API = "/api/v1/consultations/{slug}"


def make(world: World) -> Samples:
    """The facilitator is staff of all; the author speaks for herself, the others for their organisations."""
    open_now, private = _open(world)
    working, told = _working(world), _working(world)
    final: Consultation = told["made"].consultation
    Consultation.objects.filter(pk=final.pk).update(stage="final")
    preparing, hidden = outcome_world.world("draft"), outcome_world.world("final").consultation
    draft = preparing.consultation
    for kind, key in (("short", "first"), ("long", "second")):
        preparing.question(kind, key)
    save_text(actor=world.actor("facilitator"), consultation=draft, source=scene.TEXT, language="en")
    for each, title in ((draft, "Xunannounced consultation"), (hidden, "Xsuspect consultation")):
        Consultation.objects.filter(pk=each.pk).update(title=title)
    _hide(world, "consultations.consultation", hidden.pk)
    closed = outcome_world.world("closed")
    late = closed.contribution(author=person("Lena Late"), state="draft", late_asked_at=timezone.now())
    closed.comment("Sorry to be late.", by=late)
    slug = open_now["slug"]
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters=open_now | {"organisation": world.organisation.pk},
        routes=_outcome_routes(working, final.slug)
        | {
            **{
                f"consultations:{name}": {"slug": draft.slug, "key": "second", "language": "en"}
                for name in ("text_preview", "questions", "question_new", "question_edit", "question_remove")
            },
            "consultations:late": {"slug": closed.consultation.slug, "number": late.number},
            **{
                f"consultations:{name}": {"number": 1, "key": "p1"}
                for name in ("text", "paragraph", "place", "comment_on")
            },
            "consultations:contribution": {"number": private["own"]},
            "consultations:contribution_withdraw": {"number": private["own"]},
        },
        queries={f"consultations:{name}": f"row={working['row']}" for name in ("respond", "assign_responses")},
        bodies={
            "consultations:new": {"topic": str(world.issue.pk), "languages": ["en"]},
            "consultations:comment_on": {"text": "I agree with this.", "visibility": "public"},
            "consultations:respond": {"row": working["row"], "verdict": "accepted", "reason": "It helps."},
            "consultations:assign_responses": {"row": working["row"], "writer": str(world.people["facilitator"].pk)},
            "consultations:merge_campaigns": {"campaign": ["1", "2"], "reason": "They are one."},
            "consultations:split_campaign": {"text": working["text"], "reason": "It is another."},
            "consultations:late": {"decision": "take"},
            "consultations:people": {"email": world.people["member"].email},
            "consultations:question_new": {"kind": "long"},
            "consultations:enter": {"name": "Petra Paper", "q.needed": "yes"},
        },
        private=[
            _one("a consultation in preparation", "Xunannounced", STAFF, draft),
            _one("a hidden consultation", "Xsuspect", f"{STAFF} {ORDER}", hidden),
            *_private_parts(slug, private),
            *(
                Private(what, marker, tuple(seen_by.split()), own=("operator",) if marker == "Xnameless" else ())
                for what, marker, seen_by in (
                    ("the name of who wants none to be shown", "Xnameless", STAFF),
                    ("an answer in confidence", "Xmurmured", STAFF),
                    ("a comment in confidence, beside responses", "Xmuffled", STAFF),
                    ("a response that is not given yet", "Xprecocious", STAFF),
                    ("a section of a report that is not published", "Xunreported", STAFF),
                    ("a final text in preparation", "Xpending", STAFF),
                )
            ),
        ],
        api={"slug": slug, "number": open_now["number"]},
        operations={f"consultations_{name}": {"slug": final.slug, "number": 1} for name in READ}
        | {f"consultations_{name}": _at_work(working) for name in WORK}
        | {f"consultations_texts_{name}": {"slug": draft.slug, "language": "en"} for name in TEXTS},
    )


def _open(world: World) -> tuple[dict[str, Any], dict[str, int]]:
    """The open one: parameters of its routes, and the numbers of what is private in it."""
    made = scene.build()
    author, nora = world.actor("author"), Actor(person("Xnameless Nora"))
    ours, theirs = world.actor("representative", world.organisation), world.actor("other", world.other_organisation)
    shown = made.comment(author)
    own = made.submit(author, more="It helps all of us.")
    nameless = made.submit(nora, visibility="nameless", more="I would rather not say who I am.")
    secret = made.submit(theirs, visibility="confidential", more="Xconfided answer")
    whisper = made.comment(theirs, "p2", text="Xwhispered comment", visibility="confidential")
    rude = made.comment(nora, "p2", text="Xabusive comment", visibility="nameless")
    unsent = save_draft(
        actor=ours,
        consultation=made.consultation,
        version=0,
        answers={"more": {"value": None, "text": "Xunsent words"}},
        language="en",
    )
    _hide(world, "consultations.comment", rude.pk)
    parameters = {"slug": made.consultation.slug, "number": shown.number, "language": "en", "key": "motto"}
    numbers = {"own": own.number, "secret": secret.number, "unsent": unsent.number, "nameless": nameless.number}
    return parameters, numbers | {"whisper": whisper.number, "rude": rude.number}


def _private_parts(slug: str, numbers: dict[str, int]) -> list[Private]:
    """Contributions and comments of the open one."""
    rows = (
        ("a confidential contribution", "Xconfided", f"other {STAFF}", "contributions", numbers["secret"]),
        ("a draft of a contribution", "Xunsent", "representative", "contributions", numbers["unsent"]),
        ("a confidential comment", "Xwhispered", f"other {STAFF}", "comments", numbers["whisper"]),
        ("a hidden comment", "Xabusive", f"{STAFF} {ORDER}", "comments", numbers["rude"]),
    )
    return [
        Private(
            what,
            marker,
            tuple(seen_by.split()),
            f"{ONE}{part}/<int:number>/",
            {"slug": slug, "number": number},
            {"slug": slug, "number": 987654},
            api=f"{API}/{part}/{{number}}",
        )
        for what, marker, seen_by, part, number in rows
    ]


def _working(world: World) -> dict[str, Any]:
    """One in the stage of responses: campaigns, themes, a report that has changed since it was published."""
    made, boss = outcome_world.world("responses"), world.actor("facilitator")
    question = made.question("long", "why")
    silent = made.contribution(author=person("Xnameless Nils"), visibility="nameless")
    secret = made.contribution(visibility="confidential")
    said = made.answer(question, silent, text="Because it helps people find each other.")
    made.answer(question, secret, text="Xmurmured answer in confidence")
    asked = made.comment("Say who pays for it.")
    quiet = made.comment("Xmuffled comment", visibility="confidential")
    for text in (SAME, LIKE):
        for _each in range(3):
            made.comment(text, at=1)
    find_campaigns(made.consultation.pk)
    _answer(boss, made.consultation, asked.pk, "It is said now.")
    _answer(boss, made.consultation, quiet.pk, "Xprecocious reason")
    theme = create_theme(actor=boss, question=question, name="Meeting", keywords=["people"])
    assign_answers(actor=boss, theme=theme, answers=[said.pk])
    quotation = quote_answer(actor=boss, theme=theme, answer=said, exact="helps people")
    report = generate_report(actor=boss, consultation=made.consultation)
    publish_report(actor=boss, report=report)
    section = add_section(actor=boss, report=report, title="Xunreported heading", text="Xunreported words.")
    made.final_text("Xpending words of the final text.", published=False)
    campaign = made.consultation.campaigns.get(number=1)
    return {
        "made": made,
        "row": row_token(Ref("consultations.comment", asked.pk), 1),
        "theme": theme.pk,
        "answer": said.pk,
        "quotation": quotation.pk,
        "section": section.pk,
        "text": [str(campaign.members.order_by("-pk")[0].pk)],
    }


def _answer(boss: Actor, consultation: Consultation, pk: int, reason: str) -> None:
    seen = [Seen(Ref("consultations.comment", pk))]
    respond(actor=boss, consultation=consultation, seen=seen, verdict="accepted", reason=reason, own_paragraph=True)


def _outcome_routes(working: dict[str, Any], final: str) -> dict[str, dict[str, Any]]:
    """What becomes of contributions: written in one consultation, read in the one that is final."""
    slug = working["made"].consultation.slug
    themed = {"key": "why", "pk": working["theme"]}
    return {
        **{
            f"consultations:{pattern.name}": {"slug": final if pattern.name.endswith(FILES) else slug, "number": 1}
            for pattern in outcome_patterns
        },
        "consultations:describe_change": {"slug": slug, "key": "p1"},
        "consultations:outcome_section": {"slug": slug, "pk": working["section"]},
        "consultations:themes": {"slug": slug, "key": "why"},
        "consultations:theme": {"slug": slug, **themed},
        "consultations:theme_assign": {"slug": slug, **themed},
        "consultations:theme_quote": {"slug": slug, **themed, "answer": working["answer"]},
        "consultations:theme_unquote": {"slug": slug, "key": "why", "pk": working["quotation"]},
    }


def _at_work(working: dict[str, Any]) -> dict[str, Any]:
    """Parameters of operations on what becomes of contributions."""
    return {
        "slug": working["made"].consultation.slug,
        "key": "why",
        "number": 1,
        "theme_id": working["theme"],
        "section_id": working["section"],
        "quotation_id": working["quotation"],
    }


def _one(what: str, marker: str, seen_by: str, made: Consultation) -> Private:
    return Private(
        what,
        marker,
        tuple(seen_by.split()),
        ONE,
        {"slug": made.slug},
        {"slug": "no-such-consultation"},
        ref=Ref("consultations.consultation", made.pk),
        api=API,
    )


def _hide(world: World, kind: str, pk: int) -> None:
    decide_subject(actor=world.actor("moderator"), ref=Ref(kind, pk), action=DecisionAction.HIDE, reason="Rude.")
