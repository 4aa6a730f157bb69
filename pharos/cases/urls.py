"""Addresses under /cases/."""

from django.urls import path

from pharos.cases.views import about, acting, export, facts, handing, merging, queue, saved, since

app_name = "cases"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("rows", queue.rows, name="rows"),
    path("about-policy/<uuid:policy_id>", about.about_policy, name="about_policy"),
    path("<uuid:case_id>/preview", queue.preview, name="preview"),
    path("<uuid:case_id>/details", facts.details, name="details"),
    path("<uuid:case_id>/told", facts.told, name="told"),
    path("<uuid:case_id>/place", facts.place, name="place"),
    path("<uuid:case_id>/since/<slug:form>", since.since, name="since"),
    path("<uuid:case_id>/policy-matches", facts.policy_matches, name="policy-matches"),
    path("export", export.export, name="export"),
    path("views", saved.save, name="save-view"),
    path("views/<uuid:view_id>/drop", saved.drop, name="drop-view"),
    path("views/<uuid:view_id>/forward", saved.forward, name="forward-view"),
    path("hand-over", handing.many, name="hand-over-many"),
    path("next", handing.take_next, name="take-next"),
    path("handed/<uuid:batch>/undo", handing.undo, name="take-back-many"),
    path("handed/<uuid:handover>/read", handing.read, name="hand-over-read"),
    path("<uuid:case_id>/merge", merging.choose, name="merge"),
    path("<uuid:case_id>/merge/<uuid:other>", merging.look, name="merge-look"),
    path("<uuid:case_id>/merges/<uuid:merging>/undo", merging.undo, name="unmerge"),
    *acting.routes(),
]
