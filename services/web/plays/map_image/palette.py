"""The light palette of frontend/styles/palette.css; a test holds the two equal. The dark one is a reader's choice, and
a shared link knows no reader."""

Colour = tuple[int, int, int]

PAPER: Colour = (0xF7, 0xF1, 0xE4)
CONTEXT: Colour = (0xF0, 0xE8, 0xD7)
LAND: Colour = (0xE5, 0xDA, 0xC2)
INK: Colour = (0x2A, 0x20, 0x18)
INK_SOFT: Colour = (0x65, 0x57, 0x4A)
FRAME: Colour = (0x85, 0x77, 0x6A)
ACCENT: Colour = (0xB3, 0x36, 0x15)
DOT: Colour = (0xC9, 0x3F, 0x1A)

HAIRLINE = 0.25  # how far ink covers what lies below
FAINT = 0.10


# What is printed on what, how strongly at most, and in how many shades to there an edge is smoothed.
_MIXTURES = (
    (PAPER, INK, 1, 7),
    (PAPER, INK_SOFT, 1, 5),
    (PAPER, ACCENT, 1, 6),
    (PAPER, FRAME, 1, 1),
    (PAPER, INK, HAIRLINE, 5),
    (LAND, INK, HAIRLINE, 5),
    (CONTEXT, INK, HAIRLINE, 4),
    (PAPER, LAND, 1, 3),
    (PAPER, CONTEXT, 1, 2),
    (CONTEXT, LAND, 1, 2),
    (PAPER, DOT, 1, 10),
    (LAND, DOT, 1, 8),
    (CONTEXT, DOT, 1, 4),
)


def mixtures() -> list[Colour]:
    """All colours that the picture is allowed: 64, which a PNG keeps in 6 bits a pixel.

    Chosen from the picture itself they would let thousands of dots tint the words.
    """
    shades = (over(below, ink, most * n / steps) for below, ink, most, steps in _MIXTURES for n in range(1, steps + 1))
    return list(dict.fromkeys((PAPER, *shades)))


def over(below: Colour, ink: Colour, strength: float) -> Colour:
    """The colour where ink of a strength is printed on another."""
    red, green, blue = (round(b + (i - b) * strength) for b, i in zip(below, ink, strict=True))
    return red, green, blue
