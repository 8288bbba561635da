"""The AI White Paper consultation from its files to the report's figures, against counts that share no code with it."""

from __future__ import annotations

import csv
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from ict4society.consultations.models import Answer, Consultation, Contribution, ContributionRevision, OutcomeReport
from ict4society.consultations.outcome_figures import share_interval
from ict4society.consultations.queries.outcome import outcome_figures
from ict4society.deliberation.actions.import_round import ImportRefused
from ict4society.deliberation.imports import ImportFault
from ict4society.deliberation.models import Round, Vote
from ict4society.foundation.events.models import EventRecord
from tests.data import DATA, needs_data

FOLDER = DATA / "consultation"
pytestmark = [pytest.mark.django_db, needs_data]

GROUPS = {
    "": "",
    "other": "",
    "enterprise": "enterprise",
    "civil_society": "civil_society",
    "academia": "academia",
    "public_body": "public_body",
    "union": "trade_union",
}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def group(row: dict[str, str]) -> str:
    if row["stakeholder_group"] == "consumer_citizen":
        return "consumers" if row["user_type"] == "Consumer Organisation" else "citizens"
    return GROUPS[row["stakeholder_group"]]


@pytest.fixture(scope="module")
def imported(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The consultation, read once for this module and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_consultation", str(FOLDER), name="white-paper", title="AI White Paper")
        yield
        transaction.set_rollback(True)


def test_figures_equal_independent_counts(imported: None) -> None:
    made = Consultation.objects.get(slug="white-paper")
    assert made.stage == "closed"
    assert Contribution.objects.filter(consultation=made).count() == 1216
    assert Answer.objects.filter(question__consultation=made).count() == 57_902
    people = {row["participant"]: row for row in rows("participants.csv")}
    figures = outcome_figures(made)
    page = Client().get("/consultations/white-paper/outcome/")
    assert page.status_code == 200
    assert "Strengthen excellence in research" in page.content.decode()
    stored = OutcomeReport.objects.get(consultation=made).versions.get().figures
    assert stored["questions"] == figures["questions"]

    taking_part = figures["participation"]
    assert (taking_part["total"], taking_part["on_behalf"]) == (1216, 0)
    assert {row["key"]: row["n"] for row in taking_part["group"]} == dict(Counter(map(group, people.values())))
    sizes = Counter(row["org_size"].split(" ")[0].lower() for row in people.values())
    assert {row["key"]: row["n"] for row in taking_part["size_class"]} == dict(sizes)
    countries = {row["key"]: row["n"] for row in taking_part["country"]}
    assert len(countries) == len({row["country"] for row in people.values()})
    assert (countries[""], countries["BE"], countries["US"], countries["CI"], countries["CZ"]) == (460, 131, 55, 1, 5)
    languages = {row["key"]: row["n"] for row in taking_part["language"]}
    assert (languages["en"], languages["de"], languages["sk"], len(languages)) == (788, 177, 1, 20)
    assert "community" not in taking_part["group"][0]  # it was held elsewhere

    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for vote in rows("votes.csv"):
        counted[vote["statement"], group(people[vote["participant"]])][vote["vote"]] += 1
    assert len(figures["questions"]) == 55
    for question, statement in zip(figures["questions"], rows("statements.csv"), strict=True):
        assert question["label"] == statement["text"]
        assert [option["key"] for option in question["options"]] == ["agree", "neutral", "disagree"]
        found = {row["group"]: [cell["count"] for cell in row["cells"]] for row in question["items"][0]["groups"]}
        expected = {
            name: [counts["1"], counts["0"], counts["-1"]]
            for (key, name), counts in counted.items()
            if key == statement["statement"]
        }
        assert found == expected
        total = [sum(counts) for counts in zip(*expected.values(), strict=True)]
        everybody = question["items"][0]["all"]
        assert [cell["count"] for cell in everybody["cells"]] == total
        assert question["n"] == everybody["n"] == sum(total)
        first = everybody["cells"][0]
        assert (first["low"], first["high"]) == share_interval(total[0], sum(total))


def test_its_questions_are_an_opinion_round_and_a_repeat_changes_nothing(
    imported: None, capsys: pytest.CaptureFixture[str]
) -> None:
    made, round_ = Consultation.objects.get(slug="white-paper"), Round.objects.get(slug="white-paper")
    assert (round_.subject_kind, round_.subject_id) == ("consultations.consultation", made.pk)
    assert round_.statements.count() == 55
    one = Contribution.objects.get(consultation=made, external_id="0")
    assert (one.group, one.country, one.size_class, one.name) == ("academia", "US", "micro", "org403")
    assert (one.state, one.revision, one.author_id) == ("submitted", 1, None)
    kept = ContributionRevision.objects.get(contribution=one).answers
    assert len(kept) == one.answers.count()
    before = (EventRecord.objects.count(), Vote.objects.count(), made.version)
    call_command("import_consultation", str(FOLDER), name="white-paper", title="AI White Paper")
    made.refresh_from_db()
    assert (EventRecord.objects.count(), Vote.objects.count(), made.version) == before
    assert "nothing has changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "find", "put", "where"),
    [
        ("votes.csv", "0,0,1\n", "0,0,2\n", "votes.csv, line 2, column 3 (vote)"),
        ("votes.csv", "0,0,1\n", "0,0,1\n0,0,1\n", "votes.csv, line 3, column 2 (statement)"),
        ("participants.csv", "19.06.2020 23:58", "31.02.2020 23:58", "participants.csv, line 2, column 8 (submitted)"),
        ("statements.csv", "statement,kind", "statement,sort", "statements.csv, line 1, column 2 (kind)"),
        ("votes.csv", "1215,", "9999,", "votes.csv, line"),
    ],
)
def test_a_malformed_file_is_refused_whole(tmp_path: Path, file: str, find: str, put: str, where: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "files")
    path = tmp_path / "files" / file
    path.write_text(path.read_text(encoding="utf-8").replace(find, put, 1), encoding="utf-8")
    with pytest.raises(ImportFault) as refused:
        call_command("import_consultation", str(tmp_path / "files"), name="bad")
    assert where in str(refused.value)
    assert not Consultation.objects.filter(slug="bad").exists()
    assert not Round.objects.filter(slug="bad").exists()


def test_another_consultation_under_a_taken_name_is_refused(tmp_path: Path) -> None:
    Consultation.objects.create(slug="taken", title="Ours")
    with pytest.raises(ImportRefused, match="choose another name"):
        call_command("import_consultation", str(FOLDER), name="taken")
    assert not Contribution.objects.filter(consultation__slug="taken").exists()
