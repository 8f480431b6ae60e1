"""Makes the TrueType files beside it from the npm packages named in README.md.

Usage: make.py FOLDER_OF_UNPACKED_PACKAGES   (needs fonttools and brotli)

Latin and Latin Extended are one file again (the web ships them apart); hinting goes, since paper and modern screens do
not use it; shapes that stand beside a word of state, and the box for a character the fonts lack, are added; names are set.
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FACES = [
    # file, package, file stem, weight, slant, family, style
    ("sans-regular", "atkinson-hyperlegible-next", 400, "normal", "Atkinson Hyperlegible Next", "Regular"),
    ("sans-semibold", "atkinson-hyperlegible-next", 600, "normal", "Atkinson Hyperlegible Next", "SemiBold"),
    ("sans-bold", "atkinson-hyperlegible-next", 700, "normal", "Atkinson Hyperlegible Next", "Bold"),
    ("serif-regular", "source-serif-4", 400, "normal", "Scrutiny Serif", "Regular"),
    ("serif-italic", "source-serif-4", 400, "italic", "Scrutiny Serif", "Italic"),
    ("serif-semibold", "source-serif-4", 600, "normal", "Scrutiny Serif", "SemiBold"),
]


def polygon(pen, points):
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def circle(pen, cx, cy, r, clockwise=True):
    # Eight quadratic arcs.
    import math

    steps = range(8) if not clockwise else range(0, -8, -1)
    turn = math.pi / 4
    at = lambda k, radius: (round(cx + radius * math.cos(k * turn)), round(cy + radius * math.sin(k * turn)))
    pen.moveTo(at(0, r))
    for k in steps:
        nxt = k + (1 if not clockwise else -1)
        middle = (k + nxt) / 2
        pen.qCurveTo(at(middle, r / math.cos(turn / 2)), at(nxt, r))
    pen.closePath()


def shapes():
    """Drawn on the middle of the lower-case letters, 700 units wide."""
    y = 330
    pen = TTGlyphPen(None)
    polygon(pen, [(110, y - 240), (110, y + 240), (590, y + 240), (590, y - 240)])
    yield 0x25A0, "square", pen.glyph()
    pen = TTGlyphPen(None)
    polygon(pen, [(110, y - 240), (110, y + 240), (590, y + 240), (590, y - 240)])
    polygon(pen, [(165, y - 185), (535, y - 185), (535, y + 185), (165, y + 185)])
    yield 0x25A1, "square.open", pen.glyph()
    pen = TTGlyphPen(None)
    polygon(pen, [(350, y - 315), (35, y), (350, y + 315), (665, y)])
    yield 0x25C6, "diamond", pen.glyph()
    pen = TTGlyphPen(None)
    circle(pen, 350, y, 262)
    yield 0x25CF, "circle", pen.glyph()
    pen = TTGlyphPen(None)
    circle(pen, 350, y, 262)
    circle(pen, 350, y, 195, clockwise=False)
    yield 0x25CB, "circle.open", pen.glyph()


def plain_zeros(font):
    """A zero without its stroke, which stands apart in running text: its two half openings become one. In the forms for
    tables too."""
    glyf, zeros = font["glyf"], {font.getBestCmap()[0x30]}
    for lookup in font["GSUB"].table.LookupList.Lookup if "GSUB" in font else []:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            zeros |= {to for one, to in getattr(table, "mapping", {}).items() if one in zeros and isinstance(to, str)}
    for name in zeros:
        glyph = glyf[name]
        if glyph.isComposite() or glyph.numberOfContours != 3:
            continue
        points, ends, flags = glyph.getCoordinates(glyf)
        starts = [0] + [end + 1 for end in ends[:-1]]
        runs = [list(range(start, end + 1)) for start, end in zip(starts, ends)]
        box = lambda run: tuple(f(points[i][axis] for i in run) for axis in (0, 1) for f in (min, max))
        outer = max(runs, key=lambda run: box(run)[1] - box(run)[0])
        halves = [i for run in runs if run is not outer for i in run]
        (ax, bx, ay, by), (cx, dx, cy, dy) = box(outer), box(halves)
        across, up = (dx - cx) / (bx - ax), (dy - cy) / (by - ay)
        inner = [(round(cx + (points[i][0] - ax) * across), round(cy + (points[i][1] - ay) * up)) for i in outer]
        glyph.coordinates = type(points)([points[i] for i in outer] + inner[::-1])
        glyph.flags = type(flags)([flags[i] for i in outer] + [flags[i] for i in outer][::-1])
        glyph.endPtsOfContours = [len(outer) - 1, 2 * len(outer) - 1]
        glyph.numberOfContours = 2
        glyph.recalcBounds(glyf)


def make(folder, out):
    for file, package, weight, slant, family, style in FACES:
        files = folder / package / "files"
        parts = []
        for subset in ("latin", "latin-ext"):
            font = TTFont(files / f"{package}-{subset}-{weight}-{slant}.woff2")
            font.flavor = None
            # Hinting, variable-font leftovers and tables that cannot be merged or are of no use on paper.
            for table in ("prep", "fpgm", "cvt ", "gasp", "STAT", "BASE", "DSIG"):
                if table in font:
                    del font[table]
            part = out / f".{file}-{subset}.ttf"
            font.save(part)
            parts.append(part)
        merged = Merger().merge([str(part) for part in parts])
        for part in parts:
            part.unlink()
        order = merged.getGlyphOrder()
        for code, name, glyph in shapes():
            order.append(name)
            merged["glyf"].glyphs[name] = glyph
            glyph.recalcBounds(merged["glyf"])
            merged["hmtx"][name] = (700, glyph.xMin)
            for table in merged["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = name
        merged.setGlyphOrder(order)
        merged["glyf"].glyphOrder = order
        # The non-breaking and the true hyphen look like the hyphen.
        best = merged.getBestCmap()
        for table in merged["cmap"].tables:
            if table.isUnicode():
                for code in (0x2010, 0x2011):
                    table.cmap.setdefault(code, best[0x2D])
        # Text copied from PDFs holds ligatures as characters: two letters side by side.
        for code, letters in ((0xFB00, "ff"), (0xFB01, "fi"), (0xFB02, "fl"), (0xFB03, "ffi"), (0xFB04, "ffl")):
            if code in best:
                continue
            pen, x = TTGlyphPen(merged.getGlyphSet()), 0
            for letter in letters:
                pen.addComponent(best[ord(letter)], (1, 0, 0, 1, x, 0))
                x += merged["hmtx"][best[ord(letter)]][0]
            name, glyph = f"letters.{letters}", pen.glyph()
            order.append(name)
            merged["glyf"].glyphs[name] = glyph
            glyph.recalcBounds(merged["glyf"])
            merged["hmtx"][name] = (x, glyph.xMin)
            for table in merged["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = name
        merged.setGlyphOrder(order)
        merged["glyf"].glyphOrder = order
        if package.startswith("atkinson"):
            plain_zeros(merged)
        merged["maxp"].numGlyphs = len(order)
        merged["post"].formatType = 3.0
        full = family if style == "Regular" else f"{family} {style}"
        post_script = f"{family.replace(' ', '')}-{style}"
        names = merged["name"]
        for record in list(names.names):
            if record.nameID > 25 or record.nameID in (16, 17, 21, 22):
                names.removeNames(nameID=record.nameID)
        base = style if style in ("Regular", "Italic", "Bold") else "Regular"
        for identifier, text in (
            (1, family if base == style else full),
            (2, base),
            (3, f"{names.getDebugName(5)};{post_script}"),
            (4, full),
            (6, post_script),
            (13, "This Font Software is licensed under the SIL Open Font License, Version 1.1."),
            (16, family),
            (17, style),
        ):
            names.setName(text, identifier, 3, 1, 0x409)
        merged["OS/2"].usWeightClass = weight
        # Same bytes whenever it is made.
        merged["head"].created = merged["head"].modified = 3_600_000_000
        merged.recalcTimestamp = False
        merged.save(out / f"{file}.ttf")
        print(file, len(order), (out / f"{file}.ttf").stat().st_size)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(__file__).parent)
