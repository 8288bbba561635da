"""Drafts remember their page; rate limits get the table of the shared cache."""

from django.core.management import call_command
from django.db import migrations, models


def create_cache(apps, schema_editor):
    """Django's own command writes the table, so that it fits the version of Django."""
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("draft", "address", models.CharField(blank=True, max_length=300)),
        migrations.RunPython(create_cache, lambda apps, schema_editor: schema_editor.execute("DROP TABLE shared_cache")),
    ]
