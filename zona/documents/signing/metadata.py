"""Whether later revisions of a file left what it says of itself (title, author, language …) as it was signed.

Software that adds a time stamp to an archive writes the time of change and its own name; that is let pass.
"""

import re
from collections import Counter
from xml.etree import ElementTree

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

#: what every writer of PDF may set to its own
_WRITERS_OWN = frozenset(("ModDate", "Producer", "ModifyDate", "MetadataDate", "xmptk"))
_NAMESPACE = re.compile(r"^\{.*\}")


def metadata_unchanged(reader: PdfFileReader, revision: int) -> bool:
    """Compare the newest revision with an older one. Raises what broken metadata makes the parsers raise."""
    return _said(reader) == _said(reader.get_historical_resolver(revision))


def _said(view: PdfHandler) -> Counter[tuple[str, str]]:
    return _info(view) + _xmp(view)


def _info(view: PdfHandler) -> Counter[tuple[str, str]]:
    try:
        info = view.trailer_view["/Info"]
    except KeyError:
        return Counter()
    return Counter((name[1:], str(value)) for name, value in info.items() if name[1:] not in _WRITERS_OWN)


def _xmp(view: PdfHandler) -> Counter[tuple[str, str]]:
    """Every text and attribute of the XMP packet, whatever its order and prefixes."""
    try:
        stream = view.root["/Metadata"]
    except KeyError:
        return Counter()
    if b"<!DOCTYPE" in stream.data or b"<!ENTITY" in stream.data:
        raise ValueError("XMP with declarations of its own")
    said: Counter[tuple[str, str]] = Counter()
    for element in ElementTree.fromstring(stream.data).iter():  # noqa: S314 - declarations were refused above
        pairs = [(element.tag, element.text or ""), *element.attrib.items()]
        said.update((_NAMESPACE.sub("", name), text.strip()) for name, text in pairs if text.strip())
    return Counter({pair: count for pair, count in said.items() if pair[0] not in _WRITERS_OWN})
