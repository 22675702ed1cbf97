"""An answer that a question cannot take is refused in one plain sentence that names the question."""

import pytest

from tests.scoring.small import choice_question, fall_question, index_question, percent_question, share_question
from zona.scoring.answers import AnswerError, read_answer

CHOICE, INDEX, PERCENT = choice_question(), index_question(), percent_question()
SHARE, FALL = share_question(), fall_question()


@pytest.mark.parametrize(
    ("question", "raw", "sentence"),
    [
        (CHOICE, "E", "Butir pilihan dijawab dengan salah satu dari A, B, C, D, bukan 'E'."),
        (CHOICE, "Ya", "Butir pilihan dijawab dengan salah satu dari A, B, C, D, bukan 'Ya'."),
        (CHOICE, "A, B", "Butir pilihan dijawab dengan salah satu dari A, B, C, D, bukan 'A, B'."),
        (CHOICE, 1, "Butir pilihan dijawab dengan salah satu dari A, B, C, D, bukan '1'."),
        (CHOICE, {"A": 1}, "Butir pilihan dijawab dengan salah satu dari A, B, C, D, bukan isian berbentuk lain."),
        (INDEX, "4,5", "Butir survei, isian indeks: angka paling besar 4, bukan 4,5."),
        (INDEX, 4.5, "Butir survei, isian indeks: angka paling besar 4, bukan 4,5."),
        (INDEX, "-0,1", "Butir survei, isian indeks: angka tidak boleh kurang dari 0."),
        (INDEX, "baik", "Butir survei, isian indeks: 'baik' bukan angka."),
        (INDEX, True, "Butir survei, isian indeks: 'True' bukan angka."),
        (INDEX, float("nan"), "Butir survei, isian indeks: 'nan' bukan angka."),
        (INDEX, {"nilai": 3}, "Butir survei tidak mengenal isian nilai; isiannya: indeks."),
        (PERCENT, "101", "Butir persentase, isian persen: angka paling besar 100, bukan 101."),
        (PERCENT, "100,5", "Butir persentase, isian persen: angka paling besar 100, bukan 100,5."),
        (PERCENT, "70%", "Butir persentase, isian persen: '70%' bukan angka."),
        (PERCENT, [70], "Butir persentase, isian persen: '[70]' bukan angka."),
        (SHARE, "70", "Butir bagian dijawab dengan angka bernama: selesai, total."),
        (SHARE, 0.7, "Butir bagian dijawab dengan angka bernama: selesai, total."),
        (SHARE, [7, 10], "Butir bagian dijawab dengan angka bernama: selesai, total."),
        (SHARE, {"selesai": 7, "jumlah": 10}, "Butir bagian tidak mengenal isian jumlah; isiannya: selesai, total."),
        (
            SHARE,
            {"selesai": "7,5", "total": 10},
            "Butir bagian, isian selesai: jumlah harus bilangan bulat, bukan 7,5.",
        ),
        (SHARE, {"selesai": -1, "total": 10}, "Butir bagian, isian selesai: angka tidak boleh kurang dari 0."),
        (SHARE, {"selesai": "tujuh", "total": 10}, "Butir bagian, isian selesai: 'tujuh' bukan angka."),
        (SHARE, {"selesai": 3, "total": 0}, "Butir bagian: selesai berjumlah 3, padahal total 0."),
        (
            SHARE,
            {"selesai": 0, "total": 0, "dikonfirmasi": "mungkin"},
            "Butir bagian, isian dikonfirmasi: tulis Ya atau Tidak, bukan 'mungkin'.",
        ),
        (FALL, "3", "Butir penurunan dijawab dengan angka bernama: sebelumnya, sekarang."),
        (FALL, {"sebelumnya": "1/2", "sekarang": 0}, "Butir penurunan, isian sebelumnya: '1/2' bukan angka."),
    ],
)
def test_a_bad_answer_is_refused_in_one_sentence(question, raw, sentence):
    with pytest.raises(AnswerError) as refused:
        read_answer(question, raw)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (INDEX, "9" * 40),
        (PERCENT, 10**40),
        (SHARE, {"selesai": "0," + "1" * 40, "total": 1}),
        (SHARE, {"selesai": 10**40, "total": 0}),
        (INDEX, "9" * 5000),
    ],
    ids=["index of 40 digits", "percent of 41 digits", "40 decimals", "41 digits of nothing", "5000 digits"],
)
def test_an_absurdly_long_number_is_refused_like_any_other(question, raw):
    with pytest.raises(AnswerError, match=f"Butir {question.code}"):
        read_answer(question, raw)


def test_a_sum_of_due_inputs_is_named_in_full():
    question = share_question(achieved=("a", "b"), due=("c", "d"))
    with pytest.raises(AnswerError, match=r"^Butir bagian: a \+ b berjumlah 5, padahal c \+ d 0\.$"):
        read_answer(question, {"a": 2, "b": 3, "c": 0, "d": 0})
