"""Every address of Zona, one include per audience."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.urls")),
    path("", include("zona.web.urls")),
]
