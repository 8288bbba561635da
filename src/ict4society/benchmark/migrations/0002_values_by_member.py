"""What an organisation reported stands once in its own row, with its places in its groups; pages begin with an overview."""

from collections import defaultdict

import numpy as np
from django.db import migrations, models

VALUE = np.dtype([("indicator", "<i4"), ("year", "<i2"), ("value", "<f8")])


def move_values(apps, schema_editor):
    """Samples of the narrowest groups become values and places of their members, snapshot by snapshot."""
    Snapshot = apps.get_model("benchmark", "Snapshot")
    for snapshot in Snapshot.objects.filter(state="published"):
        _move_values(apps, snapshot)
        _write_overview(apps, snapshot)


def _move_values(apps, snapshot):
    kept = defaultdict(list)
    by_indicator = defaultdict(list)
    for row in apps.get_model("benchmark", "Sample").objects.filter(snapshot=snapshot):
        by_indicator[row.indicator_id, row.year].append(row)
    for (indicator, year), rows in sorted(by_indicator.items()):
        for row in rows:
            steps = ((row.region, row.sector, row.size), (row.region, row.sector), (row.region,), ())
            wider = [
                np.sort(np.concatenate([o.values for o in rows if (o.region, o.sector, o.size)[: len(step)] == step]))
                for step in steps
            ]
            for organisation, value in zip(row.organisations, row.values, strict=True):
                below = [int(np.searchsorted(each, value)) for each in wider]
                after = [int(np.searchsorted(each, value, "right")) for each in wider]
                ties = [high - low - 1 for low, high in zip(below, after, strict=True)]
                kept[organisation].append((indicator, year, value, *below, *ties))
    members = list(apps.get_model("benchmark", "Member").objects.filter(snapshot=snapshot))
    width = "<u2" if len(members) < 2**16 else "<u4"
    for member in members:
        rows = kept.get(member.organisation_id, ())
        member.values = np.array([row[:3] for row in rows], VALUE).tobytes()
        member.places = np.array([row[3:] for row in rows], width).tobytes()
    apps.get_model("benchmark", "Member").objects.bulk_update(members, ["values", "places"], batch_size=500)


def _write_overview(apps, snapshot):
    cells = apps.get_model("benchmark", "Cell").objects.filter(snapshot=snapshot, region=0, sector=0, size=0)
    newest = {row.indicator_id: [row.indicator_id, row.year, row.n] for row in cells.order_by("year")}
    groups = defaultdict(int)
    members = apps.get_model("benchmark", "Member").objects.filter(snapshot=snapshot)
    for region, sector, size in members.values_list("region", "sector", "size"):
        for group in ((region, sector, size), (region, sector, 0), (region, 0, 0), (0, 0, 0)):
            groups[group] += 1
    snapshot.overview = {
        "indicators": [newest[each] for each in sorted(newest)],
        "groups": [[*group, number] for group, number in sorted(groups.items())],
    }
    snapshot.save(update_fields=["overview"])


class Migration(migrations.Migration):

    dependencies = [
        ('benchmark', '0001_initial'),
        ('reporting', '0004_benchmark_reads_the_index_alone'),
    ]

    operations = [
        migrations.AddField('snapshot', 'overview', models.JSONField(default=dict)),
        migrations.AddField('member', 'values', models.BinaryField(default=b'')),
        migrations.AddField('member', 'places', models.BinaryField(default=b'')),
        # Numbers in binary form hardly compress; trying costs more than writing them.
        migrations.RunSQL(
            'ALTER TABLE benchmark_member ALTER COLUMN "values" SET STORAGE EXTERNAL, ALTER places SET STORAGE EXTERNAL',
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(move_values, migrations.RunPython.noop),
        # Constraints that are checked at the end would still wait for it.
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
        migrations.DeleteModel('Sample'),
    ]
