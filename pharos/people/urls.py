"""Addresses of people."""

from django.urls import path

from pharos.people import draft_views, presence_views, views

app_name = "people"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/theme/", views.theme, name="theme"),
    path("drafts/<uuid:draft_id>/", draft_views.save, name="save_draft"),
    path("drafts/drop/", draft_views.drop, name="drop_draft"),
    path("here/", presence_views.here, name="here"),
    path("staff/", views.staff, name="staff"),
    path("staff/add/", views.add, name="add"),
    path("staff/<int:staff_id>/", views.change, name="change"),
    path("staff/<int:staff_id>/door/", views.door, name="door"),
    path("staff/<int:staff_id>/password/", views.password, name="password"),
]
