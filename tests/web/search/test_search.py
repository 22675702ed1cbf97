import pytest

from tests.assessments.sheets import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(cast):
    return opened(cast)


def found(client, user, words):
    client.force_login(user)
    return client.get("/cari/", {"q": words}).content.decode()


def test_a_unit_is_found_by_name_and_by_code(client, cast, sheet):
    for words in ("melati", cast.melati.code):
        assert f"/lembar-kerja/{sheet.pk}/" in found(client, cast.lestari, words)


@pytest.mark.parametrize("words", ["V.b.2", "5-b-2", "penilaian risiko"])
def test_an_item_is_found_by_code_and_by_words(client, cast, sheet, words):
    assert f"/lembar-kerja/{sheet.pk}/butir/5-b-2/" in found(client, cast.joko, words)


def test_nobody_finds_what_they_may_not_see(client, cast, sheet):
    assert "/lembar-kerja/" not in found(client, cast.rini, "melati").split('role="search"')[-1]


def test_one_letter_asks_for_more(client, cast, sheet):
    assert "sedikitnya dua huruf" in found(client, cast.joko, "m")


def test_words_are_shown_as_text(client, cast, sheet):
    assert "<script>x" not in found(client, cast.joko, "<script>x")


def test_many_units_cost_no_more_queries(client, cast, sheet, django_assert_max_num_queries):
    opened(cast, unit=cast.kenanga)
    client.force_login(cast.lestari)
    with django_assert_max_num_queries(8):
        client.get("/cari/", {"q": "puskesmas"})
