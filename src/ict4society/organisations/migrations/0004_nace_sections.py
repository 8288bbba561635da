"""The sections of NACE Rev. 2.1, above its divisions."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "data" / "nace_rev2_1_sections.csv"


def load(apps, schema_editor):
    codes = apps.get_model("organisations", "NaceCode")
    with FILE.open(encoding="utf-8", newline="") as rows:
        codes.objects.bulk_create(
            [codes(revision="2.1", **row) for row in csv.DictReader(rows)],
            update_conflicts=True,
            unique_fields=["revision", "code"],
            update_fields=["label"],
        )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_nace_codes")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
