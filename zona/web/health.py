"""What machines ask: is the process alive, can it work, may it be indexed."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zona.background.queries import waiting_since
from zona.base import clock

#: due background work that waits longer is told; pages are served without it, so it is no reason for 503
WORK_IS_LATE = timedelta(minutes=10)
ROBOTS = "User-agent: *\nDisallow: /akun/\nDisallow: /pengembang/\n"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Database and cache answer too; 503 names the part that does not. `late` names what answers but lags."""
    parts = {"database": _database_answers(), "cache": _cache_answers()}
    failing = sorted(name for name, works in parts.items() if not works)
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"} | ({"late": ["background"]} if _work_is_late() else {}))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public pages and nothing else."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except Exception:  # whatever the driver raises, the answer is the same
        return False


def _work_is_late() -> bool:
    oldest = waiting_since()
    return oldest is not None and clock.now() - oldest > WORK_IS_LATE


def _cache_answers() -> bool:
    try:
        cache.get("zona:ready")
    except Exception:
        return False
    return True
