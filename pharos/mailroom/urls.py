"""Addresses of the mailroom."""

from django.urls import path

from pharos.mailroom.views import files, mailboxes, quarantine

app_name = "mailroom"
urlpatterns = [
    path("quarantine/", quarantine.page, name="quarantine"),
    path("quarantine/<uuid:letter_id>/retry/", quarantine.retry, name="retry"),
    path("quarantine/<uuid:letter_id>/discard/", quarantine.discard, name="discard"),
    path("mailboxes/", mailboxes.page, name="mailboxes"),
    path("mailboxes/add/", mailboxes.change, name="mailbox_add"),
    path("mailboxes/<uuid:mailbox_id>/", mailboxes.change, name="mailbox"),
    path("mail/<uuid:letter_id>/", files.letter, name="letter"),
    path("mail/<uuid:letter_id>/raw/", files.raw, name="raw"),
    path("mail/files/<uuid:attachment_id>/", files.attachment, name="attachment"),
    path("mail/files/<uuid:attachment_id>/show/", files.preview, name="preview"),
    path("mail/files/<uuid:attachment_id>/text/", files.text, name="file_text"),
]
