from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0003_labels_in_24_languages'),
    ]

    operations = [
        migrations.RemoveIndex('indicatorvalue', 'value_published'),
        migrations.AddIndex(
            'indicatorvalue',
            models.Index(condition=models.Q(('breakdown', ''), ('chosen', True), ('hidden_at', None), ('published_at__isnull', False), ('withdrawn_at', None)), fields=['indicator', 'year', 'organisation'], include=('value', 'state', 'assurance'), name='value_published'),
        ),
    ]
