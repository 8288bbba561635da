"""Publish a dossier, and write it to files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ict4society.accounts.models import User
from ict4society.deliberation.consensus.verdict import Verdict
from ict4society.deliberation.models import Round
from ict4society.dossiers.actions.from_round import Selection, compose_from_round
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.actions.refusals import NothingNew
from ict4society.dossiers.export import json_ld, standalone_html
from ict4society.dossiers.models import Dossier, DossierVersion
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused
from ict4society.topics.models import Dimension, Topic

CLOSEST = 8


class Command(BaseCommand):
    help = "Publish a composed dossier, or one made from a round's result, and write it as HTML and JSON-LD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="the dossier to publish")
        parser.add_argument("--round", help="make the dossier from the result of this opinion round")
        parser.add_argument("--title", default="", help="title of a dossier made from a round")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--top", type=_positive, help="the first N statements by rank")
        which.add_argument(
            "--verdict",
            choices=[verdict.value for verdict in Verdict],
            default=Verdict.CONSENSUS.value,
            help="the statements with this verdict (default: consensus)",
        )
        parser.add_argument("--topic", help="where its elements are placed (slug; default: the round's topic)")
        parser.add_argument("--dimension", help="in which dimension they are placed (slug; default: the first)")
        parser.add_argument("--note", default="", help="what is new in this version")
        parser.add_argument("--as", dest="person", metavar="EMAIL", help="who publishes (default: the first operator)")
        parser.add_argument("--out", type=Path, help="folder for the files (default: the current one)")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["slug"]) == bool(options["round"]):
            raise CommandError("Name a dossier (its slug), or a round with --round: one of the two.")
        person = _person(options["person"])
        actor = Actor(person) if person is not None else None
        folder = _folder(options["out"])
        try:
            dossier = self._from_round(actor, options) if options["round"] else _known(options["slug"])
            version = self._published(actor, dossier, options["note"])
        except (Refused, Forbidden) as refused:
            raise CommandError(str(refused)) from refused
        for path in _write(version, folder):
            self.stdout.write(str(path))

    def _from_round(self, actor: Actor | None, options: dict[str, Any]) -> Dossier:
        round_ = Round.objects.select_related("topic").filter(slug=options["round"]).first()
        if round_ is None:
            raise CommandError(_unknown("round", options["round"], Round.objects.values_list("slug", flat=True)))
        topic = _by_slug(Topic, options["topic"]) if options["topic"] else round_.topic
        dimension = _by_slug(Dimension, options["dimension"]) if options["dimension"] else Dimension.objects.first()
        dossier = compose_from_round(
            actor=actor,
            round_=round_,
            selection=Selection(options["top"], options["verdict"]),
            title=options["title"],
            topic=topic,
            dimension=dimension,
        )
        where = (
            f"placed at {topic} · {dimension}"
            if topic and dimension
            else "without a place on the map (--topic names one)"
        )
        self.stderr.write(f"{dossier.items.count()} elements from the round “{round_.title}”, {where}.")
        return dossier

    def _published(self, actor: Actor | None, dossier: Dossier, note: str) -> DossierVersion:
        try:
            version = publish_dossier(actor=actor, dossier=dossier, note=note)
        except NothingNew as nothing:
            self.stderr.write(f"{nothing} Its files are written again.")
            return dossier.versions.get(number=Dossier.objects.get(pk=dossier.pk).latest_version)
        self.stderr.write(f"Version {version.number} of “{dossier.title}” is published, sha256:{version.digest}")
        return version


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _person(email: str | None) -> User | None:
    """The named person, else the first operator; None (the system) on an instance that has nobody yet."""
    if email is None:
        return User.objects.filter(is_operator=True, is_active=True).order_by("pk").first()
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody here has the address {email}.")
    return person


def _folder(path: Path | None) -> Path:
    folder = path or Path.cwd()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    return folder


def _known(slug: str) -> Dossier:
    dossier = Dossier.objects.filter(slug=slug).first()
    if dossier is None:
        raise CommandError(_unknown("dossier", slug, Dossier.objects.values_list("slug", flat=True)))
    return dossier


def _by_slug(model: type[Topic] | type[Dimension], slug: str) -> Any:
    found = model.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_unknown(model._meta.model_name or "", slug, model.objects.values_list("slug", flat=True)))
    return found


def _unknown(noun: str, slug: str, known: Any) -> str:
    names = ", ".join(list(known[:CLOSEST])) or "none yet"
    return f"There is no {noun} {slug!r} (there are: {names})."


def _write(version: DossierVersion, folder: Path) -> list[Path]:
    base = f"{version.dossier.slug}-v{version.number}"
    files = {folder / f"{base}.html": standalone_html(version), folder / f"{base}.jsonld": json_ld(version)}
    for path, text in files.items():
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    return list(files)
