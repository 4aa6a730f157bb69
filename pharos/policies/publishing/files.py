"""A rule set as a file to take along."""

from django.http import Http404, HttpResponse

from pharos.policies import rulesets
from pharos.policies.cover.sheets.exporting import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_of(text: str, kind: str) -> HttpResponse:
    """`xlsx`: the workbook to edit; `yaml`: the text as it was published."""
    found = rulesets.from_text(text)
    name = f"{found.engine.rules.name}-{found.engine.rules.version}.{kind}"
    if kind == "xlsx":
        data = workbook(found.engine.rules, [one.plain() for one in found.situations])
        answer = HttpResponse(data, content_type=XLSX)
    elif kind == "yaml":
        answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
