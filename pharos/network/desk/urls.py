"""Addresses of the desk."""

from django.urls import path

from pharos.network.desk.views import acts, coverage, letters, lists, pages, planning

app_name = "destinations"
ONE = "destinations/<uuid:request_id>/"
urlpatterns = [
    path("destinations/", lists.request_list, name="list"),
    path("destinations/rows/", lists.request_rows, name="rows"),
    path("destinations/new/", lists.new, name="new"),
    path("destinations/export/", lists.export, name="export"),
    path("destinations/plan/", planning.day_plan, name="plan"),
    path("destinations/plan/take/", planning.take_place, name="take_place"),
    path("destinations/plan/export/", planning.export_plan, name="export_plan"),
    path("destinations/statistics/", planning.statistics, name="statistics"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/<str:code>/", coverage.country, name="cover"),
    path(ONE, pages.request_page, name="request"),
    path(f"{ONE}place/", acts.place, name="place"),
    path(f"{ONE}journey/", acts.journey, name="journey"),
    path(f"{ONE}move/", acts.move, name="move"),
    path(f"{ONE}give-up/", acts.give_up, name="give_up"),
    path(f"{ONE}take/", acts.take, name="take"),
    path(f"{ONE}facilities/", acts.facilities, name="facilities"),
    path(f"{ONE}named/", acts.named, name="named"),
    path(f"{ONE}attempt/", acts.attempt, name="attempt"),
    path(f"{ONE}choose/", acts.choose, name="choose"),
    path(f"{ONE}provider/", acts.provider, name="provider"),
    path(f"{ONE}proof/", acts.proof, name="proof"),
    path(f"{ONE}agree/", acts.agree, name="agree"),
    path(f"{ONE}paper/", letters.paper, name="paper"),
    path(f"{ONE}letter/<slug:kind>/", letters.letter, name="letter"),
]
