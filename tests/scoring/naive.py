"""A second implementation of the arithmetic, as plain as can be, straight from the text of an instrument file.

It shares no code with the product: the file is read by PyYAML, answers are the raw ones of a worksheet file, and every
figure is a sum of fractions. What the two agree on is hardly wrong by accident.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Any

import yaml

from zona.instruments.shipped import FOLDER


@lru_cache(maxsize=8)
def data_of(instrument_id: str) -> dict[str, Any]:
    """The instrument file as plain data."""
    return yaml.load((FOLDER / f"{instrument_id}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def value_of(data: dict[str, Any], question: dict[str, Any], raw: Any) -> Fraction | None:
    """The value of a raw answer between 0 and 1; None when it counts as unanswered."""
    if raw is None:
        return None
    kind = question["answer"]
    if kind == "choice":
        return Fraction(data["scales"][question["scale"]][raw])
    if kind == "index":
        return number(raw) / Fraction(question["maximum"])
    if kind == "percent":
        return number(raw) / 100
    formula = question["formula"]
    confirmed = raw.get("dikonfirmasi") == "Ya"
    if formula["kind"] == "fall":
        if formula["before"] not in raw or formula["now"] not in raw:
            return None
        before, now = number(raw[formula["before"]]), number(raw[formula["now"]])
        if before == 0 and now == 0:
            return Fraction(1) if confirmed or formula.get("nothing_due", "full") == "full" else None
        return Fraction(0) if now >= before else Fraction(before - now, before)
    if any(name not in raw for name in [*formula["achieved"], *formula["due"]]):
        return None
    achieved = sum(number(raw[name]) for name in formula["achieved"])
    due = sum(number(raw[name]) for name in formula["due"])
    if due == 0:
        return Fraction(1) if confirmed or formula.get("nothing_due", "confirmed") == "full" else None
    return Fraction(1) if achieved > due else achieved / due


def number(text: str) -> Fraction:
    """A figure of a worksheet file, comma or point."""
    return Fraction(text.replace(",", "."))


def parts_of(instrument_id: str, raw: dict[str, Any]) -> tuple[dict[str, Fraction], int]:
    """Points of every part by its path, `total` among them, and how many questions are answered."""
    data = data_of(instrument_id)
    parts: dict[str, Fraction] = {}
    answered = 0
    total = Fraction(0)
    for component in data["components"]:
        of_component = Fraction(0)
        for area in component["areas"]:
            of_area = Fraction(0)
            for indicator in area["indicators"]:
                values = [value_of(data, question, raw.get(question["code"])) for question in indicator["questions"]]
                answered += sum(value is not None for value in values)
                mean = Fraction(sum(value or 0 for value in values)) / len(values)
                points = mean * Fraction(indicator["weight"])
                parts[f"{component['code']}/{area['code']}/{indicator['code']}"] = points
                of_area += points
            parts[f"{component['code']}/{area['code']}"] = of_area
            of_component += of_area
        parts[component["code"]] = of_component
        total += of_component
    return parts | {"total": total}, answered
