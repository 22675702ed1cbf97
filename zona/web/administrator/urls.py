"""Addresses of the administrator's screens, under `/kelola/`."""

from django.urls import path

from zona.web.administrator import accounts, background, government, importing, instruments, people, periods, units

UNITS, EMPLOYEES = {"what": "units"}, {"what": "employees"}

urlpatterns = [
    path("pemerintah-daerah/", government.change, name="government_change"),
    path("unit/", units.listing, name="units"),
    path("unit/baru/", units.create, name="unit_new"),
    path("unit/impor/", importing.choose, UNITS, name="units_import"),
    path("unit/impor/terapkan/", importing.take, UNITS, name="units_take"),
    path("unit/impor/contoh.csv", importing.sample_csv, UNITS, name="units_sample_csv"),
    path("unit/impor/contoh.xlsx", importing.sample_xlsx, UNITS, name="units_sample_xlsx"),
    path("unit/<int:pk>/", units.detail, name="unit"),
    path("unit/<int:pk>/ubah/", units.change, name="unit_change"),
    path("unit/<int:pk>/tutup/", units.close, name="unit_close"),
    path("orang/", people.listing, name="people"),
    path("orang/baru/", people.create, name="employee_new"),
    path("orang/impor/", importing.choose, EMPLOYEES, name="employees_import"),
    path("orang/impor/terapkan/", importing.take, EMPLOYEES, name="employees_take"),
    path("orang/impor/contoh.csv", importing.sample_csv, EMPLOYEES, name="employees_sample_csv"),
    path("orang/impor/contoh.xlsx", importing.sample_xlsx, EMPLOYEES, name="employees_sample_xlsx"),
    path("orang/<int:pk>/", people.detail, name="employee"),
    path("orang/<int:pk>/ubah/", people.change, name="employee_change"),
    path("orang/<int:pk>/keluar/", people.leave, name="employee_leave"),
    path("orang/<int:pk>/kembali/", people.come_back, name="employee_return"),
    path("orang/<int:employee>/akun/", accounts.create, name="employee_user_new"),
    path("orang/akun/", accounts.listing, name="users"),
    path("orang/akun/baru/", accounts.create, name="user_new"),
    path("orang/akun/<int:pk>/", accounts.detail, name="user"),
    path("orang/akun/<int:pk>/nonaktifkan/", accounts.deactivate, name="user_deactivate"),
    path("orang/akun/<int:pk>/peran/", accounts.grant, name="role_grant"),
    path("orang/akun/<int:pk>/peran/<int:grant>/cabut/", accounts.revoke, name="role_revoke"),
    path("periode/", periods.listing, name="periods"),
    path("periode/baru/", periods.create, name="period_new"),
    path("periode/<int:pk>/ubah/", periods.change, name="period_change"),
    path("instrumen/", instruments.listing, name="instruments"),
    path("instrumen/<int:pk>/", instruments.detail, name="instrument"),
    path("pekerjaan-latar/", background.listing, name="jobs"),
    path("pekerjaan-latar/<int:pk>/", background.detail, name="job"),
    path("pekerjaan-latar/<int:pk>/coba-lagi/", background.retry, name="job_retry"),
    path("pekerjaan-latar/<int:pk>/abaikan/", background.dismiss, name="job_dismiss"),
]
