"""Addresses of rule sets, those on their way, and runs over past decisions."""

from django.urls import path

from pharos.policies.publishing.views import drafts, runs, sets

urlpatterns = [
    path("rules/", sets.listed, name="rules"),
    path("rules/diff/", sets.diff, name="rules_diff"),
    path("rules/drafts/<uuid:draft_id>/", drafts.page, name="draft"),
    path("rules/drafts/<uuid:draft_id>/state/", drafts.state, name="draft_state"),
    path("rules/drafts/<uuid:draft_id>/try/", drafts.rehearse, name="draft_try"),
    path("rules/drafts/<uuid:draft_id>/publish/", drafts.publish, name="draft_publish"),
    path("rules/drafts/<uuid:draft_id>/discard/", drafts.discard, name="draft_discard"),
    path("rules/drafts/<uuid:draft_id>/set.<slug:kind>", drafts.download, name="draft_file"),
    path("rules/past/<uuid:run_id>/", runs.page, name="past"),
    path("rules/past/<uuid:run_id>/progress/", runs.progress, name="past_progress"),
    path("rules/past/<uuid:run_id>/stop/", runs.stop, name="past_stop"),
    path("rules/past/<uuid:run_id>/go-on/", runs.go_on, name="past_go_on"),
    path("rules/past/<uuid:run_id>/changes.csv", runs.changes, name="past_csv"),
    path("rules/<uuid:set_id>/", sets.page, name="rule_set"),
    path("rules/<uuid:set_id>/past/", sets.redecide, name="rule_set_past"),
    path("rules/<uuid:set_id>/set.<slug:kind>", sets.download, name="rule_set_file"),
]
