"""What is taken, what is refused, who gets it back, and what is cleaned up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from ict4society.discussions.models import Thread
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.files.fields import FileField
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import FileRefused, attach, files_of, store_upload
from ict4society.foundation.files.tasks import read_text_of, remove_orphans
from ict4society.foundation.policy import Conflict
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import Form
from tests.data import DATA, needs_data
from tests.foundation.files import documents as made
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db

TEXT = "Responsible sourcing — Beschaffung"
READABLE = {
    "a.pdf": made.pdf,
    "a.docx": made.docx,
    "a.xlsx": lambda text: made.xlsx([text, 3]),
    "a.pptx": made.pptx,
    "a.odt": made.odt,
    "a.txt": str.encode,
    "a.csv": lambda text: f"name;note\n{text};1".encode("utf-16"),
    "a.md": lambda text: f"# {text}".encode(),
}


def thread(**fields: object) -> Thread:
    return Thread.objects.create(
        topic=factory.topic(), title="A thread", language="en", author=factory.person(), **fields
    )


@pytest.mark.parametrize("name", READABLE)
def test_the_words_of_every_kind_of_document_are_read(name: str) -> None:
    file = store_upload(made.upload(READABLE[name](TEXT), name), owner=factory.person())
    run_jobs()
    file.refresh_from_db()
    assert (file.reading, file.name) == ("done", name)
    assert TEXT.split(" —")[0] in file.text
    read_text_of(file_id=file.pk)  # a job may run twice
    assert StoredFile.objects.get(pk=file.pk).text == file.text


def test_pictures_have_no_text_and_lie_under_their_key() -> None:
    for raw, ending in ((made.png(300, 200), ".png"), (made.jpeg(300, 200), ".jpg")):
        file = store_upload(made.upload(raw, "../../etc/Evil\u202egnp.exe"), owner=factory.person())
        assert (file.reading, file.name, file.path.startswith("uploads/")) == ("none", f"Evilgnp.exe{ending}", True)
        assert default_storage.open(file.path).read() == raw


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (b"", "a.pdf", "empty"),
        (b"<html>\x00", "a.html", "kind"),
        (b"MZ\x90\x00\x03\x00\x00\x00binary", "a.pdf", "kind"),
        (made.archive({"a.txt": "x"}), "a.docx", "kind"),
        (made.archive({"[Content_Types].xml": "macroEnabled"}), "a.xlsx", "macros"),
        (made.xlsx([1])[:-40], "a.xlsx", "damaged"),
        (made.archive({f"{number}": "" for number in range(5_001)}), "a.docx", "unpacks"),
        (made.archive({"[Content_Types].xml": b"x" * 151_000_000}), "a.docx", "unpacks"),
        (made.png(30_000, 30_000), "a.png", "900 million"),
        (made.jpeg(30_000, 30_000), "a.jpg", "900 million"),
        (made.png(1, 1)[:20], "a.png", "damaged"),
        (b"\xff\xd8\xff\xe0\x00", "a.jpg", "damaged"),
        (b"x" * 21_000_001, "a.txt", "22 MB"),
    ],
)
def test_what_is_refused_says_why(raw: bytes, name: str, says: str) -> None:
    class Upload(Form):
        file = FileField()

    form = Upload({}, {"file": made.upload(raw, name)})
    assert not form.is_valid()
    assert says in str(form.errors["file"])
    assert "at most 20 MB" in str(form["file"].help_text)
    with pytest.raises(FileRefused):
        store_upload(made.upload(raw, name), owner=factory.person())
    assert not StoredFile.objects.exists()


@needs_data
@pytest.mark.parametrize("name", ["bomb-200MB.zip", "bomb-30000x30000.png"])
def test_real_bombs_are_refused_without_being_opened(name: str) -> None:
    with pytest.raises(FileRefused):
        store_upload(made.upload((DATA / "hostile" / name).read_bytes(), name), owner=factory.person())


def test_a_document_that_the_reader_cannot_read_stays_downloadable() -> None:
    file = store_upload(made.upload(b"%PDF-1.7 broken", "a.pdf"), owner=factory.person())
    run_jobs()
    file.refresh_from_db()
    assert (file.reading, file.text) == ("failed", "")


def test_a_file_is_for_whoever_may_see_what_it_belongs_to() -> None:
    owner, other, subject = factory.person(), factory.person(), thread()
    file = store_upload(made.upload(made.pdf(TEXT), "proof.pdf"), owner=owner)
    address = file.get_absolute_url()
    clients = {who: Client() for who in ("owner", "other", "visitor")}
    clients["owner"].force_login(owner)
    clients["other"].force_login(other)
    assert {who: client.get(address).status_code for who, client in clients.items()} == {
        "owner": 200,
        "other": 404,
        "visitor": 404,
    }
    ref = Ref("discussions.thread", subject.pk)
    attach(file, ref)
    attach(file, ref)
    with pytest.raises(Conflict):
        attach(file, Ref("discussions.thread", subject.pk + 1))
    assert files_of(ref) == [file]
    run_jobs()
    assert EventRecord.objects.filter(name="files.text_read", subject_id=subject.pk).count() == 1
    answer = clients["visitor"].get(address)
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert answer["Content-Disposition"] == 'attachment; filename="proof.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-cache"
    assert clients["visitor"].get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    Thread.objects.filter(pk=subject.pk).update(hidden_at=timezone.now())
    assert clients["other"].get(address).status_code == 404
    assert clients["other"].get("/files/00000000-0000-0000-0000-000000000000/x").status_code == 404


def test_files_that_belong_to_nothing_go_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, attached, orphan = (store_upload(made.upload(b"text", "a.txt"), owner=factory.person()) for _ in range(3))
    attach(attached, Ref("discussions.thread", 1))
    default_storage.save("uploads/aa/" + "a" * 32, made.upload(b"rolled back", "x"))
    old = timezone.now() - timedelta(days=2)
    StoredFile.objects.filter(pk__in=(orphan.pk, attached.pk)).update(created_at=old)
    monkeypatch.setattr(type(default_storage._wrapped), "get_modified_time", lambda self, name: old)
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        remove_orphans(timestamp=0)
    assert set(StoredFile.objects.all()) == {kept, attached}
    assert [default_storage.exists(file.path) for file in (kept, attached, orphan)] == [True, True, False]
    assert not default_storage.exists("uploads/aa/" + "a" * 32)


def test_an_upload_above_the_limit_does_not_fill_the_disk(settings: object) -> None:
    from django.http import HttpRequest
    from django.test import RequestFactory

    settings.UPLOAD_MAX_BYTES = 100_000  # type: ignore[attr-defined]
    request: HttpRequest = RequestFactory().post("/", {"file": made.upload(b"x" * 3_000_000, "a.txt")})
    received = request.FILES["file"]
    assert (received.size, len(received.read())) == (3_000_000, 100_001)
    request.close()
