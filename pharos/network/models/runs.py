"""A list of facilities on its way in: uploaded, its columns settled, rehearsed, taken or put aside."""

from django.db import models

from pharos.core.ids import new_id


class ListRun(models.Model):
    """One file. `content` is kept until it is done with; `columns` is the person's own mapping by field; `outcome` what
    the rehearsal or the import told. `stop_asked` is looked at before each further block of rows."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded"
        CHECKING = "checking"
        CHECKED = "checked"
        IMPORTING = "importing"
        IMPORTED = "imported"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    source = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    dated = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    exchange = models.BooleanField(default=False)
    columns = models.JSONField(default=dict)
    layout = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    objection = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=Status, default=Status.UPLOADED)
    stop_asked = models.BooleanField(default=False)
    progress = models.UUIDField(null=True)
    actor = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at", "-id"], name="network_list_run_newest")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.status}"
