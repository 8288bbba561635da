"""The Swedish targets arrive; what cannot be used is said."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ict4society.commitments.models import Commitment
from ict4society.reporting.actions.outside import import_collection
from ict4society.reporting.outside.detect import read_collection
from tests.data import DATA, needs_data
from tests.people import factory

FOLDER = DATA / "indicators" / "sweden_company_climate"


def run(*args: Any) -> str:
    out = StringIO()
    call_command("import_targets", *args, stdout=out)
    return out.getvalue()


@needs_data
def test_every_target_with_a_deadline_is_listed_or_said(db: None, client: Client) -> None:
    factory.topic("environment")
    operator = factory.person(is_operator=True)
    by = f"--by={operator.email}"
    assert "0 targets listed" in run(str(FOLDER), by), "without the figures nobody is listed"
    import_collection(actor=None, collection=read_collection(FOLDER))
    told = run(str(FOLDER), by)
    usable = Commitment.objects.count()
    impossible = told.count("does not lie after")
    assert usable + impossible == 306
    assert usable > 290
    assert told.count("no deadline") + told.count("no per cent") == 416 - 306
    assert f"0 targets listed, {usable} known already" in run(str(FOLDER), by)
    standings = set(Commitment.objects.values_list("standing", flat=True))
    assert standings <= {"no_data", "due", "missed"}
    page = client.get(Commitment.objects.earliest("pk").get_absolute_url()).text
    assert "Listed from a published collection: Klimatkollen" in page
    assert client.get("/commitments/", {"page": 3}).status_code == 200


def test_who_may_and_what_is_refused(db: None, tmp_path: Path) -> None:
    factory.topic("environment")
    operator, member = factory.person(is_operator=True), factory.person()
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(tmp_path), f"--by={operator.email}")
    (tmp_path / "companies.csv").write_text("company_id,name\n1,A\n")
    (tmp_path / "indicators_by_year.csv").write_text("company_id,year\n1,2020\n")
    (tmp_path / "targets.csv").write_text("company_id\n1\n")
    with pytest.raises(CommandError, match="lacks columns"):
        run(str(tmp_path), f"--by={operator.email}")
    (tmp_path / "targets.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match=r"cannot be read|lacks columns"):
        run(str(tmp_path), f"--by={operator.email}")
    head = "company_id,description_sv,base_year,target_year,target_percent\n"
    (tmp_path / "targets.csv").write_text(f"{head}1,Half,2020,2030,50\n1,Back,2030,2020,50\n2,Who,2020,2030,1\n")
    with pytest.raises(CommandError):
        run(str(tmp_path), f"--by={member.email}")
    with pytest.raises(CommandError, match="no such operator"):
        run(str(tmp_path), "--by=nobody@example.org")
    assert "is not listed" in run(str(tmp_path), f"--by={operator.email}")
