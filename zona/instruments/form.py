"""Reading single values out of a tree, noting every mistake instead of stopping at the first."""

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from zona.instruments.tree import Problem, Tree

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
INPUT_CODE = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Kind = TypeVar("Kind", bound=StrEnum)


class Form:
    """One mapping of the file, read key by key.

    Every reader returns a usable value even when the file is wrong (so that reading goes on and finds the next
    mistake) and notes what was expected. `done()` reports keys nobody asked for.
    """

    def __init__(self, tree: Tree, problems: list[Problem], what: str) -> None:
        self.tree, self.problems, self.what = tree, problems, what
        self.values: dict[str, Tree] = {}
        self._asked: set[str] = set()
        if not tree.is_mapping:
            self.note(tree, f"{what} harus berupa daftar bernama, bukan {tree.kind}.")
        for key, value in tree.pairs():
            name = key.text or ""
            if name in self.values:
                self.note(key, f"kunci '{name}' tertulis dua kali.")
            self.values[name] = value

    def note(self, at: Tree, message: str) -> None:
        """Remember one mistake."""
        self.problems.append(at.problem(message))

    def has(self, key: str) -> bool:
        """Whether the key is there with a value; blanks and `null` are none."""
        return key in self.values and not self.values[key].is_blank

    def at(self, key: str) -> Tree:
        """The place of a key, or of the whole mapping when the key is missing."""
        return self.values.get(key, self.tree)

    def text(self, key: str, *, needed: bool = True) -> str:
        """A text; empty when missing."""
        self._asked.add(key)
        if not self.has(key):
            if needed:
                self.note(self.at(key), f"{self.what} memerlukan '{key}' (teks).")
            return ""
        text = self.values[key].text
        if text is None:
            self.note(self.values[key], f"'{key}' harus berupa teks, bukan {self.values[key].kind}.")
            return ""
        return text.strip()

    def code(self, key: str = "code", *, pattern: re.Pattern[str] = CODE) -> str:
        """A code of small letters, digits and hyphens."""
        text = self.text(key)
        if text and not pattern.fullmatch(text):
            self.note(self.at(key), f"kode '{text}' hanya boleh berisi huruf kecil, angka, dan tanda hubung.")
        return text

    def number(self, key: str, *, needed: bool = True) -> Fraction | None:
        """An exact number of zero or more, written in quotes with a decimal point."""
        self._asked.add(key)
        if not self.has(key):
            if needed:
                self.note(self.at(key), f"{self.what} memerlukan '{key}' (angka dalam tanda kutip).")
            return None
        return self.number_at(self.values[key], key)

    def number_at(self, tree: Tree, name: str) -> Fraction | None:
        """The exact number written at one place."""
        text = tree.text
        if text is None or not _NUMBER.fullmatch(text):
            said = f"'{text}'" if text is not None else tree.kind
            self.note(tree, f"'{name}' harus angka seperti \"13.5\", bukan {said}.")
            return None
        if tree.is_bare_number:
            self.note(tree, f"'{name}' harus ditulis dalam tanda kutip (\"{text}\") agar tetap tepat.")
        return Fraction(text)

    def choice(self, key: str, kinds: type[Kind], *, default: Kind | None = None) -> Kind:
        """One of the words of an enum."""
        first = next(iter(kinds))
        text = self.text(key, needed=default is None)
        if not text:
            return default or first
        try:
            return kinds(text)
        except ValueError:
            allowed = ", ".join(kinds)
            self.note(self.at(key), f"'{key}' harus salah satu dari {allowed}, bukan '{text}'.")
            return default or first

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        text = self.text(key, needed=False)
        if not text:
            return default
        if text not in ("true", "false"):
            self.note(self.at(key), f"'{key}' harus true atau false, bukan '{text}'.")
            return default
        return text == "true"

    def date(self, key: str) -> str:
        """An ISO date, or nothing."""
        text = self.text(key, needed=False)
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self.note(self.at(key), f"'{key}' harus tanggal seperti 2026-11-23, bukan '{text}'.")
            return ""

    def forms(self, key: str, what: str, *, needed: bool = True) -> list["Form"]:
        """A list of mappings."""
        return [Form(item, self.problems, what) for item in self.items(key, needed=needed)]

    def items(self, key: str, *, needed: bool = True) -> list[Tree]:
        """A list that must not be empty when it is needed."""
        self._asked.add(key)
        if not self.has(key):
            if needed:
                self.note(self.at(key), f"{self.what} memerlukan '{key}' (daftar).")
            return []
        if not self.values[key].is_list:
            self.note(self.values[key], f"'{key}' harus berupa daftar, bukan {self.values[key].kind}.")
            return []
        items = list(self.values[key].items())
        if needed and not items:
            self.note(self.values[key], f"'{key}' tidak boleh kosong.")
        return items

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; may be missing."""
        found = []
        for item in self.items(key, needed=False):
            if item.text is None or item.is_empty:
                self.note(item, f"isi '{key}' harus teks.")
            else:
                found.append(item.text.strip())
        return tuple(found)

    def named(self, key: str, *, needed: bool = False) -> list[tuple[str, Tree]]:
        """The entries of a mapping as name and value, each name once; a needed one has at least one entry."""
        inner = self.form(key, f"'{key}'", needed=needed)
        if inner is None:
            return []
        if needed and inner.tree.is_mapping and not inner.values:
            self.note(inner.tree, f"'{key}' tidak boleh kosong.")
        return list(inner.values.items())

    def form(self, key: str, what: str, *, needed: bool = True) -> "Form | None":
        """A mapping of its own, or None when it is missing."""
        self._asked.add(key)
        if self.has(key):
            return Form(self.values[key], self.problems, what)
        if needed:
            self.note(self.at(key), f"{self.what} memerlukan '{key}' (daftar bernama).")
        return None

    def done(self) -> None:
        """Report what stands there although nothing knows it."""
        for name, value in self.values.items():
            if name not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.note(value, f"'{name}' tidak dikenal di sini; yang dikenal: {known}.")
