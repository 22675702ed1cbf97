"""Conditions as screens show them: the figure and its sign come from one place, so they never contradict."""

from fractions import Fraction
from typing import Any

from zona.base.numbers import shown, shown_against, shown_missing, shown_short
from zona.verdicts.judge import Judged, Verdict


def gate_of(judged: Judged) -> dict[str, Any]:
    """One condition for `components/gates.html` and `gates_mini.html`."""
    condition = judged.condition
    return {
        "state": "holds" if judged.holds else "fails",
        "name": name_of(judged),
        "rule": rule_of(judged),
        "say": say_of(judged),
        "figure": shown_against(judged.score, condition.minimum),
        "of": f"dari {shown_short(condition.weight)}",
        "value": judged.score,
        "minimum": condition.minimum,
        "maximum": condition.weight,
    }


def name_of(judged: Judged) -> str:
    """The part's short name; papers print the full one."""
    return judged.condition.short or judged.condition.name


def rule_of(judged: Judged) -> str:
    """The minimum in words, with the share where the regulation gives one."""
    minimum = shown_short(judged.condition.minimum)
    if judged.condition.share is not None:
        return f"paling sedikit {minimum} ({shown_short(judged.condition.share)} persen bobot)"
    return f"paling sedikit {minimum}"


def say_of(judged: Judged) -> str:
    """`Terpenuhi, lebih 3,00`, `Terpenuhi, tepat di batas` or `Belum terpenuhi, kurang 1,00`."""
    if not judged.holds:
        return f"Belum terpenuhi, kurang {missing_of(judged)}"
    return "Terpenuhi, tepat di batas" if judged.surplus == 0 else f"Terpenuhi, lebih {shown(judged.surplus)}"


def missing_of(judged: Judged) -> str:
    """The distance, never shown as 0,00 while something is missing."""
    return shown_missing(judged.distance)


def mini_gate(judged: Judged) -> dict[str, Any]:
    """One condition for the narrow column."""
    return {
        "state": "holds" if judged.holds else "fails",
        "figure": shown_against(judged.score, judged.condition.minimum),
        "name": f"{name_of(judged)} ≥ {shown_short(judged.condition.minimum)}",
        "rule": "",
        "say": f"kurang {missing_of(judged)}",
    }


def trap_sentence(judged: Judged, inside: tuple[Judged, ...]) -> str:
    """Why both parts can hold while their component fails (13,50 + 3,50 = 17,00 < 18)."""
    figures = [shown_against(part.score, part.condition.minimum) for part in inside]
    together = shown_against(judged.score, judged.condition.minimum)
    return (
        f"Setiap bagiannya lolos minimum masing-masing, tetapi {' + '.join(figures)} = {together}, dan jumlah itulah "
        f"yang diuji terhadap {shown_short(judged.condition.minimum)}. Jadi salah satu bagian harus naik."
    )


def headline(verdict: Verdict, total: Fraction) -> tuple[str, str]:
    """The conclusion first: a heading and the sentence below it."""
    name = verdict.predicate.code
    failed = verdict.failed
    if not failed:
        needs = (
            f" {name} hanya untuk unit yang sudah memegang {verdict.predicate.requires}."
            if verdict.predicate.requires
            else ""
        )
        return f"Syarat nilai {name} terpenuhi.", f"Jumlah nilai {shown(total)}, dan setiap syarat berdiri.{needs}"
    if len(failed) == 1:
        one = failed[0]
        heading = f"Syarat nilai {name} belum terpenuhi. Kurang {missing_of(one)} poin di satu syarat."
        return heading, (
            f"Yang belum cukup: {name_of(one)}, {shown_against(one.score, one.condition.minimum)}, padahal "
            f"paling sedikit {shown_short(one.condition.minimum)}."
        )
    names = ", ".join(name_of(judged) for judged in failed)
    return (
        f"Syarat nilai {name} belum terpenuhi. {len(failed)} dari {len(verdict.conditions)} syarat masih kurang.",
        f"Yang belum cukup: {names}.",
    )
