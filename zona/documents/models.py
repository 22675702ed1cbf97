"""Official papers, their numbers, versions and signatures; keys of the built-in authority; papers of others.

Facts only; everything that changes them is a deed in `actions/`. A paper knows what it is about by kind and number of
the object (`subject_kind`, `subject_id`), because this app stands below every domain.

Personal data: who drafted, approved and signed (accounts, name, office, NIP as printed). Purpose: an official paper
names its signer. Retention: decrees and reports permanent, other papers with what they are about.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zona.accounts.models import RoleGrant
from zona.base import clock
from zona.documents.enums import AttemptState, IncomingState, KeyPurpose, PaperState, SigningMethod
from zona.documents.kinds import PaperKind, paper_kind
from zona.files.models import StoredFile
from zona.organizations.models import Government, WorkUnit


class NumberSeries(models.Model):
    """The counter of one kind of paper in one year; its row is the lock that keeps numbers without gap and double."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+", verbose_name="pemerintah daerah")
    kind = models.CharField("jenis naskah", max_length=60)
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("nomor urut terakhir", default=0)

    class Meta:
        verbose_name = "urutan nomor naskah"
        verbose_name_plural = "urutan nomor naskah"
        constraints = [
            models.UniqueConstraint(
                fields=["government", "kind", "year"],
                name="number_series_once",
                violation_error_message="Urutan nomor untuk jenis dan tahun ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class Paper(models.Model):
    """One official paper from draft to signed or void."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="papers", verbose_name="pemerintah daerah")
    unit = models.ForeignKey(
        WorkUnit, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="unit kerja"
    )
    kind_code = models.CharField("jenis naskah", max_length=60)
    title = models.CharField("judul", max_length=500)
    state = models.CharField("keadaan", max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    number = models.CharField("nomor", max_length=120, blank=True)
    serial = models.PositiveIntegerField("nomor urut", null=True, blank=True)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    dated = models.DateField("tanggal", null=True, blank=True)
    code = models.CharField("kode verifikasi", max_length=20, unique=True)
    subject_kind = models.CharField("jenis objek", max_length=80, blank=True)
    subject_id = models.CharField("nomor objek", max_length=64, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    void_reason = models.CharField("alasan tidak berlaku", max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="disusun oleh"
    )
    created_at = models.DateTimeField("disusun", default=clock.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="paper_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "number"],
                condition=~Q(number=""),
                name="paper_number_once",
                violation_error_message="Nomor ini sudah dipakai naskah lain.",
            ),
            models.UniqueConstraint(
                fields=["government", "kind_code", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="paper_serial_once",
                violation_error_message="Nomor urut ini sudah dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values),
                name="paper_state_known",
                violation_error_message="Keadaan naskah tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PaperState.DRAFT, PaperState.VOID]) | Q(dated__isnull=False),
                name="paper_dated_when_approved",
                violation_error_message="Naskah yang disetujui harus bertanggal.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.VOID) | ~Q(void_reason=""),
                name="paper_void_has_reason",
                violation_error_message="Menyatakan naskah tidak berlaku memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @property
    def kind(self) -> PaperKind:
        """What kind of paper it is. Raises UnknownKindError for a kind that was taken away."""
        return paper_kind(self.kind_code)

    @property
    def address(self) -> str:
        """The public page that says whether it stands; printed in its QR code."""
        return f"{settings.SITE}/verifikasi/{self.code}/"


class PaperVersion(models.Model):
    """One kept form of a paper: its words, and the file where it was drawn or signed. Rows are only added."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions", verbose_name="naskah")
    number = models.PositiveIntegerField("versi")
    state = models.CharField("keadaan", max_length=10, choices=PaperState.choices)
    context = models.JSONField("isian")  # as declared by the kind; numbers and dates as text
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="berkas tersimpan"
    )
    said = models.CharField("keterangan", max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dibuat oleh"
    )
    made_at = models.DateTimeField("dibuat", default=clock.now)

    class Meta:
        ordering = ["paper", "-number"]
        verbose_name = "versi naskah"
        verbose_name_plural = "versi naskah"
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="paper_version_once",
                violation_error_message="Naskah ini baru saja diubah orang lain.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PaperState.DRAFT, PaperState.VOID]) | Q(file__isnull=False),
                name="paper_version_has_file",
                violation_error_message="Versi yang disetujui harus mempunyai berkas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} versi {self.number}"


class PaperSigner(models.Model):
    """Who is to sign, by which office, fixed at approval because it is printed; replaced when it goes back to draft."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="signers", verbose_name="naskah")
    order = models.PositiveSmallIntegerField("urutan")
    grant = models.ForeignKey(RoleGrant, models.PROTECT, related_name="+", verbose_name="penugasan peran")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="akun")
    name = models.CharField("nama", max_length=200)
    position = models.CharField("jabatan", max_length=200)
    acting = models.CharField("pelaksana tugas", max_length=5, blank=True)
    employee_number = models.CharField("NIP", max_length=18, blank=True)

    class Meta:
        ordering = ["paper", "order"]
        verbose_name = "penanda tangan"
        verbose_name_plural = "penanda tangan"
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "order"],
                name="paper_signer_once",
                violation_error_message="Urutan tanda tangan ini sudah terisi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.acting} {self.position}, {self.name}".strip()


class PaperSignature(models.Model):
    """A signature that was made, with what shows it."""

    signer = models.OneToOneField(PaperSigner, models.PROTECT, related_name="signature", verbose_name="penanda tangan")
    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="+", verbose_name="versi naskah")
    method = models.CharField("cara", max_length=10, choices=SigningMethod.choices)
    signed_at = models.DateTimeField("ditandatangani")
    certificate_subject = models.CharField("pemilik sertifikat", max_length=500, blank=True)
    certificate_issuer = models.CharField("penerbit sertifikat", max_length=500, blank=True)
    certificate_serial = models.CharField("nomor sertifikat", max_length=80, blank=True)
    stamped = models.BooleanField("bertanda waktu", default=False)
    provider_id = models.CharField("nomor dokumen penyedia", max_length=120, blank=True)
    witnesses = models.JSONField("saksi", default=list, blank=True)  # of a wet signature: name and office of two

    class Meta:
        verbose_name = "tanda tangan naskah"
        verbose_name_plural = "tanda tangan naskah"

    def __str__(self) -> str:
        return f"{self.signer} {self.signed_at:%d-%m-%Y}"


class SigningAttempt(models.Model):
    """One wish to sign, named by its key: a double click or a retry finds it and signs nothing twice."""

    key = models.CharField("kunci permintaan", max_length=80, unique=True)
    signer = models.ForeignKey(PaperSigner, models.CASCADE, related_name="attempts", verbose_name="penanda tangan")
    state = models.CharField("keadaan", max_length=10, choices=AttemptState.choices, default=AttemptState.STARTED)
    said = models.CharField("keterangan", max_length=500, blank=True)
    started_at = models.DateTimeField("mulai", default=clock.now)

    class Meta:
        verbose_name = "permintaan tanda tangan"
        verbose_name_plural = "permintaan tanda tangan"

    def __str__(self) -> str:
        return f"{self.signer}: {self.get_state_display()}"


class SigningKey(models.Model):
    """A key of the built-in authority with its certificate; the key is encrypted with a pass phrase we do not have."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+", verbose_name="pemerintah daerah")
    purpose = models.CharField("kegunaan", max_length=10, choices=KeyPurpose.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pemilik"
    )
    certificate_pem = models.TextField("sertifikat")
    encrypted_key_pem = models.TextField("kunci terenkripsi")
    serial = models.CharField("nomor sertifikat", max_length=80)
    valid_from = models.DateTimeField("berlaku sejak")
    valid_until = models.DateTimeField("berlaku sampai")
    revoked_at = models.DateTimeField("dicabut", null=True, blank=True)
    revoked_reason = models.CharField("alasan dicabut", max_length=300, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = "kunci tanda tangan"
        verbose_name_plural = "kunci tanda tangan"
        constraints = [
            models.UniqueConstraint(
                fields=["government", "purpose"],
                condition=Q(purpose=KeyPurpose.AUTHORITY, revoked_at=None),
                name="one_authority_at_a_time",
                violation_error_message="Otoritas sertifikat kota sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(purpose=KeyPurpose.PERSONAL, owner__isnull=False)
                | (~Q(purpose=KeyPurpose.PERSONAL) & Q(owner__isnull=True)),
                name="personal_key_has_owner",
                violation_error_message="Kunci pribadi harus mempunyai pemilik; kunci kota tidak.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoked_reason=""),
                name="key_revocation_has_reason",
                violation_error_message="Mencabut sertifikat memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.serial[:12]}"

    @property
    def holds_now(self) -> bool:
        """Whether it may sign at this moment."""
        return self.revoked_at is None and self.valid_from <= clock.now() <= self.valid_until


class RevocationList(models.Model):
    """The authority's signed list of withdrawn certificates; its key is needed, so a withdrawal asks for the phrase."""

    authority = models.ForeignKey(SigningKey, models.PROTECT, related_name="lists", verbose_name="otoritas sertifikat")
    number = models.PositiveIntegerField("nomor daftar")
    pem = models.TextField("daftar")
    issued_at = models.DateTimeField("diterbitkan", default=clock.now)

    class Meta:
        ordering = ["authority", "-number"]
        verbose_name = "daftar sertifikat dicabut"
        verbose_name_plural = "daftar sertifikat dicabut"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "number"],
                name="revocation_list_once",
                violation_error_message="Daftar dengan nomor ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} daftar {self.number}"


class IncomingPaper(models.Model):
    """A paper that others issued (a ministry's letter, Keputusan Menteri, a decree before Zona): never ours to number.

    Registered with number, date and scan by one person and confirmed by another.
    """

    government = models.ForeignKey(Government, models.PROTECT, related_name="+", verbose_name="pemerintah daerah")
    issuer = models.CharField("penerbit", max_length=200)
    number = models.CharField("nomor", max_length=120)
    dated = models.DateField("tanggal")
    title = models.CharField("perihal", max_length=500)
    unit = models.ForeignKey(
        WorkUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit kerja"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="berkas tersimpan")
    file_name = models.CharField("nama berkas", max_length=150)
    state = models.CharField("keadaan", max_length=12, choices=IncomingState.choices, default=IncomingState.REGISTERED)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="didaftarkan oleh"
    )
    registered_at = models.DateTimeField("didaftarkan", default=clock.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dikonfirmasi oleh"
    )
    confirmed_at = models.DateTimeField("dikonfirmasi", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=500, blank=True)

    class Meta:
        ordering = ["-dated", "-id"]
        verbose_name = "naskah masuk"
        verbose_name_plural = "naskah masuk"
        constraints = [
            models.UniqueConstraint(
                fields=["government", "issuer", "number", "dated"],
                condition=~Q(state=IncomingState.WITHDRAWN),
                name="incoming_paper_once",
                violation_error_message="Naskah dengan penerbit, nomor, dan tanggal ini sudah didaftarkan.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("registered_by")),
                name="incoming_paper_two_people",
                violation_error_message="Naskah masuk dikonfirmasi orang lain, bukan yang mendaftarkannya.",
            ),
            models.CheckConstraint(
                condition=~Q(state=IncomingState.CONFIRMED) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="incoming_paper_confirmed_whole",
                violation_error_message="Konfirmasi memerlukan orang dan waktu.",
            ),
            models.CheckConstraint(
                condition=~Q(state=IncomingState.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="incoming_paper_withdrawn_why",
                violation_error_message="Menarik naskah masuk memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.number}"
