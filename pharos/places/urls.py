"""Addresses of places."""

from django.urls import path

from pharos.places import hotel_views, views

app_name = "places"
urlpatterns = [
    path("places/", views.place_list, name="list"),
    path("places/suggest/", views.suggest, name="suggest"),
    path("places/hotels/", hotel_views.hotel_list, name="hotels"),
    path("places/hotels/<uuid:hotel>/remove/", hotel_views.remove, name="hotel_remove"),
    path("places/numbers/<uuid:number>/verify/", views.verify, name="verify"),
    path("places/numbers/<uuid:number>/doubt/", views.doubt, name="doubt"),
    path("places/<str:code>/", views.country_page, name="country"),
]
