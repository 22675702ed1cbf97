"""Addresses of the ledger: histories, the inspector's ledger, the public page, programs, and personal data.

Numbers never clash with words: `/buku-besar/1/…` is a government's, everything else begins with a word.
"""

from django.urls import path

from zona.web.ledger import book, erasing, histories, machines, public

OF_GOVERNMENT = "buku-besar/<int:government>/"

urlpatterns = [
    path("lembar-kerja/<int:pk>/riwayat/", histories.worksheet, name="worksheet_history"),
    path("kelola/unit/<int:pk>/riwayat/", histories.unit, name="unit_history"),
    path("kelola/orang/akun/<int:pk>/riwayat/", histories.person, name="user_history"),
    path("buku-besar/", book.book, name="ledger"),
    path("buku-besar/buku-besar.csv", book.take, name="ledger_csv"),
    path("buku-besar/catatan/<int:number>/", book.entry, name="ledger_entry"),
    path("buku-besar/catatan/<int:number>/bukti.json", book.proof, name="ledger_proof"),
    path("buku-besar/publik/", public.index, name="ledger_public_index"),
    path("buku-besar/publik/<int:government>/", public.public, name="ledger_public"),
    path("buku-besar/zona_verify.py", machines.program, {"name": "zona_verify.py"}, name="ledger_verifier"),
    path("buku-besar/zona_witness.py", machines.program, {"name": "zona_witness.py"}, name="ledger_witness"),
    path("buku-besar/<int:government>/titik-periksa.txt", machines.checkpoint, name="ledger_checkpoint"),
    path(OF_GOVERNMENT + "kunci.json", machines.key, name="ledger_key"),
    path(OF_GOVERNMENT + "kesinambungan.json", machines.consistency, name="ledger_consistency"),
    path(OF_GOVERNMENT + "bukti.json", machines.inclusion, name="ledger_inclusion"),
    path(OF_GOVERNMENT + "tanda-saksi/", machines.cosign, name="ledger_cosign"),
    path("pelindungan-data/", erasing.search, name="erasing"),
    path("pelindungan-data/pegawai/<int:employee>/", erasing.employee, name="erasing_employee"),
    path("pelindungan-data/akun/<int:pk>/", erasing.account, name="erasing_account"),
]
