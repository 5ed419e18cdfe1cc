"""The colours of the map image: the light palette of frontend/styles/palette.css. A test keeps both the same.

There is no dark image, because each reader chooses light or dark, and a shared link shows all readers the same image.
"""

Colour = tuple[int, int, int]

PAPER: Colour = (0xF7, 0xF1, 0xE4)
CONTEXT: Colour = (0xF0, 0xE8, 0xD7)
LAND: Colour = (0xE5, 0xDA, 0xC2)
INK: Colour = (0x2A, 0x20, 0x18)
INK_SOFT: Colour = (0x65, 0x57, 0x4A)
FRAME: Colour = (0x85, 0x77, 0x6A)
ACCENT: Colour = (0xB3, 0x36, 0x15)
DOT: Colour = (0xC9, 0x3F, 0x1A)

# Opacities of INK.
HAIRLINE = 0.25
FAINT = 0.10


# Background, colour painted on it, the largest opacity, and the number of shades for smooth edges.
_BLENDS = (
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


def all_colours() -> list[Colour]:
    """The fixed palette of the PNG: at most 64 colours, which take 6 bits a pixel.

    If Pillow chose the colours from the image itself, thousands of dots would tint the text.
    """
    shades = (
        blend(below, colour, max_opacity * n / steps)
        for below, colour, max_opacity, steps in _BLENDS
        for n in range(1, steps + 1)
    )
    return list(dict.fromkeys((PAPER, *shades)))


def blend(below: Colour, colour: Colour, opacity: float) -> Colour:
    """The result of painting a colour with this opacity over another."""
    red, green, blue = (round(b + (c - b) * opacity) for b, c in zip(below, colour, strict=True))
    return red, green, blue
