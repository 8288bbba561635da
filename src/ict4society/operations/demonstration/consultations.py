"""Consultations: a draft note from its questions to the outcome report, and one that is going on now."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from ict4society.consultations.actions.campaigns import find_campaigns
from ict4society.consultations.actions.comment import add_comment
from ict4society.consultations.actions.contribute import save_draft, submit_contribution
from ict4society.consultations.actions.late import enter_contribution
from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.actions.report_edit import edit_section
from ict4society.consultations.actions.report_publish import publish_report
from ict4society.consultations.actions.report_themes import assign_answers, create_theme, quote_answer
from ict4society.consultations.actions.respond import Seen, respond
from ict4society.consultations.actions.respond_assign import assign_responses
from ict4society.consultations.actions.respond_tell import tell_contributors
from ict4society.consultations.actions.set_up import create_consultation
from ict4society.consultations.actions.support import support_comment
from ict4society.consultations.actions.write_questions import add_question
from ict4society.consultations.actions.write_text import publish_text, save_text
from ict4society.consultations.models import Answer, Comment, Consultation, OutcomeReport, Paragraph, Response
from ict4society.consultations.queries.open_responses import answers_to_answer
from ict4society.consultations.queries.themes import answers_to
from ict4society.consultations.states import OPEN_KINDS, Channel, Stage, TextKind
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline

COMMENT, ANSWER = "consultations.comment", "consultations.answer"


def plan_consultations(timeline: Timeline, community: Community) -> None:
    """The finished one, then the open one."""
    file = content.read("consultations")
    _plan_contributing(timeline, community, file["note"], file["note"]["closed"])
    _plan_outcome(timeline, community, file["note"])
    _plan_contributing(timeline, community, file["open"], 0.1)


def _plan_contributing(timeline: Timeline, community: Community, entry: content.Entry, end: float) -> None:
    """From the preparation to the last contribution, spread over the days in which it is open."""
    timeline.plan(entry["prepared"], partial(_prepare, community, entry))
    timeline.plan(entry["opened"], partial(_move, community, entry, Stage.OPEN))
    said = [partial(_contribute, community, entry, each) for each in entry["contribution"]]
    said += [partial(_comment, community, entry, each) for each in entry["comment"]]
    said += [partial(_send_letter, community, entry, each) for each in entry.get("campaign", {}).get("senders", ())]
    begin = entry["opened"] - 1
    for number, act in enumerate(said):
        # A stride of 5 mixes contributions, comments and letters over the time.
        share = ((number * 5) % len(said)) / len(said)
        timeline.plan(begin - (begin - end) * 0.7 * share, act)
    for number, each in enumerate(entry["comment"]):
        timeline.plan(
            end + (begin - end) * 0.2 * (number + 1) / (len(said) + 1), partial(_support, community, entry, each)
        )


def _plan_outcome(timeline: Timeline, community: Community, entry: content.Entry) -> None:
    timeline.plan(entry["closed"], partial(_move, community, entry, Stage.CLOSED))
    timeline.plan(entry["closed"] - 1, partial(_enter_paper, community, entry))
    timeline.plan(entry["closed"] - 2, partial(_find_campaigns, community, entry))
    timeline.plan(entry["responses"], partial(_move, community, entry, Stage.RESPONSES))
    timeline.plan(entry["responses"] - 1, partial(_ask_writers, community, entry))
    timeline.plan(entry["answered"] + 1, partial(_prepare_final, community, entry))
    for number, each in enumerate(entry["response"]):
        timeline.plan(entry["answered"] - number, partial(_respond, community, entry, each))
    timeline.plan(entry["final"] + 2, partial(_answer_open_questions, community, entry))
    timeline.plan(entry["final"] + 1, partial(_publish_final, community, entry))
    timeline.plan(entry["final"], partial(_finish, community, entry))
    timeline.plan(entry["reported"] + 1, partial(_write_report, community, entry))
    timeline.plan(entry["reported"], partial(_publish_report, community, entry))


def _consultation(community: Community, entry: content.Entry) -> Consultation:
    return Consultation.objects.select_related("topic__parent").get(pk=community.consultations[entry["key"]])


def _prepare(community: Community, entry: content.Entry) -> None:
    actor, now = community.actor(entry["by"]), timezone.now()
    ends = entry.get("closed", entry.get("closes", 0))
    made = create_consultation(
        actor=actor,
        values={
            "title": entry["title"],
            "summary": entry["summary"].strip(),
            "topic": community.topic(entry["topic"]),
            "language": "en",
            "opens_at": now + timedelta(days=entry["prepared"] - entry["opened"] + 1),
            "closes_at": now + timedelta(days=entry["prepared"] - ends + 1),
            "thresholds": {"respond_to": [each["key"] for each in entry["question"] if each.get("responses")]},
        },
    )
    community.consultations[entry["key"]] = made.pk
    text = save_text(actor=actor, consultation=made, source=entry["draft"].strip(), language="en")
    publish_text(actor=actor, text=text, revision=text.revision)
    numbers = dict(text.paragraphs.exclude(label="").values_list("label", "key"))
    for question in entry["question"]:
        values = {name: question[name] for name in ("key", "kind", "label", "help", "required") if name in question}
        values |= {name: question[name] for name in ("minimum", "maximum") if name in question}
        options = [option.partition(": ") for option in question.get("options", ())]
        values["options"] = [{"key": key, "label": label} for key, _colon, label in options]
        values["paragraph_key"] = numbers.get(question.get("paragraph", ""), "")
        add_question(actor=actor, consultation=made, values=values)


def _move(community: Community, entry: content.Entry, stage: Stage) -> None:
    move_stage(actor=community.actor(entry["by"]), consultation=_consultation(community, entry), stage=stage)


def _answers(entry: content.Entry, given: content.Entry) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in entry["question"]:
        value = given.get(question["key"])
        if value not in (None, ""):
            words = question["kind"] in OPEN_KINDS
            answers[question["key"]] = {"value": None if words else value, "text": value if words else ""}
    return answers


def _contribute(community: Community, entry: content.Entry, given: content.Entry) -> None:
    actor, found = community.voice(given), _consultation(community, entry)
    mine = found.contributions.filter(author_id=actor.user_id).first()
    saved = save_draft(
        actor=actor,
        consultation=found,
        version=0 if mine is None or not mine.revision else mine.draft_version,
        answers=_answers(entry, given),
        visibility=given.get("visibility", "public"),
        language="en",
    )
    submit_contribution(actor=actor, contribution=saved, version=saved.draft_version)


def _send_letter(community: Community, entry: content.Entry, sender: content.Entry) -> None:
    text = " ".join(part for part in (entry["campaign"]["text"], sender.get("own", "")) if part)
    _contribute(community, entry, {"by": sender["by"], "platform": "needed", "topics": ["environment"], "tools": text})


def _comment(community: Community, entry: content.Entry, said: content.Entry) -> None:
    found = _consultation(community, entry)
    paragraph = Paragraph.objects.select_related("version").get(version__consultation=found, label=said["paragraph"])
    names = ("kind", "text", "replacement", "exact", "visibility")
    values = {name: said[name] for name in names if name in said}
    comment = add_comment(actor=community.voice(said), paragraph=paragraph, language="en", **values)
    community.comments[f"{entry['key']}/{said['key']}"] = comment.pk


def _support(community: Community, entry: content.Entry, said: content.Entry) -> None:
    comment = _of(community, entry, said["key"])
    for person in said.get("supports", ()):
        support_comment(actor=community.actor(person), comment=comment)


def _of(community: Community, entry: content.Entry, key: str) -> Comment:
    return Comment.objects.select_related("consultation__topic", "contribution").get(
        pk=community.comments[f"{entry['key']}/{key}"]
    )


def _enter_paper(community: Community, entry: content.Entry) -> None:
    paper = entry["paper"]
    enter_contribution(
        actor=community.actor(entry["by"]),
        consultation=_consultation(community, entry),
        channel=Channel.PAPER,
        values={name: paper[name] for name in ("name", "group", "country", "language")},
        answers=_answers(entry, paper),
    )


def _find_campaigns(community: Community, entry: content.Entry) -> None:
    find_campaigns(community.consultations[entry["key"]])


def _ask_writers(community: Community, entry: content.Entry) -> None:
    found = _consultation(community, entry)
    for each in entry["response"]:
        if each.get("assigned"):
            refs = [Ref(COMMENT, community.comments[f"{entry['key']}/{key}"]) for key in each["to"]]
            actor = community.actor(entry["by"])
            assign_responses(actor=actor, consultation=found, refs=refs, writer=community.person(each["by"]))


def _respond(community: Community, entry: content.Entry, each: content.Entry) -> None:
    refs = [Ref(COMMENT, community.comments[f"{entry['key']}/{key}"]) for key in each["to"]]
    changes, own = each.get("changes", ()), each.get("own", False)
    _give(community, entry, each["by"], refs, each["verdict"], each["reason"], changes, own=own)


def _give(
    community: Community,
    entry: content.Entry,
    by: str,
    refs: list[Ref],
    verdict: str,
    reason: str,
    changes: Any,
    *,
    own: bool = False,
) -> None:
    """A response; ``changes`` are numbers of paragraphs of the final text, ``own``: the commented one changes too."""
    found = _consultation(community, entry)
    rows = Paragraph.objects.filter(version__consultation=found, version__kind=TextKind.FINAL, label__in=list(changes))
    versions = dict(Response.objects.filter(consultation=found).values_list("comment_id", "version"))
    respond(
        actor=community.actor(by),
        consultation=found,
        seen=[Seen(ref, versions.get(ref.id, 0) if ref.kind == COMMENT else 0) for ref in refs],
        verdict=verdict,
        reason=reason,
        paragraphs=list(rows.values_list("key", flat=True)),
        own_paragraph=own,
    )


def _answer_open_questions(community: Community, entry: content.Entry) -> None:
    """One response to all answers of the questions that need one."""
    answers = answers_to_answer(_consultation(community, entry)).values_list("pk", flat=True)
    given = entry["answers"]
    refs = [Ref(ANSWER, pk) for pk in answers]
    _give(community, entry, given["by"], refs, "partly", given["partly"], given["changes"])


def _prepare_final(community: Community, entry: content.Entry) -> None:
    save_text(
        actor=community.actor(entry["by"]),
        consultation=_consultation(community, entry),
        source=entry["final_text"].strip(),
        language="en",
        kind=TextKind.FINAL,
    )


def _publish_final(community: Community, entry: content.Entry) -> None:
    text = _consultation(community, entry).texts.get(kind=TextKind.FINAL)
    publish_text(actor=community.actor(entry["by"]), text=text, revision=text.revision)


def _finish(community: Community, entry: content.Entry) -> None:
    _move(community, entry, Stage.FINAL)
    tell_contributors(community.consultations[entry["key"]])


def _write_report(community: Community, entry: content.Entry) -> None:
    found = _consultation(community, entry)
    for each in entry["theme"]:
        actor = community.actor(each["by"])
        question = found.questions.select_related("consultation__topic").get(key=each["question"])
        theme = create_theme(actor=actor, question=question, name=each["name"], keywords=each["keywords"])
        suggested = answers_to(question, theme=theme, show="suggested").values_list("pk", flat=True)
        assign_answers(actor=actor, theme=theme, answers=list(suggested), how="keyword")
        for quote in each["quotes"]:
            said = Answer.objects.get(question=question, contribution__author_id=community.people[quote["by"]])
            quote_answer(actor=actor, theme=theme, answer=said, exact=quote["exact"])
    report = generate_report(actor=community.actor(entry["by"]), consultation=found)
    for each in entry["section"]:
        section = report.sections.get(kind=each["kind"])
        edit_section(
            actor=community.actor(entry["by"]),
            section=section,
            version=section.version,
            title=each["title"],
            text=each["text"].strip(),
        )


def _publish_report(community: Community, entry: content.Entry) -> None:
    actor: Actor = community.actor(entry["by"])
    report = OutcomeReport.objects.select_related("consultation").get(consultation=_consultation(community, entry))
    publish_report(actor=actor, report=report, note="First version.")
