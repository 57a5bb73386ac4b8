# ruff: noqa: RUF001  letters of other languages look like ours
"""Cut the faces that peerkit prints with, for developers: `python -m tests.fonts NAME REGULAR BOLD`.

NAME is one of FACES; REGULAR and BOLD are the files of the project, or one variable file for both. What is written is
what peerkit ships, or a package of fonts in `docs/fonts/` that can be installed beside it. Needs fontTools
(`pip install "fonttools[woff]"`). Then run the tests of typography: where lines are broken comes from these files.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).parent.parent

SHIPPED = REPOSITORY / "peerkit" / "printing" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}


class Cut(NamedTuple):
    """What is kept of a face: its characters, the features of its font, and the folder it goes to."""

    file: str
    characters: tuple[Iterable[int], ...]
    features: tuple[str, ...] = ("*",)
    folder: Path = SHIPPED
    weights: tuple[str, ...] = ("Regular", "Bold")
    number: int = 0
    """Which font of a collection it is."""
    for_pages: bool = False
    """Whether it is packed as WOFF2, which browsers read and typst does not."""


def _package(name: str) -> Path:
    """Where the fonts of a package lie."""
    return REPOSITORY / "docs" / "fonts" / name / f"peerkit_fonts_{name}"


LATIN = (
    range(0x20, 0x1C4), range(0x1CD, 0x1F1), range(0x1F4, 0x250), range(0x1E00, 0x1F00),
    *(range(sign, sign + 1) for sign in map(ord, "ɓɔɖɗəɛɠɣɨɩɯɲɽʃʉʊʋʌʒʔʕ")),
)  # fmt: skip
"""Latin as it is written today, with the letters of Africa and Vietnam; without those of phonetics."""
MARKS = range(0x2B9, 0x2C2), range(0x2C6, 0x2CC), range(0x2D8, 0x2E0), range(0x300, 0x346), range(0x358, 0x35C)
GREEK_AND_CYRILLIC = (
    range(0x374, 0x376), range(0x37A, 0x37B), range(0x37E, 0x3CF), range(0x400, 0x460), range(0x48A, 0x530),
)  # fmt: skip
SIGNS = range(0x2000, 0x2090), range(0x20A0, 0x2160), range(0x218A, 0x2800)
JOINERS = range(0x200C, 0x200E)
ARABIC = (
    range(0x621, 0x63B), range(0x640, 0x658), range(0x660, 0x66E), range(0x670, 0x672), range(0x6F0, 0x6FA),
    *(range(sign, sign + 1) for sign in map(ord, "،؛؟۔پچژکگیۀٹڈڑںہۂۃھےۓێۆڕڵڤەټډړږښڼېۍځڅۇۈۋڭڧٻڀٺٽٿڦڄڃڇڊڌڍڏڙڳڱڪڻۄٲٳؠڽ")),
)  # fmt: skip
"""The letters of Arabic, Persian, Urdu, Kurdish, Pashto, Sindhi, Uyghur and Kashmiri, and their figures."""
HAN = tuple(sign for sign in range(0x3400, 0xA000) if chr(sign).encode("gb2312", "ignore"))
"""The characters of GB 2312: those of everyday Chinese as it is written in the mainland and in Singapore."""
PAGES = (
    range(0x20, 0x180), range(0x218, 0x21C), range(0x300, 0x305), range(0x308, 0x309), range(0x1E80, 0x1E86),
    range(0x1EA0, 0x1EFA), range(0x2010, 0x2028), range(0x202F, 0x203B), tuple(map(ord, "⁄€™←↑→↓−□✓")),
)  # fmt: skip
"""What a page of HTML needs of Inter: Latin with the letters of Welsh, Polish and Vietnamese."""
LATIN_FEATURES = ("ccmp", "cv05", "cv08", "locl", "tnum", "kern", "mark", "mkmk")
FACES = {
    "inter": Cut("Inter", (*LATIN, *MARKS, *GREEK_AND_CYRILLIC, *SIGNS), LATIN_FEATURES),
    "pages": Cut("Inter", PAGES, LATIN_FEATURES, for_pages=True),
    "arabic": Cut(
        "NotoSansArabic",
        (*ARABIC, JOINERS),
        ("ccmp", "isol", "init", "medi", "fina", "rlig", "calt", "locl", "kern", "mark", "mkmk"),
    ),
    "urdu": Cut("NotoNastaliqUrdu", (range(0x600, 0x700), JOINERS), folder=_package("urdu")),
    "bengali": Cut("NotoSansBengali", (range(0x951, 0x966), range(0x980, 0xA00), JOINERS), folder=_package("bengali")),
    "chinese": Cut(
        "NotoSansCJKsc",
        (HAN, range(0x3000, 0x3020), range(0xFF00, 0xFFF0)),
        ("ccmp", "locl", "kern", "palt", "vert"),
        _package("chinese"),
        ("Regular",),
        number=2,
    ),
    "panjabi": Cut("NotoSansGurmukhi", (range(0x951, 0x966), range(0xA00, 0xA80), JOINERS), folder=_package("panjabi")),
}


def cut(name: str, sources: list[str]) -> Iterator[Path]:
    """Write the face in each of its weights, and say where."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    face = FACES[name]
    options = subset.Options(layout_features=list(face.features), hinting=False, notdef_outline=True)
    face.folder.mkdir(parents=True, exist_ok=True)
    for weight, source in zip(face.weights, sources * 2, strict=False):
        font: Any = TTFont(source, fontNumber=face.number)
        if "fvar" in font:
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": WEIGHTS[weight]}
            font = instancer.instantiateVariableFont(font, axes, updateFontNames=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[sign for some in face.characters for sign in some])
        subsetter.subset(font)
        if "rlig" in face.features:
            sign_by_sign(font)
        font["OS/2"].usWeightClass = WEIGHTS[weight]
        font.flavor = "woff2" if face.for_pages else None
        path = face.folder / f"{face.file}-{weight}.{font.flavor or ('otf' if 'CFF ' in font else 'ttf')}"
        font.save(path)
        yield path


ALEFS = "اآأإٱٲٳ"


def sign_by_sign(font: Any) -> None:
    """Draw lam and alef, which are joined as one, by a glyph for each: lam's draws both, and alef's is empty.

    Readers turn the letters of a line that runs from the right, but not those of a glyph that stands for two: what is
    copied, searched or read aloud would be wrong. Other ligatures go: their letters join without.
    """
    from fontTools.otlLib.builder import buildCoverage, buildLookup, buildSingleSubstSubtable
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table
    lookups = table.LookupList.Lookup
    used: dict[str, set[int]] = {"rlig": set(), "fina": set()}
    for record in table.FeatureList.FeatureRecord:
        used.get(record.FeatureTag, set()).update(record.Feature.LookupListIndex)
    alone = {font.getBestCmap()[ord(sign)] for sign in ALEFS if ord(sign) in font.getBestCmap()}
    alefs = {each.mapping[sign] for at in used["fina"] for each in lookups[at].SubTable for sign in alone}
    halves: dict[str, tuple[str, int]] = {}
    for at in sorted(used["rlig"]):
        parts = []
        for lam, ligature in _ligatures(lookups[at]):
            alef, both = ligature.Component[0], ligature.LigGlyph
            if len(ligature.Component) > 1 or alef not in alefs:
                continue
            halves[both] = f"{both}.alef", font["hmtx"][both][0] // 2
            part = otTables.ContextSubst()
            part.Format, part.GlyphCount, part.SubstCount, part.SubstLookupRecord = 3, 2, 2, []
            part.Coverage = [buildCoverage({each}, font.getReverseGlyphMap()) for each in (lam, alef)]
            for place, change in enumerate(({lam: both}, {alef: halves[both][0]})):
                lookups.append(buildLookup([buildSingleSubstSubtable(change)]))
                record = otTables.SubstLookupRecord()
                record.SequenceIndex, record.LookupListIndex = place, len(lookups) - 1
                part.SubstLookupRecord.append(record)
            parts.append(part)
        lookups[at].LookupType, lookups[at].SubTable, lookups[at].SubTableCount = 5, parts, len(parts)
    table.LookupList.LookupCount = len(lookups)
    font.setGlyphOrder([*font.getGlyphOrder(), *(alef for alef, _ in halves.values())])
    for both, (_, half) in halves.items():
        _shifted(font, both, half, {glyph: moved for glyph, (_, moved) in halves.items()})
    for both, (alef, half) in halves.items():
        _in_two(font, both, alef, half)


def _ligatures(lookup: Any) -> Iterator[tuple[str, Any]]:
    for part in lookup.SubTable:
        for first, ligatures in part.ligatures.items():
            yield from ((first, each) for each in ligatures)


def _shifted(font: Any, glyph: str, by: int, moved: dict[str, int]) -> None:
    """Draw a glyph further to the left; what it is made of may have been moved already."""
    from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

    outline = font["glyf"][glyph]
    if outline.isComposite():
        for component in outline.components:
            component.x += moved.get(component.glyphName, 0) - by
    else:
        outline.coordinates = GlyphCoordinates((x - by, y) for x, y in outline.coordinates)


def _in_two(font: Any, both: str, alef: str, half: int) -> None:
    """Let a glyph stand in its right half and hang over its left, where another is that draws nothing."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    glyphs, widths = font["glyf"], font["hmtx"]
    glyphs[both].recalcBounds(glyphs)
    glyphs[alef] = Glyph()
    width, left = widths[both]
    widths[both], widths[alef] = (width - half, left - half), (half, 0)
    font["GDEF"].table.GlyphClassDef.classDefs[alef] = 2
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable if lookup.LookupType == 5 else ():
            if both in part.LigatureCoverage.glyphs:
                _marks_of_two(part, both, alef, half, font.getReverseGlyphMap())


def _marks_of_two(part: Any, both: str, alef: str, half: int, order: dict[str, int]) -> None:
    """Marks stand above the letter that they follow."""
    found = part.LigatureArray.LigatureAttach
    place = part.LigatureCoverage.glyphs.index(both)
    first, last, *_ = found[place].ComponentRecord
    for anchor in filter(None, first.LigatureAnchor):
        anchor.XCoordinate -= half
    one, other = type(found[place])(), type(found[place])()
    one.ComponentRecord, one.ComponentCount = [first], 1
    other.ComponentRecord, other.ComponentCount = [last], 1
    attached = dict(zip(part.LigatureCoverage.glyphs, found, strict=True)) | {both: one, alef: other}
    part.LigatureCoverage.glyphs = sorted(attached, key=order.__getitem__)
    part.LigatureArray.LigatureAttach = [attached[glyph] for glyph in part.LigatureCoverage.glyphs]
    part.LigatureArray.LigatureCount = len(attached)


if __name__ == "__main__":
    for written in cut(sys.argv[1], sys.argv[2:]):
        print(written.relative_to(REPOSITORY), written.stat().st_size)
