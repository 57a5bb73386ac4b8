"""A font for a web page: its tables one by one in WOFF 1.0, which needs no compressor but zlib (W3C, 2012)."""

import struct
import zlib

_HEADER = struct.Struct(">4sIIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")
_TABLE = struct.Struct(">4sIII")


def woff(font: bytes) -> bytes:
    """The TrueType font with each of its tables compressed, where that makes it smaller."""
    flavour, count = struct.unpack_from(">IH", font)
    tables = [_TABLE.unpack_from(font, 12 + 16 * place) for place in range(count)]
    entries, packed, at = [], [], _HEADER.size + _ENTRY.size * count
    for tag, checksum, start, length in sorted(tables):
        table = font[start : start + length]
        small = min(zlib.compress(table, 9), table, key=len)
        entries.append(_ENTRY.pack(tag, at, len(small), length, checksum))
        packed.append(small.ljust(-len(small) % 4 + len(small), b"\0"))
        at += len(packed[-1])
    unpacked = 12 + 16 * count + sum(-(-length // 4) * 4 for *_, length in tables)
    header = _HEADER.pack(b"wOFF", flavour, at, count, 0, unpacked, 1, 0, 0, 0, 0, 0, 0)
    return b"".join((header, *entries, *packed))
