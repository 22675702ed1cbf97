"""How many pages a paper of ours has; its pictures are drawn one by one."""


def pages_of(pdf: bytes) -> int:
    """Of a file that Zona itself made, so it is not bounded; files of others go through `zona.files.inspection`."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as opened:
        return len(opened)
