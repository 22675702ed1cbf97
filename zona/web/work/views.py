"""The first page of everyone who signs in, and the notices."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from zona.accounts.policy import grants_in_force
from zona.base import clock
from zona.notifications.actions.read_notice import read_notice
from zona.notifications.models import Notice
from zona.web.requests import user_of
from zona.web.templatetags.zona import day_id
from zona.web.work.duties import duties_of

#: unread notices shown on the first page
NOTICES_SHOWN = 8


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """'Pekerjaan saya': what this person has to do, by legal deadline."""
    user, today = user_of(request), clock.today()
    duties = [duty.drawn(today) for duty in duties_of(user, today)]
    labels = (("late", "Lewat batas"), ("soon", "Minggu ini"), ("", "Berikutnya"))
    groups = [{"label": label, "duties": [d for d in duties if d["state"] == state]} for state, label in labels]
    context = {
        "today": day_id(today),
        "count": len(duties),
        "groups": [group for group in groups if group["duties"]],
        "roles": [grant.title for grant in grants_in_force(user)],
        "notices": list(Notice.objects.filter(recipient=user, read_at=None)[:NOTICES_SHOWN]),
    }
    return render(request, "home.html", context)


@login_required
@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open what a notice speaks of; it counts as read from then on."""
    row = get_object_or_404(Notice, pk=pk, recipient=user_of(request))
    read_notice(row)
    return redirect(row.address)
