"""Makes trees that asn1crypto built itself cheap to encode.

asn1crypto keeps a mark on every sequence that was put together in Python and never takes it away, also on defaults that
it fills in while reading. A marked tree is encoded anew at each look, two or three times at every level, so the cost
doubles with each level: a signature around a time stamp took ten seconds of CPU now and then, instead of a tenth.
Here every marked part is encoded once, from the leaves up, and its mark is taken away.
"""

from typing import TypeVar

from asn1crypto import core  # type: ignore[import-untyped]

Value = TypeVar("Value", bound=core.Asn1Value)


def settled(value: Value) -> Value:
    """The same value, encoded once; what was read and not touched keeps its bytes."""
    inner = getattr(value, "_parsed", None)  # of a choice, and of what is held as bytes
    inner = inner[0] if isinstance(inner, tuple) else inner
    if isinstance(inner, core.Asn1Value):
        settled(inner)
    if isinstance(value, core.Sequence | core.SequenceOf) and value.children is not None:
        for child in value.children:
            if isinstance(child, core.Asn1Value):  # a tuple was never looked at
                settled(child)
        if value._is_mutated():
            value._set_contents()
            value._mutated = False
    return value
