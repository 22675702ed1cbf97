"""Addresses for those who build Zona."""

from django.urls import path

from zona.web.developer import views

urlpatterns = [path("komponen/", views.components, name="components")]
