"""Every address. Each room has its own table; each view says who may use it."""

from django.urls import URLPattern, URLResolver, include, path

from pharos.site import live
from pharos.site.frames import home, shelf

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("live", live.live, name="live"),
    path("ui/", shelf.shelf, name="shelf"),
    path("accounts/", include("pharos.people.doors")),
    path("", include("pharos.people.urls")),
    path("", include("pharos.contact.urls")),
]

handler400 = "pharos.site.frames.errors.bad_request"
handler403 = "pharos.site.frames.errors.forbidden"
handler404 = "pharos.site.frames.errors.not_found"
handler500 = "pharos.site.frames.errors.failed"
