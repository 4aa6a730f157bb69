"""Addresses of the Medical Department."""

from django.urls import path

from pharos.medical.views import duty, figures, letters, rechecks, reports, reviews

app_name = "medical"
urlpatterns = [
    path("medical/", reviews.first, name="first"),
    path("medical/lines", reviews.lines, name="lines"),
    path("medical/reviews/<uuid:review_id>/", reviews.review, name="review"),
    path("medical/reviews/<uuid:review_id>/part", reviews.part, name="part"),
    path("medical/reviews/<uuid:review_id>/judge", reviews.judge, name="judge"),
    path("medical/reviews/<uuid:review_id>/agree", reviews.agree, name="agree"),
    path("medical/reviews/<uuid:review_id>/ask", reviews.ask, name="ask"),
    path("medical/reviews/<uuid:review_id>/sign", reviews.sign, name="sign"),
    path("medical/reviews/<uuid:review_id>/dispute", reviews.dispute, name="dispute"),
    path("medical/report/<uuid:case_id>/", reports.report, name="report"),
    path("medical/report/<uuid:case_id>/file", reports.file, name="file_report"),
    path("medical/duty/", duty.calls, name="duty"),
    path("medical/duty/count/", duty.count, name="duty_count"),
    path("medical/late/", duty.late, name="late"),
    path("medical/duty/rows", duty.rows, name="duty_rows"),
    path("medical/duty/call/<uuid:case_id>", duty.call, name="call"),
    path("medical/duty/<uuid:call_id>/come", duty.come, name="come"),
    path("medical/duty/<uuid:call_id>/order", duty.order, name="order"),
    path("medical/duty/<uuid:call_id>/done", duty.done, name="done"),
    path("medical/questions/<uuid:question_id>/answer", duty.answer, name="answer"),
    path("medical/questions/<uuid:question_id>/letter", letters.letter, name="letter"),
    path("medical/questions/<uuid:question_id>/taken/<uuid:letter_id>", letters.taken, name="taken"),
    path("medical/figures/", figures.figures, name="statistics"),
    path("medical/rechecks/", rechecks.newest, name="rechecks"),
    path("medical/rechecks/start", rechecks.start, name="recheck_start"),
    path("medical/rechecks/<uuid:run_id>/", rechecks.one, name="recheck"),
    path("medical/rechecks/<uuid:run_id>/progress", rechecks.progress, name="recheck_progress"),
    path("medical/rechecks/<uuid:run_id>/stop", rechecks.stop, name="recheck_stop"),
    path("medical/rechecks/<uuid:run_id>/file", rechecks.as_file, name="recheck_file"),
]
