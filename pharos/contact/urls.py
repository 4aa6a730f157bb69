"""Addresses of the contact room."""

from django.urls import path

from pharos.contact.views import call_events

app_name = "contact"
urlpatterns = [
    path("api/calls/events", call_events.call_events, name="call_events"),
]
