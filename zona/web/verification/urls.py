"""Addresses at which everybody may verify a paper."""

from django.urls import path

from zona.web.verification import views

urlpatterns = [
    path("verifikasi/", views.start, name="verify"),
    path("verifikasi/berkas/", views.file, name="verify_file"),
    path("verifikasi/<str:paper_code>/", views.paper, name="verify_paper"),
    path("verifikasi/<str:paper_code>/naskah.pdf", views.download, name="verify_pdf"),
]
