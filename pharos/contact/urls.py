"""Addresses of the contact room."""

from django.urls import path

from pharos.contact.views import ahead, call_events, calls, conversations, forgetting, intake, lists, replies, wordings

app_name = "contact"
urlpatterns = [
    path("api/calls/events", call_events.call_events, name="call_events"),
    path("letters/", lists.letters, name="letters"),
    path("letters/rows", lists.letter_rows, name="letter_rows"),
    path("letters/wordings/", wordings.wordings, name="wordings"),
    path("letters/wordings/one/", wordings.wording, name="wording"),
    path("letters/wordings/<uuid:wording_id>/remove", wordings.remove, name="wording_remove"),
    path("conversations/<uuid:conversation_id>/", conversations.conversation, name="conversation"),
    path("conversations/<uuid:conversation_id>/glance", conversations.glance, name="glance"),
    path("conversations/<uuid:conversation_id>/thread", conversations.thread, name="thread"),
    path("conversations/<uuid:conversation_id>/end", conversations.end, name="end"),
    path("conversations/<uuid:conversation_id>/end/undo", conversations.undo_end, name="undo_end"),
    path("conversations/<uuid:conversation_id>/reopen", conversations.reopen, name="reopen"),
    path("conversations/<uuid:conversation_id>/seen", conversations.mark_seen, name="mark_seen"),
    path("conversations/<uuid:conversation_id>/reopen-case", conversations.reopen_case, name="reopen_case"),
    path("conversations/<uuid:conversation_id>/attach", conversations.attach, name="attach"),
    path("conversations/<uuid:conversation_id>/detach", conversations.detach, name="detach"),
    path("conversations/<uuid:conversation_id>/decide", conversations.decide, name="decide"),
    path("conversations/<uuid:conversation_id>/unmatched", calls.unmatched, name="unmatched"),
    path("conversations/<uuid:conversation_id>/join", conversations.join, name="join"),
    path("conversations/<uuid:conversation_id>/reply", replies.reply, name="reply"),
    path("conversations/<uuid:conversation_id>/reply/preview", replies.preview, name="preview"),
    path("calls/", calls.calls, name="calls"),
    path("calls/rows", calls.call_rows, name="call_rows"),
    path("calls/strip", calls.strip, name="strip"),
    path("calls/by-hand", calls.write_down, name="write_down"),
    path("calls/<uuid:call_id>/finish", calls.finish, name="finish_call"),
    path("calls/<uuid:call_id>/put-away", calls.put_away, name="put_away"),
    path("forget/<uuid:case_id>/", forgetting.forget, name="forget"),
    path("intake/cases", ahead.case_ahead, name="case_ahead"),
    path("intake/", intake.intake, name="intake"),
    path("intake/beside", intake.intake_beside, name="intake_beside"),
]
