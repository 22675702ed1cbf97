"""How many pages a paper of ours has; its pictures are drawn one by one."""

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader


def pages_of(pdf: bytes) -> int:
    """Of a file that Zona itself made, so it is not bounded; files of others go through `zona.files.inspection`."""
    return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])
