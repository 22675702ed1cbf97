"""What machines ask: is the process alive, can it work, may it be indexed."""

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ROBOTS = "User-agent: *\nDisallow: /akun/\nDisallow: /pengembang/\n"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Database and cache answer too; 503 names the part that does not."""
    parts = {"database": _database_answers(), "cache": _cache_answers()}
    failing = sorted(name for name, works in parts.items() if not works)
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


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


def _cache_answers() -> bool:
    try:
        cache.get("zona:ready")
    except Exception:
        return False
    return True
