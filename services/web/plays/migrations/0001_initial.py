from django.db import migrations, models

import plays.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Play",
            fields=[
                ("id", models.CharField(default=plays.ids.new_id, max_length=11, primary_key=True, serialize=False)),
                ("quiz", models.CharField(max_length=100)),
                ("mode", models.CharField(max_length=10)),
                ("started", models.DateTimeField()),
                ("ended", models.DateTimeField()),
                ("saved", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("revision", models.IntegerField(default=1)),
                ("named", models.BinaryField()),
                ("data_version", models.CharField(max_length=20)),
                ("places", models.IntegerField()),
                ("population", models.BigIntegerField()),
                ("quiz_places", models.IntegerField()),
                ("quiz_population", models.BigIntegerField()),
                ("secret_hash", models.CharField(max_length=64)),
                ("key_hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["key_hash"], name="one_play_for_a_key")],
            },
        ),
    ]
