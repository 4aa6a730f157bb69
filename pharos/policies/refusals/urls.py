"""Addresses of refusals, inside those of the room."""

from django.urls import path

from pharos.policies.refusals.views import approvals, lists, refusals

urlpatterns = [
    path("refusals/", lists.refusals, name="refusals"),
    path("refusals/rows/", lists.rows, name="refusal_rows"),
    path("refusals/count/", lists.count, name="refusals_count"),
    path("refusals/desk/", lists.on_desk, name="refusals_on_desk"),
    path("refusals/file/", lists.export, name="refusals_export"),
    path("refusals/on-call/", lists.on_call, name="on_call"),
    path("refusals/on-call/<uuid:duty_id>/off/", lists.off_call, name="off_call"),
    path("refusals/of/<uuid:decision_id>/", refusals.proposing, name="propose"),
    path("refusals/<uuid:refusal_id>/", refusals.refusal, name="refusal"),
    path("refusals/<uuid:refusal_id>/beside/", refusals.preview, name="refusal_preview"),
    path("refusals/<uuid:refusal_id>/<slug:code>/", refusals.act, name="refusal_act"),
    path("approvals/of/<uuid:decision_id>/", approvals.preparing, name="prepare_approval"),
    path("approvals/<uuid:approval_id>/", approvals.approval, name="approval"),
    path("approvals/<uuid:approval_id>/back/", approvals.withdraw, name="withdraw_approval"),
]
