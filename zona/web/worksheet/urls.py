"""Addresses of the worksheet: one for each item, each deed and each paper."""

from django.urls import path

from zona.web.worksheet import evidence, exchange, gate_page, listing, sending, views

PK = "lembar-kerja/<int:pk>/"
ITEM = PK + "butir/<slug:code>/"

urlpatterns = [
    path("lembar-kerja/", listing.listing, name="worksheets"),
    path("lembar-kerja/buka/<int:unit>/", listing.opening, name="worksheet_open"),
    path(PK, views.worksheet, name="worksheet"),
    path(PK + "lompat/", views.jump, name="worksheet_jump"),
    path(ITEM, views.item, name="worksheet_item"),
    path(ITEM + "urungkan/", views.undo, name="worksheet_undo"),
    path(ITEM + "tahapan/", views.steps, name="worksheet_steps"),
    path(ITEM + "catatan/", views.note, name="worksheet_note"),
    path(ITEM + "bukti/<slug:part>/", evidence.add, name="worksheet_evidence_add"),
    path(ITEM + "kembalikan/", sending.send_back, name="worksheet_send_back"),
    path(ITEM + "serahkan/", sending.hand_back, name="worksheet_hand_back"),
    path(PK + "bukti/<int:evidence>/", evidence.download, name="worksheet_evidence"),
    path(PK + "bukti/<int:evidence>/lihat/", evidence.look, name="worksheet_evidence_look"),
    path(PK + "bukti/<int:evidence>/gambar/<int:page>/", evidence.picture, name="worksheet_evidence_picture"),
    path(PK + "bukti/<int:evidence>/keluarkan/", evidence.remove, name="worksheet_evidence_remove"),
    path(PK + "tabel/<slug:area>/", views.grid, name="worksheet_grid"),
    path(PK + "syarat/<str:predicate>/", gate_page.gates, name="worksheet_gates"),
    path(PK + "excel/", exchange.excel, name="worksheet_excel"),
    path(PK + "impor/", exchange.incoming, name="worksheet_import"),
    path(PK + "impor/ambil/", exchange.take, name="worksheet_take"),
    path(PK + "rekap.pdf", exchange.paper, name="worksheet_paper"),
    path(PK + "kirim/", sending.sending, name="worksheet_sending"),
    path(PK + "tanda-terima/", sending.receipt, name="worksheet_receipt"),
    path(PK + "tarik/", sending.recall, name="worksheet_recall"),
    path(PK + "mulai-penilaian/", sending.start, name="worksheet_start"),
]
