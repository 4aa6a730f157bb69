"""Papers people attach: a small PDF and a small photograph of a policy, drawn here so that nothing real is copied."""

import struct
import zlib
from random import Random

from pharos.core.spelling import latin
from pharos.twin.population import data
from pharos.twin.population.stories import Story

SCALE = 3
MARGIN = 6


def policy_lines(story: Story) -> list[str]:
    """What the printed policy says, in Latin letters."""
    policy = story.policy
    people = [f"{one.name.latin}, {one.birth_date:%d.%m.%Y}" for one in policy.people]
    sum_insured = f"Sum insured {policy.sum_insured} EUR, programme {policy.programme}"
    return ["TRAVEL INSURANCE POLICY", as_latin(policy.number), *people, _period(story), sum_insured]


def report_lines(story: Story) -> list[str]:
    """What a clinic's first medical report says."""
    patient = story.patient
    return [
        "FIRST MEDICAL REPORT",
        story.clinic,
        story.policy.town.en,
        f"Patient {patient.name.latin}, born {patient.birth_date:%d.%m.%Y}",
        f"Policy {as_latin(story.policy.number)}",
        f"Diagnosis: {story.ailment.diagnosis['en']}",
        "Treatment: as in the attached list",
        "Signed by the treating doctor",
    ]


def as_latin(text: str) -> str:
    """`ВН 2604518` looks like `BH 2604518` on paper; other Cyrillic is spelt out."""
    return latin(text.replace("ВН", "BH")).upper()


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF with these lines of ASCII text."""
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 13 Tf 18 TL 60 780 Td\n{shown}\nET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def png(lines: list[str], rng: Random) -> bytes:
    """A grey picture of these lines, a little noisy like a photograph taken at night."""
    rows = _pixels([as_latin(line) for line in lines])
    paper = 205 + int(rng.random() * 40)
    raw = bytearray()
    for row in rows:
        shade = paper - int(rng.random() * 9)
        raw.append(0)
        raw += bytes(28 if dot else shade for dot in row)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(raw), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _period(story: Story) -> str:
    return f"Valid {story.policy.valid_from:%d.%m.%Y} - {story.policy.valid_to:%d.%m.%Y}"


def _escaped(line: str) -> str:
    ascii_line = line.encode("ascii", "replace").decode()
    return ascii_line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pixels(lines: list[str]) -> list[list[bool]]:
    """The lines in a font of five by seven dots, each dot a square."""
    font: dict[str, list[int]] = data.read("dots")["font"]
    width = max(len(line) for line in lines) * 6 + 2 * MARGIN
    rows: list[list[bool]] = [[False] * width for _ in range(len(lines) * 10 + 2 * MARGIN)]
    for number, line in enumerate(lines):
        for place, letter in enumerate(line):
            for column, bits in enumerate(font.get(letter, font[" "])):
                for height in range(7):
                    if bits >> height & 1:
                        rows[MARGIN + number * 10 + height][MARGIN + place * 6 + column] = True
    return [[dot for dot in row for _ in range(SCALE)] for row in rows for _ in range(SCALE)]
