"""Every page of Zona, who looks at it, and a city in which each has something to show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.test import override_settings
from django.urls import reverse

from tests.background.made import dead_job
from tests.cast import Cast
from tests.evidence.specimens import image, pdf
from tests.journeys.desk import Desk
from tests.journeys.papers import Papers, build_papers
from zona.accounts.models import User
from zona.assessments.actions.return_item import return_item
from zona.assessments.actions.send_assessment import send_assessment
from zona.assessments.actions.start_assessing import start_assessing
from zona.assessments.models import Answer, Assessment
from zona.base import clock
from zona.evidence.models import EvidenceFile
from zona.ledger.models import Entry
from zona.ledger.sequencer import sequence_all
from zona.organizations.models import Employee, Period


@dataclass(frozen=True)
class World:
    """Worksheets at every stage: Melati fills, Cibening has sent, the population office has an item back."""

    desk: Desk
    filling: Assessment
    sent: Assessment
    returned: Assessment
    proof: EvidenceFile
    last_year: Period
    papers: Papers

    @property
    def cast(self) -> Cast:
        """The people."""
        return self.desk.cast


def build_world(desk: Desk) -> World:
    """The city for looking at every page."""
    cast = desk.cast
    filling = desk.trap()
    proof = desk.proof(filling, "1-a-t", "undangan", pdf(2), "Undangan rapat pembentukan tim kerja.pdf")
    desk.proof(filling, "1-a-t", "undangan", image("PNG"), "Foto rapat.png")
    Answer.objects.filter(assessment=filling, question_code="1-c-1").update(
        carried=True, remark="Rencana kerja sudah berjalan.\nLihat laporan triwulan."
    )
    Answer.objects.filter(assessment=filling, question_code="1-c-2").delete()
    sent = desk.trap(cast.cibening, by=cast.yusuf)
    send_assessment(sent.pk, by=cast.yusuf, confirmed=True)
    returned = desk.trap(cast.dukcapil, by=cast.rini)
    send_assessment(returned.pk, by=cast.bambang, confirmed=True)
    start_assessing(returned.pk, by=cast.maya)
    week = clock.today() + timedelta(days=7)
    return_item(returned.pk, "1-c-1", by=cast.maya, reason="Laporan belum ditandatangani.", due_on=week)
    year = clock.today().year - 1
    last_year = Period.objects.create(
        government=cast.city,
        year=year,
        name=f"Tahun {year}",
        filling_opens=date(year, 1, 1),
        filling_closes=date(year, 12, 31),
    )
    desk.sheet(cast.kenanga, period=last_year)
    Employee.objects.create(
        government=cast.city, unit=cast.melati, name="Belum Berakun", employee_number="199001012015011002"
    )
    dead_job(cast.city, "ditolak")
    dead_job(cast.city, "tidak-pasti", is_uncertain=True, last_error="Sambungan ke server surel terputus.")
    with override_settings(LEDGER_KEYS=desk.folder / "keys"):  # every world signs with a key of its own
        sequence_all()
    return World(desk, filling, sent, returned, proof, last_year, build_papers(cast))


Address = Callable[[World], str]


@dataclass(frozen=True)
class Screen:
    """One page as one person sees it; `name` is the route, `query` stands behind the address."""

    name: str
    arguments: Callable[[World], dict[str, object]] = lambda world: {}
    query: str = ""
    note: str = ""
    query_of: Callable[[World], str] = lambda world: ""

    def address(self, world: World) -> str:
        """Where it stands."""
        return reverse(self.name, kwargs=self.arguments(world)) + (self.query or self.query_of(world))


def _sheet(name: str, which: str, query: str = "", **more: object) -> Screen:
    return Screen(name, lambda world: {"pk": getattr(world, which).pk, **more}, query)


def _item(which: str, code: str, query: str = "") -> Screen:
    return _sheet("worksheet_item", which, query, code=code)


def _proof(name: str) -> Screen:
    return Screen(name, lambda world: {"pk": world.filling.pk, "evidence": world.proof.pk})


def _row(name: str, value: Callable[[World], int], key: str = "pk", query: str = "") -> Screen:
    return Screen(name, lambda world: {key: value(world)}, query)


def _entry(event: str) -> Callable[[World], int]:
    return lambda world: Entry.objects.filter(event=event, log=world.cast.city.pk).latest("pk").position or 0


def _job(name: str, key: str) -> Screen:
    return _row(name, lambda world: world.cast.city.jobs.get(key=key).pk)


#: answers that are no page of their own: files, redirects, deeds by POST, machines, and what Zona does not use
NOT_PAGES = frozenset(
    {
        "city_recap_csv", "city_recap_xlsx", "employees_sample_csv", "employees_sample_xlsx", "units_sample_csv",
        "units_sample_xlsx", "worksheet_evidence", "worksheet_evidence_picture", "worksheet_excel", "worksheet_paper",
        "mfa_download_recovery_codes", "worksheet", "worksheet_jump", "account_set_password", "account_email",
        "account_email_verification_sent", "account_confirm_login_code", "account_confirm_email",
        "mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "employees_take", "units_take",
        "notice", "worksheet_evidence_add", "worksheet_hand_back", "worksheet_note", "worksheet_start",
        "worksheet_steps", "worksheet_take", "worksheet_undo", "employee_return", "healthz", "readyz", "robots",
        "papers_csv", "paper_sample", "paper_draft", "paper_docx", "paper_picture", "paper_file", "verify_pdf",
        "incoming_confirm", "incoming_file", "incoming_picture",
        "ledger_csv", "ledger_proof", "ledger_public_index", "ledger_verifier", "ledger_witness", "ledger_checkpoint",
        "ledger_key", "ledger_consistency", "ledger_inclusion", "ledger_cosign",
    }
)  # fmt: skip
#: pages that need a second factor; `test_pages_of_the_second_factor` looks at them
SECOND_FACTOR = (
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
)

#: person -> what they look at; nobody signs in for ""
SCREENS: dict[str, tuple[Screen, ...]] = {
    "": (
        Screen("account_login"),
        Screen("account_signup"),
        Screen("account_inactive"),
        Screen("account_reset_password"),
        Screen("account_reset_password_done"),
        Screen("account_reset_password_from_key", lambda world: {"uidb36": "1a", "key": "tidak-dikenal"}),
        Screen("account_reset_password_from_key_done"),
        Screen("help"),
        Screen("verify"),
        Screen("verify", query="?kode=700/tidak-ada"),
        Screen("verify_file"),
        Screen("verify_file", query_of=lambda w: f"?sidik={w.papers.digest}"),
        Screen("verify_paper", lambda w: {"paper_code": w.papers.signed.code}),
        Screen("verify_paper", lambda w: {"paper_code": w.papers.void.code}),
        _row("ledger_public", lambda w: w.cast.city.pk, "government"),
    ),
    "joko": (
        Screen("home"),
        _item("filling", "1-a-t"),
        _item("filling", "1-c-1"),
        _item("filling", "1-c-2", "?saring=kosong"),
        _item("filling", "hasil-kkn-tlhp-a"),
        _sheet("worksheet_grid", "filling", area="5"),
        _sheet("worksheet_import", "filling"),
        _sheet("worksheet_history", "filling"),
        _sheet("worksheet_history", "filling", "?jenis=keadaan"),
        _proof("worksheet_evidence_look"),
        _proof("worksheet_evidence_remove"),
        Screen("search", query="?q=rencana"),
        Screen("search", query="?q=tidakada"),
    ),
    "ratna": (
        _sheet("worksheet_gates", "filling", predicate="WBK"),
        _sheet("worksheet_gates", "filling", predicate="WBBM"),
        _sheet("worksheet_sending", "filling"),
    ),
    "rini": (_item("returned", "1-c-1"),),
    "agus": (Screen("home"), Screen("worksheets"), _row("worksheet_open", lambda w: w.cast.kenanga.pk, "unit")),
    "yusuf": (_sheet("worksheet_receipt", "sent"), _sheet("worksheet_recall", "sent")),
    "maya": (
        Screen("home"),
        Screen("worksheets"),
        Screen("worksheets", query="?q=tidakada"),
        _item("returned", "1-c-2"),
        _sheet("worksheet_send_back", "returned", code="1-c-2"),
        _sheet("worksheet_receipt", "sent"),
    ),
    "indah": (Screen("home"), _item("filling", "hasil-kkn-spak-a")),
    "surya": (
        Screen("home"),
        Screen("city_recap"),
        _item("filling", "hasil-kkn-tlhp-a"),
        Screen("ledger"),
        Screen("ledger", query="?jenis=assessment.answered&dari=2020-01-01"),
        Screen("ledger", query="?q=tidakada"),
        _row("ledger_entry", _entry("assessment.item_returned"), "number"),
        _sheet("worksheet_history", "returned"),
    ),
    "dharma": (
        Screen("erasing"),
        Screen("erasing", query="?q=joko"),
        _row("erasing_employee", lambda w: w.cast.joko_employee.pk, "employee"),
        _row("erasing_account", lambda w: w.cast.nobody.pk),
    ),
    "lestari": (Screen("home"), Screen("city_recap", query="?q=tidakada"), _item("sent", "1-a-m")),
    "admin": (
        Screen("units"),
        Screen("unit_new"),
        Screen("units_import"),
        _row("unit", lambda w: w.cast.melati.pk),
        _row("unit_change", lambda w: w.cast.melati.pk),
        _row("unit_close", lambda w: w.cast.asri.pk),
        Screen("government_change"),
        _row("unit_history", lambda w: w.cast.melati.pk),
        Screen("people"),
        Screen("employee_new"),
        Screen("employees_import"),
        _row("employee", lambda w: w.cast.joko_employee.pk),
        _row("employee_change", lambda w: w.cast.joko_employee.pk),
        _row("employee_leave", lambda w: w.cast.joko_employee.pk),
        Screen("periods"),
        Screen("period_new"),
        _row("period_change", lambda w: w.cast.period.pk),
        Screen("instruments"),
        _row("instrument", lambda w: w.filling.instrument_id),
        Screen("jobs"),
        Screen("jobs", query="?q=tidakada"),
        _job("job", "ditolak"),
        _job("job", "tidak-pasti"),
        _job("job_retry", "tidak-pasti"),
        _job("job_dismiss", "ditolak"),
    ),
    "hukma": (
        Screen("home"),
        Screen("papers"),
        Screen("papers", query="?q=tidakada"),
        Screen("paper_choose"),
        Screen("paper_kinds"),
        Screen("paper_new", lambda w: {"kind": "decree_revocation"}, "?contoh=1"),
        _row("paper", lambda w: w.papers.draft.pk),
        _row("paper", lambda w: w.papers.void.pk),
        _row("paper_revise", lambda w: w.papers.draft.pk),
        _row("paper_replace", lambda w: w.papers.signed.pk),
        _row("paper_approve", lambda w: w.papers.draft.pk),
        _row("paper_reopen", lambda w: w.papers.approved.pk),
        _row("paper_sign_wet", lambda w: w.papers.approved.pk),
        Screen("incoming"),
        Screen("incoming_new"),
        _row("incoming_paper", lambda w: w.papers.incoming.pk),
        _row("incoming_withdraw", lambda w: w.papers.incoming.pk),
    ),
    "herman": (_row("incoming_paper", lambda w: w.papers.incoming.pk),),
    "admin sertifikat": (
        Screen("keys"),
        Screen("keys", query="?orang=lestari"),
        Screen("keys_create"),
        _row("key_issue", lambda w: w.cast.lestari.pk, "account"),
        _row("key_revoke", lambda w: w.papers.certificate.pk),
        Screen("my_certificate"),
        Screen("my_passphrase"),
    ),
    "admin akun": (
        Screen("users"),
        Screen("user_new"),
        _row("user", lambda w: w.cast.joko.pk),
        _row("user_history", lambda w: w.cast.joko.pk),
        _row("user_deactivate", lambda w: w.cast.joko.pk),
        _row("role_grant", lambda w: w.cast.joko.pk),
        Screen("role_revoke", lambda w: {"pk": w.cast.joko.pk, "grant": w.cast.joko.grants.get().pk}),
        _row(
            "employee_user_new",
            lambda w: w.cast.melati.employees.exclude(pk=w.cast.joko_employee.pk).get().pk,
            "employee",
        ),
        Screen("account_change_password"),
        Screen("account_logout"),
        Screen("account_reauthenticate"),
        Screen("mfa_index"),
        Screen("mfa_activate_totp"),
        Screen("mfa_list_webauthn"),
        Screen("mfa_add_webauthn"),
        Screen("components"),
    ),
}


def person(world: World, key: str) -> User | None:
    """The account that looks at a group of screens."""
    name = key.split(" ")[0]
    return getattr(world.cast, name) if name else None
