"""YAML with its place kept: every value knows its line and its path, so that every mistake can be pointed at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_LOOKS_LIKE_NUMBER = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a file: where it is and what was expected."""

    line: int  # counted from 1
    path: str  # components[0].areas[1].weight
    message: str  # an Indonesian sentence

    def __str__(self) -> str:
        where = f" {self.path}:" if self.path else ""
        return f"baris {self.line}:{where} {self.message}"


class BrokenFileError(ValueError):
    """The text is no YAML at all; carries the one problem found."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Tree:
    """One value of the file."""

    node: yaml.Node
    path: str = ""

    @property
    def line(self) -> int:
        """Line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def kind(self) -> str:
        """What the value is, in words for a message."""
        if isinstance(self.node, yaml.MappingNode):
            return "daftar bernama"
        if isinstance(self.node, yaml.SequenceNode):
            return "daftar"
        return "kosong" if self.is_empty else "teks"

    @property
    def is_mapping(self) -> bool:
        """Whether it holds named values."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether it holds values in order."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.style is None and self.node.value == ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing, only blanks, or `null` was written."""
        if not isinstance(self.node, yaml.ScalarNode):
            return False
        return not self.node.value.strip() or self.node.tag == "tag:yaml.org,2002:null"

    @property
    def text(self) -> str | None:
        """The text of a single value as written, or None when it is a list."""
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else None

    @property
    def is_bare_number(self) -> bool:
        """Whether it is a number without quotes, which YAML readers turn into an inexact float."""
        return (
            isinstance(self.node, yaml.ScalarNode) and self.node.style is None and self.node.tag in _LOOKS_LIKE_NUMBER
        )

    def pairs(self) -> Iterator[tuple["Tree", "Tree"]]:
        """Key and value of each entry of a mapping; a repeated key comes as often as it stands there."""
        if isinstance(self.node, yaml.MappingNode):
            for key, value in self.node.value:
                name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
                yield Tree(key, self.path), Tree(value, self._below(name))

    def items(self) -> Iterator["Tree"]:
        """The values of a list."""
        if isinstance(self.node, yaml.SequenceNode):
            for at, value in enumerate(self.node.value):
                yield Tree(value, f"{self.path}[{at}]")

    def problem(self, message: str) -> Problem:
        """A mistake at this place."""
        return Problem(self.line, self.path, message)

    def _below(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


class _AnchorError(yaml.MarkedYAMLError):
    """An anchor or alias, which could make a small file grow without end."""


class _PlainLoader(yaml.SafeLoader):
    """Composes nodes, but no anchors and aliases."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse before anything is built."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _AnchorError(problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def read_tree(text: str) -> Tree:
    """The file as a tree. Raises BrokenFileError when it is not YAML, is empty, or holds aliases without end."""
    try:
        node = yaml.compose(text, Loader=_PlainLoader)
    except _AnchorError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = Problem(line, "", "jangkar dan alias YAML (& dan *) tidak dipakai di berkas ini.")
        raise BrokenFileError(problem) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BrokenFileError(Problem(line, "", f"berkas bukan YAML yang benar ({error.problem}).")) from error
    except (yaml.YAMLError, RecursionError) as error:
        first_line = str(error).splitlines()[0]
        raise BrokenFileError(Problem(1, "", f"berkas bukan YAML yang benar ({first_line}).")) from error
    if node is None:
        raise BrokenFileError(Problem(1, "", "berkas kosong."))
    return Tree(node)


def plain_data(tree: Tree) -> object:
    """The tree as dicts, lists and strings; every single value stays the text that was written."""
    if tree.is_mapping:
        return {key.text or "": plain_data(value) for key, value in tree.pairs()}
    if tree.is_list:
        return [plain_data(value) for value in tree.items()]
    return None if tree.is_blank else tree.text
