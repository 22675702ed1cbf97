"""The researched drafts of the four instruments: facts to compare with, read from beside the repository."""

import re
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "instrument-drafts"
KINDS = {"indeks": "index", "persentase": "ratio"}
ASPECTS = {"pemenuhan": "fulfilment", "reform": "reform"}

needs_drafts = pytest.mark.skipif(not FOLDER.is_dir(), reason="the instrument drafts are not beside the repository")


@lru_cache(maxsize=8)
def draft(instrument_id: str) -> dict[str, Any]:
    """One draft with every number as text, so that it stays exact."""
    return yaml.load((FOLDER / f"{instrument_id}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def parts(data: dict[str, Any]) -> dict[str, tuple[Fraction, str]]:
    """Path of every component, area and indicator: its weight and aspect."""
    found = {}
    for component in data["components"]:
        found[component["key"]] = (Fraction(component["weight"]), "")
        for area in component["areas"]:
            path = f"{component['key']}/{area['key']}"
            aspect = "" if area["aspek"] in ("null", "") else ASPECTS[area["aspek"]]
            found[path] = (Fraction(area["weight"]), aspect)
            for indicator in area["indicators"]:
                found[f"{path}/{indicator['key']}"] = (Fraction(indicator["weight"]), "")
    return found


def questions(data: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every question by its key, with the path of its indicator."""
    return {
        question["key"]: (f"{component['key']}/{area['key']}/{indicator['key']}", question)
        for component in data["components"]
        for area in component["areas"]
        for indicator in area["indicators"]
        for question in indicator["questions"]
    }


def formula(question: dict[str, Any]) -> dict[str, Any]:
    """The draft's formula text as ours: `min(1, a / (b + c))` or `clamp((a - b) / a, 0, 1)`."""
    text = question["formula"]
    share = re.fullmatch(r"min\(1, (\w+) / \(?([\w +]+?)\)?\)", text)
    if share:
        return {"kind": "share", "achieved": [share[1]], "due": share[2].split(" + ")}
    fall = re.fullmatch(r"clamp\(\((\w+) - (\w+)\) / \1, 0, 1\)", text)
    if not fall:
        raise ValueError(f"unknown formula: {text}")
    return {"kind": "fall", "before": fall[1], "now": fall[2]}


def conditions(data: dict[str, Any], predicate: str) -> list[dict[str, Any]]:
    """The conditions of one predicate as the draft has them."""
    return data["thresholds"][predicate.lower()]["conditions"]


def plain_words(text: str) -> str:
    """Letters and digits only, so that punctuation and case hide no copy."""
    return " ".join(re.findall(r"\w+", text.casefold()))
