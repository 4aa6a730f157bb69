"""Addresses of the ledger."""

from django.urls import path

from pharos.policies.ledger import views

urlpatterns = [
    path("limits/", views.imports, name="limits"),
    path("limits/<uuid:run_id>/", views.run_page, name="limits_run"),
    path("limits/<uuid:run_id>/confirm/", views.confirm, name="limits_confirm"),
    path("<uuid:policy_id>/ledger/", views.ledger, name="ledger"),
]
