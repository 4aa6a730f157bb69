"""Addresses of the register."""

from django.urls import URLPattern, URLResolver, include, path

from pharos.policies.views import decisions, imports, register

app_name = "policies"
urlpatterns: list[URLPattern | URLResolver] = [
    path("policies/", register.register, name="register"),
    path("policies/", include("pharos.policies.publishing.urls")),
    path("policies/", include("pharos.policies.ledger.urls")),
    path("policies/", include("pharos.policies.refusals.urls")),
    path("policies/imports/", imports.imports, name="import"),
    path("policies/imports/<uuid:run_id>/", imports.import_page, name="run"),
    path("policies/imports/<uuid:run_id>/columns/", imports.columns, name="columns"),
    path("policies/imports/<uuid:run_id>/confirm/", imports.confirm, name="confirm"),
    path("policies/imports/<uuid:run_id>/discard/", imports.discard, name="discard"),
    path("policies/imports/<uuid:run_id>/progress/", imports.progress, name="progress"),
    path("policies/imports/<uuid:run_id>/errors.csv", imports.errors, name="errors"),
    path("policies/decisions/<uuid:decision_id>/", decisions.decision, name="decision"),
    path("policies/<uuid:policy_id>/", register.policy_page, name="policy"),
]
