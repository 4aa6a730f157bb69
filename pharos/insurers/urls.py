"""Addresses of insurers."""

from django.urls import path

from pharos.insurers import views

app_name = "insurers"
urlpatterns = [
    path("insurers/", views.insurer_list, name="list"),
    path("insurers/add/", views.add, name="add"),
    path("insurers/<str:code>/", views.insurer_page, name="page"),
    path("insurers/<str:code>/change/", views.change, name="change"),
    path("insurers/<str:code>/<slug:part>/", views.part, name="part-add"),
    path("insurers/<str:code>/<slug:part>/<int:row>/", views.part, name="part"),
    path("insurers/<str:code>/<slug:part>/<int:row>/remove/", views.remove, name="remove"),
]
