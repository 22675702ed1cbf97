import pytest, faulthandler, sys, time
from tests.journeys import test_answering as t
from django.core.handlers.base import BaseHandler
old = BaseHandler.get_response
log = open("/tmp/zz.log","w")
def timed(self, request):
    s=time.time(); r=old(self, request); d=time.time()-s
    print(f"{time.time():.2f} {request.method} {request.path} {r.status_code} {d:.2f}", file=log, flush=True)
    return r
@pytest.mark.parametrize("n", range(30))
def test_y(desk, visit, n, monkeypatch):
    monkeypatch.setattr(BaseHandler, "get_response", timed)
    print("TEST", n, file=log, flush=True)
    faulthandler.dump_traceback_later(11, file=log)
    desk_sheet = t.test_a_conflict_keeps_the_keys_working if n%2 else t.test_one_letter_answers_and_everything_live_follows
    from tests.journeys.watch import Watch
    try:
        (desk_sheet(desk, visit, Watch()) if n%2 else desk_sheet(desk, visit))
    finally:
        faulthandler.cancel_dump_traceback_later()
