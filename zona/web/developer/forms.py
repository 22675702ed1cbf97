"""One field of each kind, for the sheet of parts."""

from django import forms

STATES = [("", "Semua"), ("berjalan", "Berjalan"), ("selesai", "Selesai")]
CHANNELS = [("surat", "Surat"), ("loket", "Loket"), ("daring", "Daring")]


class SampleForm(forms.Form):
    """Every kind of field; sent empty it shows every kind of error."""

    deadline = forms.CharField(
        label="Batas waktu", help_text="misal 30 Juli 2018", widget=forms.TextInput({"class": "input--date"})
    )
    progress = forms.DecimalField(label="Capaian", error_messages={"invalid": "Tulis angka, misal 87,50"})
    state = forms.ChoiceField(label="Keadaan", choices=STATES, required=False)
    reason = forms.CharField(
        label="Alasan",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Tulis alasan menurunkan nilai"},
    )
    channel = forms.ChoiceField(
        label="Cara menyampaikan",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih cara menyampaikan"},
    )
    topics = forms.MultipleChoiceField(
        label="Hal yang dilaporkan", choices=CHANNELS, required=False, widget=forms.CheckboxSelectMultiple
    )
    letter = forms.FileField(label="Surat tugas", required=False, help_text="PDF atau foto, paling besar 25 MB")
    agreed = forms.BooleanField(
        label="Seluruh anggota tim sudah menyetujui",
        error_messages={"required": "Nyatakan persetujuan tim lebih dulu"},
    )


class FilterForm(forms.Form):
    """A filter bar."""

    keadaan = forms.ChoiceField(label="Keadaan", choices=STATES, required=False)
    q = forms.CharField(label="Nama kegiatan", required=False, widget=forms.TextInput({"type": "search"}))
