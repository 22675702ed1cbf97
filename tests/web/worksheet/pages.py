"""Reading a page as a person does: its elements, its text, what stands in its form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponseBase

_VOID = {"meta", "link", "input", "img", "br", "hr", "path", "rect", "use", "line", "circle", "wbr"}


@dataclass
class Element:
    """One element with its attributes and everything in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it, with single spaces."""
        return " ".join(" ".join(one if isinstance(one, str) else one.text for one in self.inside).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def __contains__(self, text: str) -> bool:
        return text in self.text

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """Every element of that tag with these attributes; `css="chip"` asks for one class."""
        return [one for one in self._walk() if one._fits(tag, wanted)]

    def one(self, tag: str = "", **wanted: str) -> "Element":
        """The only such element."""
        (found,) = self.all(tag, **wanted)
        return found

    def _fits(self, tag: str, wanted: dict[str, str]) -> bool:
        if tag and self.tag != tag:
            return False
        return all(
            value in self["class"].split() if name == "css" else self[name.replace("_", "-")] == value
            for name, value in wanted.items()
        )

    def _walk(self) -> Iterator["Element"]:
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one._walk()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("page")]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        made = Element(tag, {name: value if value is not None else "" for name, value in attrs})
        self.stack[-1].inside.append(made)
        if tag not in _VOID:
            self.stack.append(made)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and any(one.tag == tag for one in self.stack):
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.stack[-1].inside.append(data)


def read(response: HttpResponseBase) -> Element:
    """The page of an answer."""
    reader = _Reader()
    reader.feed(response.content.decode())  # type: ignore[attr-defined]
    return reader.stack[0]


def has(element: Element, attribute: str) -> bool:
    """Whether an attribute such as `checked` or `disabled` is there."""
    return attribute in element.attributes


def typed(page: Element) -> dict[str, str]:
    """What stands in the form of the answer."""
    form = page.one("form", id="jawab")
    values = {area["name"]: "".join(str(one) for one in area.inside) for area in form.all("textarea")}
    for field_ in form.all("input"):
        if field_["type"] in ("radio", "checkbox"):
            if has(field_, "checked"):
                values[field_["name"]] = field_["value"]
        else:
            values[field_["name"]] = field_["value"]
    values.pop("csrfmiddlewaretoken", None)
    return values


def said(page: Element) -> str:
    """What the notices say, above the content and beside what they speak of."""
    return " ".join(box.text for box in [*page.all(id="pesan"), *page.all("div", css="notice--row")])
