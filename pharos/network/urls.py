"""Addresses of providers."""

from django.urls import path

from pharos.network.views import facilities, files, lists, lists_in, pages, parts

app_name = "network"
ONE = "providers/<uuid:provider_id>/"
urlpatterns = [
    path("providers/", lists.provider_list, name="list"),
    path("providers/add/", pages.add, name="add"),
    path("providers/import/", files.import_file, name="import"),
    path("facilities/lists/", lists_in.lists_in, name="lists"),
    path("facilities/lists/<uuid:run_id>/", lists_in.list_run, name="list-run"),
    path("facilities/lists/<uuid:run_id>/progress/", lists_in.list_progress, name="list-progress"),
    path("facilities/lists/<uuid:run_id>/<slug:what>/", lists_in.list_act, name="list-act"),
    path("facilities/<uuid:facility_id>/", facilities.facility_page, name="facility"),
    path("facilities/<uuid:facility_id>/adopt/", facilities.adopt, name="adopt"),
    path(ONE, pages.provider_page, name="page"),
    path(f"{ONE}change/", pages.change, name="change"),
    path(f"{ONE}act/<slug:what>/", pages.act, name="act"),
    path(f"{ONE}tell/", pages.tell, name="tell"),
    path(f"{ONE}papers/<uuid:credential_id>/", pages.paper, name="paper"),
    path(f"{ONE}<slug:part>/new/", parts.part, name="part-add"),
    path(f"{ONE}<slug:part>/<slug:row>/", parts.part, name="part"),
    path(f"{ONE}<slug:part>/<slug:row>/remove/", parts.remove, name="remove"),
]
