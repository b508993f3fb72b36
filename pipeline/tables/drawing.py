"""Pictures of pages with the found grids drawn over them: people check tables by looking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.errors import BadOutput
from pipeline.manuscript import FoundTable, Rect
from pipeline.reading.document import Document, Page
from pipeline.reading.scan import OtherReader, other_reader

DPI = 110
"""Small print can be read at this resolution, and a page stays under a few hundred kilobytes."""
HEAD = (255, 214, 0, 70)
GRID = (0, 90, 220, 255)
FRAME = (220, 30, 30, 255)
_UPRIGHT = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def draw_tables(
    document: Document, tables: Sequence[FoundTable], path: Path, *, folder: Path, password: str | None = None
) -> list[str]:
    """Write a picture of every page that has tables into the folder, rendered from the PDF at `path`; the files' names.

    Header cells are shaded, cells framed blue, tables red and numbered as in the output. Text that stands turned on its
    page is drawn upright. Raises BadOutput when the folder can't be written.
    """
    names: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with other_reader(path.read_bytes(), password=password) as reader:
            for page, picture in page_pictures(document, tables, reader):
                turned = f"-{page.turn}" if page.turn else ""
                names.append(f"{path.stem}-{page.number:03}{turned}.png")
                picture.save(folder / names[-1])
    except OSError as error:
        raise BadOutput(path, f"{folder} can't be written ({error.strerror or error})", "name another folder") from None
    return names


def page_pictures(
    document: Document, tables: Sequence[FoundTable], reader: OtherReader | None
) -> Iterator[tuple[Page, Image.Image]]:
    """The pages that have tables, drawn; on white paper where no reader can render the page."""
    for page in document.pages:
        here = [(i, table) for i, table in enumerate(tables, start=1) if _stands_on(table, page)]
        if not here:
            continue
        picture, scale = _background(page, reader)
        layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(layer)
        for number, table in here:
            _draw(pen, number, table, page.number, scale)
        yield page, Image.alpha_composite(picture, layer).convert("RGB")


def _stands_on(table: FoundTable, page: Page) -> bool:
    """Are glyphs of the table on the page? Several pages have one number when text stands turned."""
    return bool(page.glyphs) and any(page.glyphs[0].index <= i <= page.glyphs[-1].index for i in table.taken)


def _background(page: Page, reader: OtherReader | None) -> tuple[Image.Image, float]:
    """The page as it is seen, upright, and how many pixels a point has."""
    seen = reader.picture(page.number, dpi=DPI) if reader is not None else None
    if seen is None:
        scale = DPI / 72
        return Image.new("RGBA", (int(page.width * scale) + 1, int(page.height * scale) + 1), "white"), scale
    picture = Image.fromarray(seen[0]).convert("RGBA")
    if page.turn in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[page.turn])
    return picture, 1 / seen[1]


def _draw(pen: ImageDraw.ImageDraw, number: int, table: FoundTable, page: int, scale: float) -> None:
    boxes = [(cell, cell.bbox) for cell in table.cells if cell.page == page and cell.bbox is not None]
    for cell, box in boxes:
        fill = HEAD if cell.row < table.header_rows else None
        pen.rectangle(_pixels(box, scale), fill=fill, outline=GRID)
    if not boxes:
        return
    around = (
        min(box[0] for _, box in boxes), min(box[1] for _, box in boxes),
        max(box[2] for _, box in boxes), max(box[3] for _, box in boxes),
    )  # fmt: skip
    x0, top, x1, bottom = _pixels(around, scale)
    pen.rectangle((x0 - 2, top - 2, x1 + 2, bottom + 2), outline=FRAME, width=2)
    label = f"t{number}"
    pen.text((max(0.0, x0 - 5 - pen.textlength(label)), top), label, fill=FRAME)


def _pixels(box: Rect, scale: float) -> Rect:
    """The box in pixels; corners in order, as the pen wants them."""
    x0, top, x1, bottom = (side * scale for side in box)
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)
