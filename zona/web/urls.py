"""Every address of the screens."""

from django.urls import include, path

from zona.web import health
from zona.web.help import views as help_pages
from zona.web.search import views as search
from zona.web.work import views as work

urlpatterns = [
    path("", work.home, name="home"),
    path("pemberitahuan/<int:pk>/", work.notice, name="notice"),
    path("bantuan/", help_pages.guide, name="help"),
    path("cari/", search.search, name="search"),
    path("", include("zona.web.worksheet.urls")),
    path("", include("zona.web.city.urls")),
    path("", include("zona.web.ledger.urls")),
    path("", include("zona.web.papers.urls")),
    path("", include("zona.web.verification.urls")),
    path("kelola/", include("zona.web.administrator.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
    path("pengembang/", include("zona.web.developer.urls")),
]
