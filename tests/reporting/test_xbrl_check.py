"""Inline XBRL against a taxonomy package: here a small one, made of the concepts that the report names."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.reporting.export import check_inline
from ict4society.reporting.export.check_inline import CheckUnavailable, check_content, why_unavailable
from ict4society.reporting.models import Report, XbrlCheck
from tests.jobs import run_jobs, waiting_jobs
from tests.people import factory

IX, XBRLI = "{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2003/instance}"
VSME = "https://xbrl.efrag.org/taxonomy/vsme/2026-05-01"
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<tp:taxonomyPackage xml:lang="en" xmlns:tp="http://xbrl.org/2016/taxonomy-package">
<tp:identifier>https://example.org/small</tp:identifier><tp:name>Small</tp:name><tp:version>1</tp:version>
</tp:taxonomyPackage>"""
CATALOG = f"""<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<rewriteURI uriStartString="{VSME}/" rewritePrefix="../vsme/"/></catalog>"""
SCHEMA = f"""<?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:vsme="{VSME}/vsme" targetNamespace="{VSME}/vsme" elementFormDefault="qualified">
<xsd:import namespace="http://www.xbrl.org/2003/instance"
  schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>%s</xsd:schema>"""
ELEMENT = (
    '<xsd:element name="{name}" id="vsme_{name}" type="xbrli:{kind}ItemType" substitutionGroup="xbrli:item"'
    ' nillable="true" xbrli:periodType="{period}"/>'
)


def package(folder: Path, content: bytes, *, wrong: bool = False) -> Path:
    """A taxonomy with the concepts of this report; ``wrong``: with the other kind of period."""
    root = ET.fromstring(content)
    instants = {
        each.get("id")
        for each in root.iter(f"{XBRLI}context")
        if each.find(f"{XBRLI}period/{XBRLI}instant") is not None
    }
    money = {
        each.get("id") for each in root.iter(f"{XBRLI}unit") if "iso4217" in (each.findtext(f"{XBRLI}measure") or "")
    }
    elements = {}
    for fact in [*root.iter(f"{IX}nonFraction"), *root.iter(f"{IX}nonNumeric")]:
        kind = (
            "string" if fact.tag.endswith("nonNumeric") else "monetary" if fact.get("unitRef") in money else "decimal"
        )
        period = "instant" if (fact.get("contextRef") in instants) != wrong else "duration"
        name = fact.get("name", "").partition(":")[2]
        elements[name] = ELEMENT.format(name=name, kind=kind, period=period)
    path = folder / ("wrong.zip" if wrong else "small.zip")
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("small/META-INF/taxonomyPackage.xml", MANIFEST)
        made.writestr("small/META-INF/catalog.xml", CATALOG)
        made.writestr("small/vsme/vsme-all.xsd", SCHEMA % "".join(elements.values()))
    return path


@pytest.fixture
def content(published: Report, client: Client) -> bytes:
    pytest.importorskip("arelle")
    return client.get(f"/reporting/reports/{published.pk}/export/ixbrl/").content


def test_a_report_is_valid_against_its_taxonomy_and_not_against_another(content: bytes, tmp_path: Path) -> None:
    good = check_content(content, package(tmp_path, content))
    assert (good.findings, good.is_valid, good.full) == ([], True, True)
    assert good.facts > 0
    bad = check_content(content, package(tmp_path, content, wrong=True))
    assert not bad.is_valid
    assert {each.code for each in bad.findings if each.level == "error"} == {"xbrl.4.7.2:contextPeriodType"}


def test_without_a_package_the_structure_is_judged(content: bytes) -> None:
    sound = check_content(content)
    assert (sound.findings, sound.full) == ([], False)
    broken = check_content(content.replace(b'decimals="INF"', b'decimalz="INF"', 1))
    assert not broken.is_valid
    assert not check_content(b"<html>").is_valid


def test_the_command_says_it_in_lines(content: bytes, tmp_path: Path, settings: Any, capsys: Any) -> None:
    file = tmp_path / "report.xhtml"
    file.write_bytes(content)
    call_command("check_xbrl", str(file), taxonomy=package(tmp_path, content))
    assert "0 errors" in capsys.readouterr().out
    settings.XBRL_TAXONOMY = package(tmp_path, content, wrong=True)
    with pytest.raises(SystemExit):
        call_command("check_xbrl", str(file))
    assert "contextPeriodType" in capsys.readouterr().out
    settings.XBRL_TAXONOMY = None
    call_command("check_xbrl", str(file))
    assert "Structure only" in capsys.readouterr().out
    for path, said in ((tmp_path / "none.xhtml", "There is no file"), (file, "no taxonomy package")):
        with pytest.raises(CommandError, match=said):
            call_command("check_xbrl", str(path), taxonomy=file if path == file else None)


def test_what_is_missing_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "XBRL_TAXONOMY" in why_unavailable(tmp_path / "none.zip")
    monkeypatch.setattr(check_inline, "find_spec", lambda name: None)
    with pytest.raises(CheckUnavailable, match=r"pip install '\.\[xbrl\]'"):
        check_content(b"")


def test_a_published_report_is_validated_in_a_job(
    published: Report, content: bytes, tmp_path: Path, settings: Any, actor: Actor, client: Client
) -> None:
    """Those who answer for it order it once; everybody reads what was found; published again, it is marked as old."""
    settings.XBRL_TAXONOMY = package(tmp_path, content)
    address = f"/reporting/reports/{published.pk}/xbrl/"
    assert "Nobody has asked" in Client().get(address).text
    order = f"{address}order/"
    assert Client().post(order).status_code == 302
    assert Client().post(address).status_code == 405
    client.force_login(factory.person())
    assert client.post(order).status_code == 403
    client.force_login(actor.user)
    for _twice in range(2):
        assert client.post(order).status_code == 303
    assert len([name for _id, name, _args in waiting_jobs() if name == "reporting.check_xbrl"]) == 1
    assert "being validated" in Client().get(address).text
    run_jobs()
    page = Client().get(address).text
    for words in ("small.zip", "Status", "valid"):
        assert words.lower() in page.lower()
    assert XbrlCheck.objects.get().state == "valid"
    settings.XBRL_TAXONOMY = package(tmp_path, content, wrong=True)
    assert client.post(order).status_code == 303
    Report.objects.update(version=9)
    run_jobs()
    page = Client().get(address).text
    assert "contextPeriodType" in page
    assert "published again since" in page
    settings.XBRL_TAXONOMY = tmp_path / "gone.zip"
    refused = client.post(order)
    assert refused.status_code == 409
    assert "XBRL_TAXONOMY" in refused.text


def test_programs_order_and_read_it(
    published: Report, content: bytes, actor: Actor, token: Callable[[User], dict[str, str]], settings: Any
) -> None:
    settings.XBRL_TAXONOMY = None
    address = f"/api/v1/reporting/reports/{published.pk}/xbrl-check"
    client = Client()
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 401
    assert client.post(address, **token(factory.person())).status_code == 403
    for _twice in range(2):
        assert client.post(address, **token(actor.user)).status_code == 202
    run_jobs()
    found = client.get(address).json()
    assert (found["state"], found["package"], found["findings"]) == ("valid", "", [])
    settings.XBRL_TAXONOMY = Path("/nowhere.zip")
    assert client.post(address, **token(actor.user)).status_code == 409
