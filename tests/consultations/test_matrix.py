"""The response matrix: written by several people, complete before the consultation is final, told to contributors."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.consultations.actions.move_stage import StageRefused, move_stage
from ict4society.consultations.actions.respond_tell import tell_contributors
from ict4society.consultations.forms.respond import row_token
from ict4society.consultations.models import Consultation, Response
from ict4society.consultations.outcome_policies import comments_to_read, responses_visible_to
from ict4society.consultations.queries.open_responses import open_responses
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.trail import uses_of
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Notification
from tests.consultations.outcome_world import World, world
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db


def token(comment: Any, version: int = 0) -> str:
    return row_token(Ref("consultations.comment", comment.pk), version)


def respond(client: Client, made: World, rows: list[str], **fields: Any) -> HttpResponse:
    data = {"row": rows, "verdict": "accepted", "reason": "It **helps**.", "further": "", **fields}
    return client.post(made.path("responses/answer/"), data)


def test_many_rows_are_answered_with_one_form_and_without_script() -> None:
    made = world()
    first, second = made.comment("More topics", at=0), made.comment("Fewer topics", at=1, kind="suggestion")
    other = made.comment("Unrelated", at=3)
    client = made.client(made.staff)
    page = client.get(made.path("responses/"))
    assert page.status_code == 200
    boxes = re.findall(r'name="row" value="([^"]+)"', page.content.decode())
    assert boxes == [token(first), token(second), token(other)]
    form = client.get(made.path("responses/answer/"), {"row": boxes[:2]})
    assert form.content.decode().count('type="hidden" name="row"') == 2
    done = respond(client, made, boxes[:2], own_paragraph="on", further="4")
    assert done.status_code == 303
    given = Response.objects.filter(consultation=made.consultation, verdict="accepted")
    assert {response.comment_id for response in given} == {first.pk, second.pk}
    assert {response.version for response in given} == {1}
    assert "<strong>helps</strong>" in given[0].html
    keys = {row.comment_id: {change.paragraph_key for change in row.changes.all()} for row in given}
    assert keys == {first.pk: {"p1", "p4"}, second.pk: {"p2", "p4"}}
    assert open_responses(made.consultation) == 1
    narrowed = client.get(made.path("responses/"), {"state": "open"}).content.decode()
    assert "Unrelated" in narrowed
    assert "More topics" not in narrowed
    by_paragraph = client.get(made.path("responses/"), {"paragraph": "p2"}).content.decode()
    assert "Fewer topics" in by_paragraph
    assert "Unrelated" not in by_paragraph


def test_a_response_needs_a_reason_and_a_known_paragraph_and_nothing_typed_is_lost() -> None:
    made = world()
    row = token(made.comment("More topics"))
    client = made.client(made.staff)
    for fields, missing in (({"reason": " "}, "reason"), ({"verdict": ""}, "verdict"), ({"further": "99"}, "further")):
        page = respond(client, made, [row], **{"reason": "Typed with care", **fields})
        assert page.status_code == 422
        text = page.content.decode()
        assert f"id_{missing}" in text
        assert missing == "reason" or "Typed with care" in text
        assert row in text
    assert not Response.objects.exclude(verdict="").exists()
    assert client.get(made.path("responses/answer/")).status_code == 302  # nothing ticked: back, with a message


def test_two_people_edit_the_same_response_and_nothing_is_lost() -> None:
    made = world()
    comment, quiet = made.comment("More topics"), made.comment("Also this")
    one, other = made.client(made.staff), made.client(factory.facilitator(made.consultation.topic))
    assert respond(one, made, [token(comment)], reason="First reason").status_code == 303
    page = respond(other, made, [token(comment), token(quiet)], verdict="not", reason="Second reason")
    assert page.status_code == 409
    text = page.content.decode()
    plain = re.sub(r"</?(?:ins|del)>", "", text)
    assert "First reason" in plain
    assert "Second reason" in plain
    assert token(comment, 1) in text  # the form now carries the version that was shown
    stored = Response.objects.get(comment=comment)
    assert (stored.verdict, stored.reason, stored.version) == ("accepted", "First reason", 1)
    assert not Response.objects.filter(comment=quiet).exclude(verdict="").exists()
    again = respond(other, made, [token(comment, 1), token(quiet)], verdict="not", reason="Second reason")
    assert again.status_code == 303
    stored.refresh_from_db()
    assert (stored.verdict, stored.version) == ("not", 2)
    assert list(stored.revisions.values_list("verdict", "reason")) == [
        ("accepted", "First reason"),
        ("not", "Second reason"),
    ]


def test_a_response_writer_answers_what_they_are_asked_and_sees_no_more() -> None:
    made = world()
    asked = made.comment("Said in confidence", visibility="confidential")
    closed = made.comment("Not for the writer")
    writer, staff = factory.person("Writer"), made.client(made.staff)
    assert made.client(writer).get(made.path("responses/")).content.decode().count('name="row"') == 0
    page = staff.post(made.path("responses/assign/"), {"row": [token(asked)], "address": writer.email})
    assert page.status_code == 303
    run_jobs()
    assert Notification.objects.filter(user=writer, subject_kind="consultations.response").count() == 1
    client = made.client(writer)
    shown = client.get(made.path("responses/")).content.decode()
    assert "Said in confidence" in shown
    assert "Not for the writer" not in shown
    assert respond(client, made, [token(closed)]).status_code in (302, 403)
    assert respond(client, made, [token(asked), token(closed)]).status_code == 403
    assert client.post(made.path("responses/assign/"), {"row": [token(closed)]}).status_code == 403
    assert respond(client, made, [token(asked)]).status_code == 303
    assert open_responses(made.consultation) == 1
    unknown = staff.post(made.path("responses/assign/"), {"row": [token(closed)], "address": "nobody@example.org"})
    assert unknown.status_code == 422
    assert staff.post(made.path("responses/assign/"), {"row": [token(asked)], "writer": ""}).status_code == 303
    assert Response.objects.get(comment=asked).assigned_to is None


def test_it_is_not_final_while_one_is_open_and_then_contributors_are_told_once() -> None:
    made = world()
    organisation = factory.organisation(representative=factory.person("Head"))
    by = made.contribution(on_behalf_of=organisation, group="enterprise", author=factory.person("Voice"))
    comments = [made.comment("More topics", by=by), made.comment("And more", by=by), made.comment("Mine")]
    actor = Actor(made.staff)
    client = made.client(made.staff)
    respond(client, made, [token(comments[0]), token(comments[2])])
    with pytest.raises(StageRefused, match="1 comment or answer has"):
        move_stage(actor=actor, consultation=made.consultation, stage=Stage.FINAL)
    withdrawn = made.comment("Taken back")
    withdrawn.withdrawn_at = made.consultation.closes_at
    withdrawn.save()
    respond(client, made, [token(comments[1])], verdict="not")
    move_stage(actor=actor, consultation=made.consultation, stage=Stage.FINAL)
    run_jobs()
    assert tell_contributors(made.consultation.pk) == 0  # repeated: nobody is told again
    run_jobs()
    told = Notification.objects.filter(subject_kind="consultations.contribution")
    names = sorted(told.values_list("user__name", flat=True))
    assert names == sorted(["Head", "Voice", comments[2].contribution.author.name])
    assert respond(client, made, [token(comments[1], 1)]).status_code in (403, 409)
    response = Response.objects.get(comment=comments[0])
    uses = uses_of([Ref("consultations.comment", comments[0].pk)])
    assert Ref("consultations.response", response.pk) in [use.target for use in uses]


def test_open_answers_need_a_response_where_that_is_set() -> None:
    made = world()
    question = made.question("long", "why")
    answer = made.answer(question, made.contribution(), text="Because of the price.")
    assert open_responses(made.consultation) == 0
    Consultation.objects.filter(pk=made.consultation.pk).update(thresholds={"respond_to": ["why"]})
    made.consultation.refresh_from_db()
    assert open_responses(made.consultation) == 1
    client = made.client(made.staff)
    page = client.get(made.path("responses/"), {"paragraph": "q:why"}).content.decode()
    assert "Because of the price." in page
    row = row_token(Ref("consultations.answer", answer.pk), 0)
    assert respond(client, made, [row], verdict="partly").status_code == 303
    assert open_responses(made.consultation) == 0


def test_the_final_matrix_is_public_without_what_was_said_in_confidence() -> None:
    made = world()
    shown = made.comment("Public words")
    hidden = made.comment("Secret words", visibility="confidential")
    nameless = made.comment("Nameless words", visibility="nameless")
    respond(made.client(made.staff), made, [token(each) for each in (shown, hidden, nameless)])
    visitor = made.client()
    before = visitor.get(made.path("responses/"))
    assert before.status_code == 200
    assert "Public words" not in before.content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert visitor.get(made.path(f"responses/responses.{kind}")).status_code == 403
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.FINAL)
    text = visitor.get(made.path("responses/")).content.decode()
    assert "Public words" in text
    assert "Secret words" not in text
    assert nameless.contribution.author.name not in text
    rows = list(
        csv.DictReader(io.StringIO(visitor.get(made.path("responses/responses.csv")).content.decode("utf-8-sig")))
    )
    assert [row["text"] for row in rows] == ["Public words", "Nameless words"]
    assert rows[0]["response"] == "accepted"
    book = load_workbook(io.BytesIO(visitor.get(made.path("responses/responses.xlsx")).content))
    assert book.active.max_row == 3
    found = json.loads(visitor.get(made.path("responses/responses.json")).content)["rows"]
    assert found[0]["said_by"] == shown.contribution.author.name
    staff = json.loads(made.client(made.staff).get(made.path("responses/responses.json")).content)["rows"]
    assert len(staff) == 3


def test_lists_and_single_responses_agree_for_every_role() -> None:
    made = world()
    rows = [made.comment("Public"), made.comment("Secret", visibility="confidential")]
    respond(made.client(made.staff), made, [token(each) for each in rows])
    Response.objects.filter(comment=rows[1]).update(assigned_to=factory.person("Asked"))
    people: list[tuple[User | None, set[str], set[str]]] = [
        (None, set(), {"Public"}),
        (factory.person(), set(), {"Public"}),
        (rows[1].contribution.author, set(), {"Public", "Secret"}),
        (User.objects.get(name="Asked"), {"Secret"}, {"Public", "Secret"}),
        (made.staff, {"Public", "Secret"}, {"Public", "Secret"}),
        (factory.person(is_moderator=True), set(), {"Public"}),
    ]
    from django.contrib.auth.models import AnonymousUser

    for stage, place in ((Stage.RESPONSES, 1), (Stage.FINAL, 2)):
        Consultation.objects.filter(pk=made.consultation.pk).update(stage=stage)
        made.consultation.refresh_from_db()
        for entry in people:
            user = User.objects.get(pk=entry[0].pk) if entry[0] is not None else AnonymousUser()
            single = {row.comment.text for row in responses_visible_to(user)}
            listed = {row.text for row in comments_to_read(user, made.consultation)}
            assert single == listed == entry[place], (str(entry[0]), stage)


def test_the_draft_beside_the_final_text_with_what_caused_each_change() -> None:
    made = world()
    comment = made.comment("Say which topics", at=0)
    promised = made.comment("Change this too", at=1)
    staff = made.client(made.staff)
    respond(staff, made, [token(comment), token(promised)], own_paragraph="on")
    made.final_text(
        "One platform for six topics.", "It has a secretariat.", "", "It meets twice a year.", "It ends never."
    )
    page = staff.get(made.path("changes/")).content.decode()
    assert "<del>all</del>" in page
    assert "<ins>six</ins>" in page
    assert "Say which topics" in page
    assert "Promised, but not changed" in page
    assert page.count('class="change"') == 3  # changed, removed, added
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.FINAL)
    visitor = made.client().get(made.path("changes/")).content.decode()
    assert "Promised" not in visitor
    assert "Say which topics" in visitor
    note = staff.post(made.path("changes/p1/"), {"note": "Six topics are named.", "version": 1})
    assert note.status_code == 303
    stale = made.client(factory.facilitator()).post(made.path("changes/p1/"), {"note": "Mine.", "version": 1})
    assert stale.status_code == 409
    assert "Six" in stale.content.decode()
    assert "Six topics are named." in made.client().get(made.path("changes/")).content.decode()
    assert made.client(factory.person()).post(made.path("changes/p1/"), {"note": "x"}).status_code == 403


def test_the_matrix_costs_the_same_for_one_row_and_for_many(django_assert_max_num_queries: Any) -> None:
    made = world()
    made.comment("One")
    client = made.client(made.staff)
    client.get(made.path("responses/"))
    counts = []
    for more in (0, 25):
        for number in range(more):
            made.comment(f"Comment {number}", at=number % 4)
        with django_assert_max_num_queries(30) as found:
            assert client.get(made.path("responses/")).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_programs_read_and_write_responses() -> None:
    made = world()
    first, second = made.comment("One"), made.comment("Two", visibility="confidential")
    address = f"/api/v1/consultations/{made.consultation.slug}/responses"
    client = Client()
    assert client.get(address).status_code == 403
    staff = token_of(made.staff)
    listed = client.get(address, {"state": "open", "limit": 1}, **staff).json()
    assert ([row["text"] for row in listed["items"]], listed["next"] is not None) == (["One"], True)
    body = {"rows": [{"id": first.pk}, {"id": second.pk}], "verdict": "partly", "reason": "Half of it."}
    given = client.post(address, body, content_type="application/json", **staff)
    assert given.status_code == 200
    assert {(row["text"], row["verdict"], row["version"]) for row in given.json()} == {
        ("One", "partly", 1),
        ("Two", "partly", 1),
    }
    stale = client.post(address, body, content_type="application/json", **staff)
    assert stale.status_code == 409
    assert stale["Content-Type"].startswith("application/problem+json")
    other = token_of(factory.person())
    assert client.post(address, body, content_type="application/json", **other).status_code == 403
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.FINAL)
    assert [row["text"] for row in client.get(address).json()["items"]] == ["One"]
    assert client.get(f"{address}/answers").json()["items"] == []


def token_of(user: User) -> dict[str, Any]:
    """The header of a token that may read and write."""
    _row, secret = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
