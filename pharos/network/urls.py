"""Addresses of providers."""

from django.urls import path

from pharos.network.views import files, lists, pages, parts

app_name = "network"
ONE = "providers/<uuid:provider_id>/"
urlpatterns = [
    path("providers/", lists.provider_list, name="list"),
    path("providers/add/", pages.add, name="add"),
    path("providers/import/", files.import_file, name="import"),
    path(ONE, pages.provider_page, name="page"),
    path(f"{ONE}change/", pages.change, name="change"),
    path(f"{ONE}act/<slug:what>/", pages.act, name="act"),
    path(f"{ONE}tell/", pages.tell, name="tell"),
    path(f"{ONE}papers/<uuid:credential_id>/", pages.paper, name="paper"),
    path(f"{ONE}<slug:part>/new/", parts.part, name="part-add"),
    path(f"{ONE}<slug:part>/<slug:row>/", parts.part, name="part"),
    path(f"{ONE}<slug:part>/<slug:row>/remove/", parts.remove, name="remove"),
]
