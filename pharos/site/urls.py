"""Every address. Each room has its own table; each view says who may use it."""

from django.urls import URLPattern, URLResolver, include, path

from pharos.site import live
from pharos.site.frames import case, failures, finding, home, journal, pick, shelf, tour, unfinished

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("live", live.live, name="live"),
    path("rail/", home.rail_part, name="rail"),
    path("tour/", tour.tour, name="tour"),
    path("desk/late/", home.late_promises, name="late_promises"),
    path("ui/", shelf.shelf, name="shelf"),
    path("drafts/", unfinished.unfinished, name="unfinished"),
    path("search/", finding.search, name="search"),
    path("palette/", finding.palette, name="palette"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/part/<slug:part>/", case.case_part, name="case_part"),
    path("cases/<uuid:case_id>/providers/", pick.pick, name="pick"),
    path("cases/<uuid:case_id>/providers/choose/", pick.choose, name="pick_choose"),
    path("case/<str:number>/", case.case_by_number, name="case_by_number"),
    path("journal/", journal.page, name="journal"),
    path("journal/check/", journal.check, name="journal_check"),
    path("journal/check/state/", journal.check_state, name="journal_check_state"),
    path("failures/", failures.page, name="failures"),
    path("failures/lists/", failures.part, name="failures_part"),
    path("failures/health/", failures.health, name="failures_health"),
    path("failures/deliveries/<int:parked_id>/retry/", failures.retry_delivery, name="failures_retry"),
    path("failures/deliveries/<int:parked_id>/drop/", failures.drop_delivery, name="failures_drop"),
    path("failures/letters/<uuid:letter_id>/send/", failures.send_again, name="failures_send"),
    path("failures/jobs/<int:job_id>/retry/", failures.retry_job, name="failures_job"),
    path("accounts/", include("pharos.people.doors")),
    path("", include("pharos.people.urls")),
    path("cases/", include("pharos.cases.urls")),
    path("", include("pharos.contact.urls")),
    path("", include("pharos.medical.urls")),
    path("", include("pharos.mailroom.urls")),
    path("", include("pharos.policies.urls")),
    path("", include("pharos.places.urls")),
    path("", include("pharos.insurers.urls")),
    path("", include("pharos.network.urls")),
    path("", include("pharos.network.desk.urls")),
]

handler400 = "pharos.site.frames.errors.bad_request"
handler403 = "pharos.site.frames.errors.forbidden"
handler404 = "pharos.site.frames.errors.not_found"
handler500 = "pharos.site.frames.errors.failed"
