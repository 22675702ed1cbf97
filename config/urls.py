"""Every address of Zona, one include per audience."""

from django.urls import include, path

from zona.web.account import email

urlpatterns = [
    path("akun/email/", email, name="account_email"),
    path("akun/", include("allauth.urls")),
    path("", include("zona.web.urls")),
]

handler400 = "zona.web.errors.bad_request"
handler403 = "zona.web.errors.permission_denied"
handler404 = "zona.web.errors.not_found"
handler429 = "zona.web.errors.too_many_requests"  # asked for by allauth
handler500 = "zona.web.errors.server_error"
