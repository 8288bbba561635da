"""The demonstration community: what is in it, that it is built once, and only where it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from ict4society.accounts.models import User
from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.consultations.models import Campaign, Comment, Consultation, Contribution, OutcomeReport, Response
from ict4society.consultations.queries.changes import draft_and_final, text_changes
from ict4society.consultations.queries.open_responses import open_responses
from ict4society.deliberation.models import Round, RoundResult, Statement
from ict4society.discussions.models import Post, PostRevision, Thread
from ict4society.dossiers.models import DossierVersion, Uptake
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.models import SearchDocument
from ict4society.knowledge_map.models import Element, Evidence, Placement
from ict4society.moderation.models import Decision, Flag
from ict4society.notifications.models import Notification
from ict4society.operations.demonstration import load
from ict4society.operations.demonstration.accounts import PASSWORD, address_of
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Dimension, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = ("member", "representative", "facilitator", "moderator", "operator")


class Loaded:
    """The transaction in which the community stands, and what was said while it was built."""

    def __init__(self, folder: Any) -> None:
        self.folder = folder
        self.lines: list[str] = []


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """The whole community, built once for this module and gone afterwards."""
    made = Loaded(tmp_path_factory.mktemp("data"))
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.conf.settings.DEMONSTRATION", True)
        patch.setattr("django.conf.settings.DATA_FOLDER", made.folder)
        assert load.load_demonstration(made.lines.append)
        yield made
        transaction.set_rollback(True)
    patch.undo()


def test_its_organisations_stand_for_six_groups_in_many_countries(loaded: Loaded) -> None:
    assert Organisation.objects.count() >= 36
    groups = Counter(Organisation.objects.values_list("group", flat=True))
    assert len(groups) == 6
    assert min(groups.values()) >= 6
    assert Organisation.objects.values("country").distinct().count() >= 12
    assert not Organisation.objects.filter(nace_codes=None).exists()
    assert Organisation.objects.filter(verified_at=None).count() == 3
    assert {"domain", "operator"} <= set(Organisation.objects.values_list("verified_how", flat=True))


def test_everybody_in_it_is_marked_as_invented(loaded: Loaded) -> None:
    assert User.objects.count() >= 120
    assert not User.objects.exclude(is_demonstration=True).exists()
    assert not User.objects.exclude(email__endswith=".example").exists()
    assert not Organisation.objects.exclude(website__endswith=".example/").exists()


def test_one_account_for_each_role_can_be_signed_in_to(loaded: Loaded, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # with which it was built
    usable = {user.email for user in User.objects.all() if user.has_usable_password()}
    assert usable == {address_of(role) for role in ROLES}
    assert all(User.objects.get(email=address_of(role)).check_password(PASSWORD) for role in ROLES)
    listed = (loaded.folder / "demonstration-accounts.txt").read_text()
    assert PASSWORD in listed
    assert all(address_of(role) in listed for role in ROLES)


def test_threads_cover_all_areas_in_many_languages(loaded: Loaded) -> None:
    threads = list(Thread.objects.select_related("topic"))
    assert len(threads) >= 25
    areas = set(Topic.objects.filter(parent=None).values_list("pk", flat=True))
    assert {thread.topic.parent_id or thread.topic_id for thread in threads} == areas
    assert {thread.language for thread in threads} >= {"en", "fr", "de", "es", "it", "pl"}
    assert Post.objects.count() >= 180
    assert Thread.objects.filter(post_count__gte=11).count() >= 3
    assert Post.objects.filter(on_behalf_of__isnull=True).exists()
    assert Post.objects.exclude(interest="").count() >= 10
    assert PostRevision.objects.filter(number__gt=1).count() >= 4


def test_proposals_went_every_way(loaded: Loaded) -> None:
    states = Counter(Proposal.objects.values_list("state", flat=True))
    assert states[ProposalState.ON_AGENDA] == 25
    assert states[ProposalState.OPEN] >= 5
    assert set(states) == set(ProposalState.values)
    decided = Proposal.objects.filter(state__in=(ProposalState.DECLINED, ProposalState.MERGED))
    assert not decided.filter(reason="").exists()


def test_every_verdict_occurs(loaded: Loaded) -> None:
    verdicts: Counter[str] = Counter()
    for result in RoundResult.objects.all():
        verdicts.update(result.verdicts)
    assert set(verdicts) == {"consensus", "majority_with_opposition", "contested", "unclear", "insufficient"}
    assert min(verdicts.values()) >= 1
    assert set(Round.objects.values_list("state", flat=True)) == {"draft", "open", "closed"}
    drawn = Statement.objects.exclude(citation=None)
    assert drawn.count() >= 25


def test_the_map_is_well_filled_and_has_blank_cells(loaded: Loaded) -> None:
    assert Element.objects.filter(state="published").count() >= 25
    assert not Element.objects.filter(evidence=None).exists()
    areas = list(Topic.objects.filter(parent=None).prefetch_related("issues"))
    filled = {(p.topic.parent_id or p.topic_id, p.dimension_id) for p in Placement.objects.select_related("topic")}
    cells = len(areas) * Dimension.objects.count()
    assert cells * 0.6 <= len(filled) < cells
    assert set(Evidence.objects.values_list("stance", flat=True)) == {"supports", "qualifies", "opposes"}


def test_dossiers_were_published_taken_up_and_their_sources_changed(loaded: Loaded) -> None:
    assert sorted(DossierVersion.objects.values_list("number", flat=True)) == [1, 1, 2]
    assert set(Uptake.objects.values_list("state", flat=True)) == {"acknowledged", "partly"}
    changed = Citation.objects.filter(state="changed")
    assert changed.count() == 2
    flagged = Element.objects.exclude(sources_changed_at=None)
    assert flagged.filter(dossier_items__isnull=False).exists()


def test_moderators_have_decided_and_have_something_to_decide(loaded: Loaded) -> None:
    assert set(Decision.objects.values_list("action", flat=True)) == {"hide", "keep"}
    assert Flag.objects.filter(decision=None).count() == 1
    assert Post.objects.exclude(hidden_at=None).count() == 1


def test_its_time_lies_behind_us_and_runs_forward(loaded: Loaded) -> None:
    moments = list(EventRecord.objects.order_by("pk").values_list("created_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()
    assert moments[-1] - moments[0] > timedelta(days=180)
    assert timezone.now() - moments[-1] < timedelta(days=3)


def test_listeners_have_followed_and_nobody_was_mailed(loaded: Loaded, mailoutbox: list[Any]) -> None:
    assert Notification.objects.count() > 500
    found = SearchDocument.objects.filter(kind="discussions.thread").count()
    assert found == Thread.objects.filter(hidden_at=None).count()
    assert mailoutbox == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name <> 'deliberation.compute_result'")
        assert cursor.fetchone() == (0,)


def test_its_pages_are_read_by_visitors(loaded: Loaded) -> None:
    visitor = Client()
    round_ = Round.objects.filter(state="closed").first()
    assert round_ is not None
    for path in ("/", "/agenda/", "/discussions/", "/map/", "/dossiers/", f"/rounds/{round_.slug}/results/"):
        assert visitor.get(path).status_code == 200, path


def test_building_it_again_changes_nothing(loaded: Loaded) -> None:
    before = EventRecord.objects.count()
    lines: list[str] = []
    assert not load.load_demonstration(lines.append)
    assert EventRecord.objects.count() == before
    assert "nothing was changed" in lines[-1]


def test_its_progress_is_told(loaded: Loaded) -> None:
    assert "25 threads" in loaded.lines[-1]


def test_a_consultation_went_from_the_draft_note_to_the_published_outcome(loaded: Loaded) -> None:
    note = Consultation.objects.get(stage="final")
    assert "invented" in note.title
    groups = set(Contribution.objects.counted().filter(consultation=note).values_list("group", flat=True))
    assert groups == {"enterprise", "civil_society", "academia", "public_body", "trade_union", "consumers", "citizens"}
    assert Contribution.objects.filter(consultation=note, channel="paper").count() == 1
    assert Contribution.objects.filter(consultation=note, visibility="confidential").count() == 1
    assert open_responses(note) == 0
    assert set(Response.objects.filter(consultation=note).values_list("verdict", flat=True)) == {
        "accepted",
        "partly",
        "not",
    }
    assert Comment.objects.filter(consultation=note, support_count__gt=0).count() >= 12
    assert Campaign.objects.get(consultation=note).contributions == 6
    changes = text_changes(note, *draft_and_final(note))
    assert {change.kind for change in changes} >= {"same", "changed", "added"}
    report = OutcomeReport.objects.get(consultation=note)
    assert report.published_number == 1
    running = Consultation.objects.get(stage="open")
    assert running.takes_contributions(timezone.now())
    assert running.comments.count() >= 3
    for place in ("", "outcome/", "responses/", "changes/", "campaigns/", "contributions/", "outcome/outcome.pdf"):
        assert Client().get(f"/consultations/{note.slug}/{place}").status_code == 200
    shown = Client().get(f"/consultations/{note.slug}/outcome/").content.decode()
    assert "dismissed" not in shown  # said in confidence
    assert "A public body should host it" in shown
