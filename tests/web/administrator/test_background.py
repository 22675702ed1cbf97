"""Background work on the screen: what waits, what failed, taking it up again and letting it be."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.background.made import dead_job
from tests.cast import Cast, other_city
from tests.web.administrator.pages import errors_at, names, post, text_of
from zona.accounts.policy import NotPermitted
from zona.background.actions.dismiss_job import dismiss_job
from zona.background.actions.retry_job import retry_job
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.moves import WrongStateError
from zona.background.running import Outcome, run_waiting
from zona.base import clock
from zona.ledger.models import Entry
from zona.notifications.actions.notify import MAIL, notify

LIST = "/kelola/pekerjaan-latar/"
LABEL = "Mengirim surel pemberitahuan"


def waiting(cast: Cast, minutes: float, key: str = "1") -> Job:
    due = clock.now() - timedelta(minutes=minutes)
    return Job.objects.create(name=MAIL, key=key, government=cast.city, next_at=due)


def figures(page) -> dict[str, str]:
    return {one["label"]: one["value"] for one in page.context["figures"]}


def test_nothing_yet(cast: Cast, admin: Client) -> None:
    page = admin.get(LIST)
    assert "Belum ada pekerjaan latar" in text_of(page)
    assert "Pekerja latar tidak berjalan" not in text_of(page)
    assert figures(page)["Terlama menunggu"] == "–"


def test_the_list_counts_by_state_and_tells_what_each_is(cast: Cast, admin: Client) -> None:
    waiting(cast, 2)
    dead_job(cast.city, "2")
    dead_job(cast.city, "3", is_uncertain=True)
    dead_job(other_city()[0], "4")
    page = admin.get(LIST)
    assert names(page) == [LABEL] * 3
    assert figures(page) == {
        "Menunggu": "1",
        "Berjalan": "0",
        "Selesai": "0",
        "Gagal": "2",
        "Diabaikan": "0",
        "Terlama menunggu": "2 menit",
    }
    assert "Gagal, tidak pasti" in text_of(page)


@pytest.mark.parametrize(("query", "found"), [
    ("keadaan=dead", {"2", "b"}),
    ("keadaan=queued", {"1"}),
    (f"jenis={MAIL}", {"1", "2"}),
    ("q=menolak", {"2"}),
    ("q=b&keadaan=dead", {"b"}),
    ("keadaan=tidakada", {"1", "2", "b"}),
])  # fmt: skip
def test_filters(cast: Cast, admin: Client, query: str, found: set[str]) -> None:
    waiting(cast, 2)
    dead_job(cast.city, "2")
    Job.objects.filter(pk=dead_job(cast.city, "b", last_error="x").pk).update(name="trial.gone")
    assert {job.key for job in admin.get(f"{LIST}?{query}").context["page"]} == found


def test_the_newest_stands_first_and_every_column_turns_round(cast: Cast, admin: Client) -> None:
    for key in "abc":
        dead_job(cast.city, key)

    def keys(address: str) -> list[str]:
        return [job.key for job in admin.get(address).context["page"]]

    assert keys(LIST) == ["c", "b", "a"]
    for column in admin.get(LIST).context["columns"]:
        if column["href"]:
            assert sorted(keys(f"{LIST}{column['href']}")) == ["a", "b", "c"]
    assert keys(f"{LIST}?urut=-terbaru") == ["a", "b", "c"]


def test_nothing_fits(cast: Cast, admin: Client) -> None:
    waiting(cast, 2)
    assert "Tidak ada yang cocok" in text_of(admin.get(f"{LIST}?q=tidakada"))


@pytest.mark.parametrize(("minutes", "warned"), [(4, False), (6, True), (180, True)])
def test_work_that_waits_too_long_means_that_nobody_works(
    cast: Cast, admin: Client, minutes: float, warned: bool
) -> None:
    waiting(cast, minutes)
    assert ("Pekerja latar tidak berjalan" in text_of(admin.get(LIST))) is warned


def test_a_job_that_waits_for_its_next_try_is_not_late(cast: Cast, admin: Client) -> None:
    waiting(cast, -60)
    page = admin.get(LIST)
    assert "Pekerja latar tidak berjalan" not in text_of(page)
    assert figures(page)["Terlama menunggu"] == "–"


def test_many_jobs_cost_no_more_queries(cast: Cast, admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            admin.get(LIST)
        return len(seen)

    waiting(cast, 1)
    cost()
    few = cost()
    for number in range(60):
        dead_job(cast.city, f"mati-{number}")
    assert cost() == few


def test_a_dead_job_says_why_and_hides_what_a_person_wrote(cast: Cast, admin: Client) -> None:
    job = dead_job(cast.city, "1", arguments={"notice": 7, "name": "Joko Prasetyo", "api_token": "abc123"})
    words = text_of(admin.get(reverse("job", args=[job.pk])))
    assert LABEL in words
    assert "Server surel menolak alamat." in words
    assert "notice 7" in words
    assert "Joko Prasetyo" not in words
    assert "abc123" not in words


def test_a_job_that_did_not_fail_offers_nothing(cast: Cast, admin: Client) -> None:
    page = admin.get(reverse("job", args=[waiting(cast, 1).pk]))
    assert page.context["acts"] == []
    assert "tidak memerlukan isian" in text_of(page)


def test_taken_up_again_it_is_done_and_recorded(cast: Cast, admin: Client) -> None:
    notify([cast.joko], text="x", address="/")
    job = Job.objects.get()
    Job.objects.update(state=JobState.DEAD, last_error="Server surel menolak alamat.", finished_at=clock.now(),
                       attempts=6, is_uncertain=True)  # fmt: skip
    url = reverse("job_retry", args=[job.pk])
    assert "terkirim dua kali" in text_of(admin.get(url))
    assert post(admin, url).status_code == 302
    job.refresh_from_db()
    assert (job.state, job.attempts, job.is_uncertain, job.finished_at) == (JobState.QUEUED, 0, False, None)
    assert "Kesalahan terakhir" in text_of(admin.get(reverse("job", args=[job.pk])))
    entry = Entry.objects.get(event="job.retried")
    assert (entry.actor_id, entry.subject_id) == (cast.admin.pk, str(job.pk))
    assert run_waiting()[Outcome.DONE] == 1
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.DONE, "")


def test_only_a_dead_job_is_taken_up_again(cast: Cast, admin: Client) -> None:
    job = waiting(cast, 1)
    answer = post(admin, reverse("job_retry", args=[job.pk]))
    assert answer.status_code == 422
    assert "Pekerjaan ini sekarang menunggu" in text_of(answer)
    assert not Entry.objects.filter(event="job.retried").exists()


def test_let_be_with_a_reason_that_is_recorded(cast: Cast, admin: Client) -> None:
    job = dead_job(cast.city, "1")
    url = reverse("job_dismiss", args=[job.pk])
    assert "Tulis alasan" in errors_at(post(admin, url, reason=" \n"), "reason")[0]
    assert post(admin, url, reason="Pegawai sudah pindah.").status_code == 302
    job.refresh_from_db()
    assert (job.state, job.dismissal_reason) == (JobState.DISMISSED, "Pegawai sudah pindah.")
    page = admin.get(reverse("job", args=[job.pk]))
    assert "Pegawai sudah pindah." in text_of(page)
    assert page.context["acts"] == []
    entry = Entry.objects.get(event="job.dismissed")
    assert (entry.details["reason"], entry.details["key"]) == ("Pegawai sudah pindah.", "1")
    assert post(admin, url, reason="x").status_code == 422
    assert sum(run_waiting().values()) == 0


def test_a_label_of_a_job_that_is_no_longer_known(cast: Cast, admin: Client) -> None:
    job = dead_job(cast.city, "1")
    Job.objects.update(name="papers.gone")
    assert "papers.gone" in text_of(admin.get(reverse("job", args=[job.pk])))


def test_others_may_not_even_past_the_screen(cast: Cast) -> None:
    job = dead_job(cast.city, "1")
    for person in (cast.ratna, cast.surya, other_city()[2]):
        with pytest.raises(NotPermitted):
            retry_job(job.pk, by=person)
        with pytest.raises(NotPermitted):
            dismiss_job(job.pk, by=person, reason="x")
    with pytest.raises(WrongStateError):
        retry_job(waiting(cast, 1, key="2").pk, by=cast.admin)


@pytest.mark.parametrize(("minutes", "answer"), [
    (9, {"status": "ok"}),
    (11, {"status": "ok", "late": ["background"]}),
])  # fmt: skip
def test_readyz_tells_that_work_waits(cast: Cast, client: Client, minutes: float, answer: dict[str, object]) -> None:
    waiting(cast, minutes)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, answer)
