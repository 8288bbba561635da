"""The codes of economic activities, of both revisions."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = {"2": DATA / "nace_rev2.csv", "2.1": DATA / "nace_rev2_1.csv"}


def load(apps, schema_editor):
    codes = apps.get_model("organisations", "NaceCode")
    for revision, file in FILES.items():
        with file.open(encoding="utf-8", newline="") as rows:
            codes.objects.bulk_create(
                [codes(revision=revision, **row) for row in csv.DictReader(rows)],
                update_conflicts=True,
                unique_fields=["revision", "code"],
                update_fields=["label"],
            )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_invitation_mandate_request")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
