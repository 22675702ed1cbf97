"""Start-up checks: settings that would lose data are refused, with a sentence for the person who set them."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

#: releases without the WAL-reset race: fixed in 3.51.3, carried back to 3.44.6 and 3.50.7 (RELIABILITY 0.2)
WAL_SAFE_FROM = (3, 51, 3)
WAL_SAFE_BACKPORTS = {(3, 44): 6, (3, 50): 7}


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite release can use WAL without losing commits."""
    backport = WAL_SAFE_BACKPORTS.get(version[:2])
    return version >= WAL_SAFE_FROM or (backport is not None and version[2] >= backport)


@register(Tags.database, Tags.compatibility)
def sqlite_journal_is_safe(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Refuse WAL where it loses commits, and any `synchronous` other than FULL."""
    problems: list[CheckMessage] = []
    for alias, database in settings.DATABASES.items():
        if "sqlite3" not in database["ENGINE"]:
            continue
        start = str(database.get("OPTIONS", {}).get("init_command", "")).lower()
        if "journal_mode=wal" in start and not wal_is_safe(sqlite3.sqlite_version_info):
            problems.append(
                Error(
                    f"Basis data '{alias}': mode WAL ditolak karena SQLite {sqlite3.sqlite_version} "
                    "dapat kehilangan data yang sudah disimpan.",
                    hint="Hapus ZONA_SQLITE_JOURNAL, atau pakai SQLite 3.51.3 ke atas.",
                    id="zona.E001",
                )
            )
        if "synchronous=full" not in start:
            problems.append(
                Error(
                    f"Basis data '{alias}': synchronous harus FULL agar data selamat saat listrik padam.",
                    hint="Pakai sqlite_settings() dari config/settings/base.py.",
                    id="zona.E002",
                )
            )
    return problems
