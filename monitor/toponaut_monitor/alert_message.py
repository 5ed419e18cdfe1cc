"""The message of one or more alerts, in the forms that channels need."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlertMessage:
    site: str  # the site's host name
    texts: tuple[str, ...]

    def one_line(self, max_chars: int) -> str:
        """All texts in one line, cut to this length."""
        text = f"Toponaut {self.site}: " + "; ".join(self._lines())
        ending = f" … ({len(self.texts)} in all)"
        return text if len(text) <= max_chars else text[: max_chars - len(ending)] + ending

    def lines(self) -> str:
        """Each text in a line of its own."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> list[str]:
        """The texts without line breaks: they may contain words of errors and of other servers."""
        return [" ".join(text.split()) for text in self.texts]
