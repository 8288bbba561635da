"""Labels that are translations of this project are marked; catalogues that were loaded earlier get them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.db import migrations, models

DATA = Path(__file__).parent.parent / "data"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_labels(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("reporting", "Indicator")
    found = list(indicators.objects.filter(added_by_id=None))
    if not found:
        return
    own = {path.stem: {row["id"]: row["text"] for row in _rows(path)} for path in sorted(DATA.glob("labels/*.csv"))}
    official = {row["id"]: row for row in _rows(DATA / "vsme_option_labels.csv")}
    for row in found:
        fresh = [code for code, texts in own.items() if not row.labels.get(code) and texts.get(row.key)]
        row.labels |= {code: own[code][row.key] for code in fresh}
        row.translated = fresh
        for option in row.options:
            names = {code: texts.get(f"option:{option['id']}", "") for code, texts in own.items()}
            names |= {code: text for code, text in official.get(option["id"], {}).items() if code != "id" and text}
            for code, text in names.items():
                if text:
                    option.setdefault(code, text)
    indicators.objects.bulk_update(found, ["labels", "translated", "options"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = (("reporting", "0002_draft_values_do_not_count"),)
    operations = (
        migrations.AddField("indicator", "translated", models.JSONField(blank=True, default=list)),
        migrations.RunPython(add_labels, migrations.RunPython.noop),
    )
