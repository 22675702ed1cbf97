"""Addresses of the city's overview."""

from django.urls import path

from zona.web.city import views

urlpatterns = [
    path("rekap/", views.recap, name="city_recap"),
    path("rekap/rekap.csv", views.recap_csv, name="city_recap_csv"),
    path("rekap/rekap.xlsx", views.recap_xlsx, name="city_recap_xlsx"),
]
