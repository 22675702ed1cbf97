"""Numbers without gap and without double, however many approve at the same moment.

On a real SQLite file; `python -m tests.postgres tests/documents` runs the same on PostgreSQL.
"""

import os
from threading import Barrier, Thread

from django.db import connections, transaction

from bench.numbering import told, write
from tests.cast import build_cast
from tests.documents.making import draft
from zona.documents.actions.approve_paper import approve_paper
from zona.documents.models import NumberSeries, Paper

#: few enough for a test; `./zi bench numbering` gives 10.000
NUMBERS, WRITERS = 320, 16


def test_sixteen_processes_give_every_number_once(file_database: str) -> None:
    city = build_cast().city
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZONA_DATABASE")}
    environment = kept | {"ZONA_DATABASE_URL": file_database, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    said = write(environment, government=city.pk, count=NUMBERS, writers=WRITERS)
    assert told(city.pk) == (NUMBERS, 0, 0)
    assert all(line.startswith(f"{NUMBERS // WRITERS} given") for line in said)
    assert sum(int(line.split(", ")[1].split()[0]) for line in said) > 0  # numbers were given back, and given again


def test_threads_that_approve_whole_papers(file_database: str) -> None:
    cast = build_cast()
    papers, start, wrong = [draft(cast).pk for _ in range(8)], Barrier(8), []

    def approve(pk: int) -> None:
        try:
            start.wait(timeout=20)
            approve_paper(pk, by=cast.hukma)
        except Exception as problem:
            wrong.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=approve, args=(pk,)) for pk in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
    assert sorted(Paper.objects.values_list("serial", flat=True)) == list(range(1, 9))


def test_a_number_given_in_vain_is_given_again(db: None) -> None:
    cast = build_cast()
    one, two = draft(cast), draft(cast)
    try:
        with transaction.atomic():
            approve_paper(one.pk, by=cast.hukma)
            raise RuntimeError
    except RuntimeError:
        pass
    assert approve_paper(two.pk, by=cast.hukma).serial == 1
    assert NumberSeries.objects.get().last == 1
