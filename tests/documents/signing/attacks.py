"""What forgers do to signed papers (TE-09). Each attack makes a file; the table in `test_attacks` says the verdict.

Names of the known families: incremental saving (ISA), signature wrapping (SWA) and universal signature forgery
(USF) after Mladenov et al. 2019; shadow attacks after Mainka et al. 2021; evil annotations after Rohlmann et al. 2021.
"""

import re
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from tests.documents.signing.papers import TITLE, paper
from tests.documents.signing.people import CITY, MAYOR, SECRET, SECRETARY, START, TODAY, House, wish
from zona.documents.signing.authority import KeyAndCertificate, issue_signer
from zona.documents.signing.interface import Passphrase
from zona.documents.signing.local import LocalSigner
from zona.documents.signing.opened import OpenedIdentity, open_identity
from zona.documents.signing.pades import sign_pdf

COVER = b"q 1 1 1 rg 60 700 400 60 re f Q BT /F1 12 Tf 70 720 Td (Rp9.000.000) Tj ET"
AMOUNT_BOX = (60, 700, 460, 760)


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision, as any PDF editor writes it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pages(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    node = writer.root["/Pages"]
    while "/Kids" in node["/Kids"][0]:
        node = node["/Kids"][0]
    return node


def first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    return pages(writer)["/Kids"][0]


def gap_of(pdf: bytes) -> tuple[int, int]:
    """Where the newest signature stands: after `<`, before `>`."""
    numbers = re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", pdf)[-1]
    return int(numbers[1]) + 1, int(numbers[2]) - 1


# --- content ---------------------------------------------------------------------------------------------------------


def flipped_byte(house: House) -> bytes:
    pdf = bytearray(house.signed(paper()))
    place = pdf.index(b"stream") + 40
    pdf[place] ^= 1
    return bytes(pdf)


def signature_from_another_paper(house: House) -> bytes:
    mine, other = bytearray(house.signed(paper("9.000.000"))), house.signed(paper())
    (start, end), (other_start, other_end) = gap_of(bytes(mine)), gap_of(other)
    # lengths differ by a few bytes from one signature to the next, and the rest is padding
    mine[start:end] = other[other_start:other_end].ljust(end - start, b"0")[: end - start]
    return bytes(mine)


def truncated(house: House) -> bytes:
    pdf = house.signed(paper())
    return pdf[: len(pdf) - 300]


# --- later revisions (ISA) -------------------------------------------------------------------------------------------


def changed_content(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=COVER))
        writer.update_container(page)

    return updated(house.signed(paper()), change)


def swapped_pages(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        kids = pages(writer)["/Kids"]
        kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
        writer.update_container(kids)

    return updated(house.signed(paper()), change)


def covering_annotation(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(one) for one in AMOUNT_BOX]),
                pdf_name("/Contents"): generic.pdf_string("Rp9.000.000"),
                pdf_name("/DA"): generic.pdf_string("/F1 12 Tf 0 g"),
            }
        )
        page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
        writer.update_container(page)

    return updated(house.signed(paper()), change)


def extra_page(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        node = pages(writer)
        page = generic.DictionaryObject(dict(first_page(writer).items()))
        node["/Kids"].append(writer.add_object(page))
        root = writer.root["/Pages"]
        root["/Count"] = generic.NumberObject(int(root["/Count"]) + 1)
        writer.update_container(root)
        writer.update_container(node["/Kids"])

    return updated(house.signed(paper()), change)


def changed_title(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        info = generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("Keputusan Lain")})
        writer.set_info(writer.add_object(info))

    return updated(house.signed(paper()), change)


def changed_archive_title(house: House) -> bytes:
    """The title that archives and screen readers use stands in the XMP packet."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        packet = writer.root["/Metadata"].data
        assert TITLE.encode() in packet
        forged = {pdf_name("/Type"): pdf_name("/Metadata"), pdf_name("/Subtype"): pdf_name("/XML")}
        data = packet.replace(TITLE.encode(), b"Keputusan Palsu")
        writer.root["/Metadata"] = writer.add_object(generic.StreamObject(forged, stream_data=data))
        writer.update_root()

    return updated(house.signed(paper()), change)


def covering_empty_field(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("Lain", box=AMOUNT_BOX))

    return updated(house.signed(paper()), change)


def change_hidden_under_a_second_signature(house: House) -> bytes:
    return house.signer(house.secretary).sign(changed_content(house), wish(SECRETARY)).pdf


# --- taking away and wrapping (USF, SWA, shadow) ---------------------------------------------------------------------


def stripped_to_the_draft(house: House) -> bytes:
    return house.signed(paper())[: len(paper())]


def stripped_by_revision(house: House) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    return updated(house.signed(paper()), change)


def copied_without_signature(house: House) -> bytes:
    out = BytesIO()
    writer = copy_into_new_writer(PdfFileReader(BytesIO(house.signed(paper()))))
    del writer.root["/AcroForm"]
    writer.write(out)
    return out.getvalue()


def without_byte_range(house: House) -> bytes:
    return house.signed(paper()).replace(b"/ByteRange", b"/BiteRange")


def shrunk_byte_range(house: House) -> bytes:
    """The signature is told to cover less, to make room at the end."""
    pdf = house.signed(paper())

    def shrink(found: re.Match[bytes]) -> bytes:
        shorter = str(int(found[2]) - 100).encode()
        return found[1] + shorter.rjust(len(found[2]), b"0")

    return re.sub(rb"(/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+)(\d+)", shrink, pdf)


def wrapped(house: House) -> bytes:
    """The signature is written again in a new revision, so that it seems to belong to the new content."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=COVER))
        writer.update_container(page)
        field = writer.root["/AcroForm"]["/Fields"][0]
        signature = writer.prev.embedded_signatures[0].sig_object
        copy = generic.DictionaryObject({name: signature.raw_get(name) for name in signature})
        field["/V"] = writer.add_object(copy)
        writer.update_container(field)

    return updated(house.signed(paper()), change)


def hidden_in_the_gap(house: House) -> bytes:
    """The padding behind the signature is not signed; here it carries something."""
    pdf = bytearray(house.signed(paper()))
    _, end = gap_of(bytes(pdf))
    pdf[end - 40 : end] = b"416b753a20627561742075616e6720626172750a"
    return bytes(pdf)


def shadow(house: House) -> bytes:
    """Before signing a second version of the content lies unused in the file; afterwards it is switched in."""
    kept: dict[str, generic.IndirectObject] = {}

    def prepare(writer: IncrementalPdfFileWriter) -> None:
        kept["hidden"] = writer.add_object(generic.StreamObject(stream_data=COVER))

    def switch(writer: IncrementalPdfFileWriter) -> None:
        hidden = kept["hidden"]
        page = first_page(writer)
        page["/Contents"] = generic.IndirectObject(hidden.idnum, hidden.generation, writer)
        writer.update_container(page)

    return updated(house.signed(updated(paper(), prepare)), switch)


# --- people and certificates -----------------------------------------------------------------------------------------


def wrong_person(house: House) -> bytes:
    return house.signer(house.secretary).sign(paper(), wish(SECRETARY)).pdf


def one_signature_missing(house: House) -> bytes:
    return house.signed(paper())


def same_names_other_root(house: House) -> bytes:
    return House(name=house.name).signed(paper())


def issued_by_a_signer(house: House) -> bytes:
    """The secretary, no authority, makes a certificate in the mayor's name."""
    forged = issue_signer(
        house.secretary,
        SECRET,
        person=MAYOR,
        position="Wali Kota",
        city=CITY,
        passphrase=SECRET,
        now=TODAY,
        days=100,
    )
    chain = [house.secretary.certificate_pem, house.trusted]
    return LocalSigner(forged, SECRET, chain=chain).sign(paper(), wish()).pdf


def signed_by_the_root(house: House) -> bytes:
    return _unchecked(house.root, house)


def signed_with_the_clock(house: House) -> bytes:
    return _unchecked(house.clock, house)


def strangers_signature_on_top(house: House) -> bytes:
    """Allowed by the certification, and it may even look like something; but nobody vouches for it."""
    stranger = House(name="Induk Gelap")
    return stranger.signer().sign(house.signed(paper()), wish("Orang Gelap")).pdf


def expired_without_stamp(house: House) -> bytes:
    return house.signed(paper(), stamped=False)


def stamped_after_expiry(house: House) -> bytes:
    """An old key is used today; the stamp says so."""
    brief = house.person(MAYOR, "Wali Kota", days=100)
    opened = open_identity(brief, Passphrase(SECRET), (), at=START)
    return _with_stamp_of(house, opened)


def stamped_by_a_stranger(house: House) -> bytes:
    stranger = House(name="Induk Gelap")
    signer = LocalSigner(house.mayor, SECRET, chain=[house.trusted], stamping=stranger.stamping)
    return signer.sign(paper(), wish()).pdf


def without_stamp(house: House) -> bytes:
    return house.signed(paper(), stamped=False)


def _unchecked(identity: KeyAndCertificate, house: House) -> bytes:
    """Signing with a certificate that was never meant for it."""
    opened = open_identity(identity, Passphrase(SECRET), [house.trusted], at=TODAY)
    return _with_stamp_of(house, opened)


def _with_stamp_of(house: House, opened: OpenedIdentity) -> bytes:
    return sign_pdf(paper(), wish(), opened, method="gelap", stamping=house.stamping).pdf


# --- nothing at all --------------------------------------------------------------------------------------------------


def empty(house: House) -> bytes:
    return b""


def garbage(house: House) -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\nstartxref\n12\n%%EOF"


def too_large(house: House) -> bytes:
    return paper() + b" " * 50_000_000


def promises_a_million_objects(house: House) -> bytes:
    return b"%PDF-1.7\nxref\n0 99999999\ntrailer\n<< /Size 99999999 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def too_many_revisions(house: House) -> bytes:
    pdf = house.signed(paper())
    for _ in range(65):
        pdf = updated(pdf, lambda writer: writer.update_root())
    return pdf
