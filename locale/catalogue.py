"""The catalogues of translated texts: `python locale/catalogue.py update` and `… check` (see docs/translating.md).

`update` collects every text of the code and the templates, brings `locale/<language>/LC_MESSAGES/django.po` up to date
(what is translated stays) and compiles it. `check` proves that the compiled catalogues are those of the texts.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "ict4society"
LANGUAGES = {"de": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
"""With the rule of their plurals, as Django's own catalogues have it."""
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
TEXT = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*{TEXT}(?:\s*,\s*{TEXT})?", re.DOTALL)
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")
HEADER = """# Texts of ICT4Society. EUPL-1.2.
msgid ""
msgstr ""
"Project-Id-Version: ICT4Society\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""The same texts make the same file."""
INVENTED = ("specimens",)
"""The page of specimens is for engineers and stays in English."""

Found = tuple[str, int, str | tuple[str, str], str | None]


def texts() -> Iterator[Found]:
    """Every text: file, line, message (or singular and plural), context."""
    for path in sorted(SOURCE.rglob("*")):
        if any(name in path.name or name in path.parts for name in INVENTED) or "migrations" in path.parts:
            continue
        where = path.relative_to(PROJECT).as_posix()
        if path.suffix == ".py":
            yield from _texts_of_code(path, where)
        elif path.suffix in (".html", ".jinja", ".txt"):
            yield from _texts_of_template(path.read_text(encoding="utf-8"), where)


def _texts_of_code(path: Path, where: str) -> Iterator[Found]:
    found = extract_python(BytesIO(path.read_bytes()), KEYWORDS.keys(), (), {"encoding": "utf-8"})
    for line, function, given, _comments in found:
        parts = given if isinstance(given, tuple) else (given,)
        if function.startswith("ngettext") and len(parts) > 1 and parts[0] and parts[1]:
            yield where, line, (parts[0], parts[1]), None
        elif function.startswith("pgettext") and len(parts) > 1 and parts[1]:
            yield where, line, parts[1], parts[0]
        elif parts[0] and not function.startswith(("ngettext", "pgettext")):
            yield where, line, parts[0], None


def _texts_of_template(content: str, where: str) -> Iterator[Found]:
    for call in CALL.finditer(content):
        function, first, second = call.groups()
        line = content.count("\n", 0, call.start()) + 1
        if function == "ngettext" and second:
            yield where, line, (_literal(first), _literal(second)), None
        elif function == "pgettext" and second:
            yield where, line, _literal(second), _literal(first)
        elif function in ("_", "gettext"):
            yield where, line, _literal(first), None


def _literal(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda escaped: {"n": "\n"}.get(escaped[1], escaped[1]), quoted[1:-1])


@cache
def template() -> Catalog:
    """All texts without translations."""
    catalog = Catalog(project="ICT4Society", charset="utf-8", fuzzy=False)
    for where, line, message, context in texts():
        catalog.add(message, locations=[(where, line)], context=context)
    return catalog


def file_of(language: str) -> Path:
    """The catalogue that people edit."""
    return PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one where there is none yet."""
    path = file_of(language)
    if not path.exists():
        path.parent.mkdir(parents=True)
        path.write_text(HEADER.format(language=language, plurals=LANGUAGES[language]), encoding="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """What gettext reads: texts that are translated whole. Of the others it shows the English."""
    whole = Catalog(locale=catalog.locale, charset="utf-8", fuzzy=False, header_comment=catalog.header_comment)
    whole.mime_headers = catalog.mime_headers
    whole.creation_date = whole.revision_date = NO_DATE
    for message in catalog:
        if message.id and _is_whole(message):
            whole.add(message.id, message.string, context=message.context)
    content = BytesIO()
    write_mo(content, whole)
    return content.getvalue()


def _is_whole(message: Message) -> bool:
    return all(message.string if isinstance(message.string, tuple | list) else (message.string,))


def write(language: str, catalog: Catalog) -> None:
    """Both files. No dates and no line numbers: a change of a catalogue is a change of a text."""
    content = BytesIO()
    write_po(content, catalog, width=118, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    header = HEADER.format(language=language, plurals=LANGUAGES[language])
    file_of(language).write_text(header + "\n" + content.getvalue().decode(), encoding="utf-8")
    file_of(language).with_suffix(".mo").write_bytes(compiled(read(language)))


def faults(language: str) -> list[str]:
    """What is wrong with a catalogue: placeholders, or a compiled file that is not of these texts."""
    catalog = read(language)
    found = [f"{language}: {_named(message)}" for message in catalog if message.id and _breaks(message)]
    if file_of(language).with_suffix(".mo").read_bytes() != compiled(catalog):
        found.append(f"{language}: the compiled catalogue is another one (python locale/catalogue.py update)")
    return found


def _named(message: Message) -> str:
    return f"other placeholders than in {message.id!r}: {message.string!r}"


def _breaks(message: Message) -> bool:
    """A translation must name the same values; a plural form may leave out the number, as the text itself may."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    allowed = {name for text in ids for name in _names(text)}
    needed = allowed if len(ids) == 1 else {name for name in allowed if all(name in _names(text) for text in ids)}
    return any(text and not needed <= _names(text) <= allowed for text in strings)


def _names(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text.replace("%%", ""))}


def missing(language: str) -> list[Message]:
    """Texts of the code that this catalogue does not translate."""
    catalog = read(language)
    found = []
    for message in template():
        if message.id:
            known = catalog.get(message.id, message.context)
            if known is None or not _is_whole(known):
                found.append(message)
    return found


def main(command: str) -> int:
    """Do it; the exit status."""
    wanted = template()
    broken = []
    for language in LANGUAGES:
        if command == "update":
            catalog = read(language)
            catalog.update(wanted, no_fuzzy_matching=True)
            write(language, catalog)
        broken += faults(language)
        print(f"{language}: {len(wanted) - len(missing(language))} of {len(wanted)} texts are translated")  # noqa: T201
    print(*broken, sep="\n", end="\n" if broken else "")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
