"""The record: linked data, one canonical text, a signature that anyone can check."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.from_round import Selection, compose_from_round
from ict4society.dossiers.actions.items import add_elements
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.canonical import canonical, digest_of
from ict4society.dossiers.export import json_ld, standalone_html
from ict4society.dossiers.models import Dossier, DossierVersion
from ict4society.dossiers.signing import SignatureInvalid, check_signature
from ict4society.dossiers.verification import FileUnreadable, verify_text
from ict4society.knowledge_map.models import Element
from tests.data import DATA, needs_data
from tests.knowledge_map.scene import WORDS, Scene, cited, published, voted_round


@pytest.fixture
def version(made: Scene) -> DossierVersion:
    """A dossier with an element that an enterprise supports and opposes, and one from a vote with opposition."""
    dossier = compose_from_round(
        actor=made.actor,
        round_=voted_round(made, opposing=("academia",)),
        selection=Selection(top=2),
        title="Two things",
    )
    element = published(made, "Ζωή & <script>alert(1)</script> 🙂")
    cited(made, element, "anyone who wants to compare", "opposes")
    add_elements(actor=made.actor, dossier=dossier, elements=[element])
    return publish_dossier(actor=made.actor, dossier=dossier)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_it_expands_to_linked_data(version: DossierVersion) -> None:
    from pyld import jsonld
    from rdflib import RDF, Graph, Namespace, URIRef

    def nothing_remote(url: str, options: Any) -> Any:
        raise AssertionError(f"the record needs {url}")

    record = json.loads(json_ld(version))
    expanded = jsonld.expand(record, {"documentLoader": nothing_remote})
    assert expanded[0]["@id"] == record["id"]
    graph = Graph().parse(data=json_ld(version), format="json-ld")
    dcat, oa, prov = (Namespace(f"http://www.w3.org/ns/{name}#") for name in ("dcat", "oa", "prov"))
    skos = Namespace("http://www.w3.org/2004/02/skos/core#")
    address = URIRef(record["id"])
    assert (address, RDF.type, dcat.Dataset) in graph
    assert len(list(graph.subjects(RDF.type, oa.Annotation))) == 4
    assert len(list(graph.subjects(RDF.type, oa.TextQuoteSelector))) == 5  # the words below the statement too
    assert list(graph.subjects(RDF.type, skos.Concept))
    for annotation in graph.subjects(RDF.type, oa.Annotation):
        assert list(graph.objects(annotation, oa.hasBody))
        assert list(graph.objects(annotation, oa.hasTarget))
    assert list(graph.subject_objects(prov.wasDerivedFrom))
    assert len(graph) > 200
    # No member silently lost: rdflib and pyld agree on the number of statements.
    assert len(jsonld.to_rdf(record, {"documentLoader": nothing_remote})["@default"]) == len(graph)


def test_the_record_states_agreement_dissent_and_participation(version: DossierVersion) -> None:
    record = version.content
    first = next(e for e in record["elements"] if e["opposedBy"])
    figures = first["evidence"][0]["assessment"]
    assert first["opposedBy"] == ["academia"]
    assert figures["verdict"] == "majority_with_opposition"
    assert (figures["agree"], figures["disagree"]) == (30, 10)
    assert first["evidence"][0]["drawnFrom"]["target"]["selector"][0]["exact"] == WORDS
    assert record["participation"]["participants"] == 40
    assert record["participation"]["opposing"] == 1
    assert len(record["principles"]) == 10


def test_files_are_verified_offline_and_any_change_is_found(version: DossierVersion, tmp_path: Path) -> None:
    text, page = json_ld(version), standalone_html(version)
    assert verify_text(text).valid
    assert verify_text(page).valid
    assert verify_text(page).digest == version.digest == digest_of(version.canonical)
    assert "<script>alert(1)" not in page.replace("&lt;", "<<")
    assert page.count("<script") == 1
    forged = text.replace('"agree": 30', '"agree": 40')
    assert forged != text
    assert not verify_text(forged).valid
    other = json.loads(text)
    other["signature"]["value"] = "AAAA"
    assert not verify_text(json.dumps(other)).valid
    for wrong in ("", "[]", "{}", "<html></html>", "not json", "<script id='dossier-record'>{}</script>"):
        with pytest.raises(FileUnreadable):
            verify_text(wrong)
    good, bad = tmp_path / "good.jsonld", tmp_path / "bad.jsonld"
    good.write_text(text)
    bad.write_text(forged)
    out = StringIO()
    call_command("dossier_verify", str(good), stdout=out)
    assert "valid: unchanged" in out.getvalue()
    with pytest.raises(SystemExit) as ended:
        call_command("dossier_verify", str(bad), stdout=out)
    assert ended.value.code == 1
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("dossier_verify", str(tmp_path / "nothing"), stdout=out)
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("dossier_verify", str(tmp_path / "binary"), stdout=out)


def test_openssl_agrees(version: DossierVersion, tmp_path: Path) -> None:
    """What the page tells about verifying without our program is true."""
    import base64
    import shutil
    import subprocess

    from ict4society.dossiers.signing import public_key_pem

    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    record = json.loads(json_ld(version))
    signature = record.pop("signature")
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    files = {name: tmp_path / name for name in ("record", "digest", "signature", "key")}
    files["record"].write_text(text)
    digest = subprocess.run(["openssl", "dgst", "-sha256", "-binary", files["record"]], capture_output=True, check=True)
    assert digest.stdout.hex() == signature["digest"]
    files["digest"].write_bytes(digest.stdout)
    files["signature"].write_bytes(base64.b64decode(signature["value"]))
    files["key"].write_text(public_key_pem())
    verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", files["key"], "-rawin", "-in", files["digest"]]
    assert subprocess.run([*verify, "-sigfile", files["signature"]], capture_output=True).returncode == 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.floats(-1e6, 1e6) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_the_canonical_text_survives_a_journey_through_json(value: Any) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text
    assert canonical(json.loads(json.dumps(json.loads(text), indent=3))) == text


@pytest.mark.parametrize(("digest", "signature", "key"), [("00" * 32, "", ""), ("zz", "AA==", "AA=="), ("", "é", "é")])
def test_malformed_signatures_are_invalid(digest: str, signature: str, key: str) -> None:
    with pytest.raises(SignatureInvalid):
        check_signature(digest, signature, key)


def test_publish_a_round_from_the_command_line(made: Scene, tmp_path: Path) -> None:
    voted = voted_round(made, topic_=made.issue)
    out, err = StringIO(), StringIO()
    call_command("dossier_publish", round=voted.slug, out=tmp_path, stdout=out, stderr=err)
    paths = [Path(line) for line in out.getvalue().splitlines()]
    assert [path.suffix for path in paths] == [".html", ".jsonld"]
    assert all(verify_text(path.read_text()).valid for path in paths)
    element = Element.objects.get()
    assert element.title == "Figures are published with their method."
    assert element.evidence.get().verdict == "consensus"
    assert str(element.placements.get()).endswith(f"{made.issue.pk} × {made.people.pk}")
    again = StringIO()
    call_command("dossier_publish", round=voted.slug, out=tmp_path, stdout=again, stderr=err)
    assert again.getvalue() == out.getvalue()
    assert Dossier.objects.count() == Element.objects.count() == DossierVersion.objects.count() == 1
    call_command("dossier_publish", round=voted.slug, top=2, out=tmp_path, stdout=again, stderr=err)
    assert DossierVersion.objects.count() == 2
    assert Element.objects.count() == 2


def test_publish_a_composed_dossier_from_the_command_line(made: Scene, tmp_path: Path) -> None:
    dossier = create_dossier(actor=made.actor, title="Composed", summary="s", language="en")
    out = StringIO()
    with pytest.raises(CommandError, match="at least one element"):
        call_command("dossier_publish", "composed", out=tmp_path, stdout=out, stderr=out)
    add_elements(actor=made.actor, dossier=dossier, elements=[published(made)])
    with pytest.raises(CommandError, match="may not"):
        call_command("dossier_publish", "composed", person=made.author.email, stdout=out, stderr=out)
    call_command(
        "dossier_publish", "composed", note="n", out=tmp_path, person=made.facilitator.email, stdout=out, stderr=out
    )
    assert (tmp_path / "composed-v1.jsonld").exists()
    for wrong in ({}, {"round": "none"}, {"round": "x", "slug": "y"}):
        with pytest.raises(CommandError):
            call_command(
                "dossier_publish", *wrong.pop("slug", "").split(), out=tmp_path, stdout=out, stderr=out, **wrong
            )
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("dossier_publish", "composed", person="no@example.org", stdout=out, stderr=out)


@needs_data
@pytest.mark.django_db
def test_the_consultation_on_the_ai_white_paper_becomes_a_dossier(tmp_path: Path) -> None:
    """The main job on real input, on an instance without anybody: the statements of consensus, signed."""
    out = StringIO()
    call_command("import_votes", str(DATA / "consultation"), round="ai-white-paper", stdout=out, stderr=out)
    written = StringIO()
    call_command("dossier_publish", round="ai-white-paper", out=tmp_path, stdout=written, stderr=out)
    page, record = (Path(line) for line in written.getvalue().splitlines())
    assert verify_text(page.read_text()).valid
    found = json.loads(record.read_text())
    assert found["elements"]
    assert {e["evidence"][0]["assessment"]["verdict"] for e in found["elements"]} == {"consensus"}
    ranks = [e["evidence"][0]["assessment"]["rank"] for e in found["elements"]]
    assert ranks == sorted(ranks)
    assert found["participation"]["participants"] == 1214


def test_a_result_that_is_not_public_makes_no_dossier(made: Scene) -> None:
    from ict4society.dossiers.actions.refusals import DossierRefused

    voted = voted_round(made, state="open")
    with pytest.raises(DossierRefused, match="not public"):
        compose_from_round(actor=None, round_=voted, selection=Selection())
    assert not Element.objects.exists()
