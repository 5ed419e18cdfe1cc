"""Numbers with their nouns: 1 row, 1,100 rows."""


def pluralize(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
