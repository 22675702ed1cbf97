"""`python -m zona.files.preview_child PATH KIND PAGE`: write a picture of the file on standard output.

The picture is drawn anew from pixels: no metadata, script or link of the original is in it. Django-free, in the
sandbox.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

EDGE = 1600  # pixels, at most
_PDF_SCALE = 2.0  # 144 dpi: an A4 page becomes 1191 × 1600 at most


def picture_of_page(path: Path, page: int) -> "Image":
    """One PDF page with what was filled in its forms. Our pdfium has no script engine, so nothing in it can run."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    opened = document[page - 1]
    scale = min(_PDF_SCALE, (EDGE - 1) / max(opened.get_size()))
    picture: Image = opened.render(scale=scale).to_pil()
    return picture.convert("RGB")


def picture_of_image(path: Path) -> "Image":
    """The image turned upright and made smaller, on a fresh canvas that knows nothing of the old one."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        image.draft("RGB", (EDGE, EDGE))
        has_alpha = "A" in image.getbands() or "transparency" in image.info
        small = image.convert("RGBA" if has_alpha else "RGB")
        small.thumbnail((EDGE, EDGE))
        upright = ImageOps.exif_transpose(small)  # small still knows the orientation
    canvas = Image.new(upright.mode, upright.size)
    canvas.paste(upright)
    return canvas


def main() -> None:
    """Enter the sandbox, draw, write."""
    from zona.files import sandbox

    sandbox.enter()
    path, kind, page = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    from PIL import Image

    from zona.files.rules.kinds import PIXEL_LIMIT

    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    picture = picture_of_page(path, page) if kind == "pdf" else picture_of_image(path)
    picture.save(sys.stdout.buffer, {"jpeg": "JPEG", "webp": "WEBP"}.get(kind, "PNG"), quality=85)


if __name__ == "__main__":
    main()
