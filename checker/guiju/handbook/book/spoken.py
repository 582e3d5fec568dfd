"""What the pages say as a piece of HTML (a limit in bold, a parameter as code) becomes a piece of a document."""

from html.parser import HTMLParser

from markupsafe import Markup

from guiju.handbook.book.nodes import SPACE, Inlines, code, strong, struck, words


def spoken(said: Markup | str) -> Inlines:
    """The words of `said`, what is bold or code kept so. Text that is no Markup is taken as it is written."""
    if not isinstance(said, Markup):
        return words(said)
    reader = _Reader()
    reader.feed(str(said))
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Inlines = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        pieces = code(data) if "code" in self._open else _spaced(data)
        pieces = strong(pieces) if "strong" in self._open else pieces
        self.found += struck(pieces) if "del" in self._open else pieces


def _spaced(text: str) -> Inlines:
    """The words with the spaces at both ends, which part them from their neighbours."""
    before = SPACE if text[:1].isspace() else []
    behind = SPACE if text[-1:].isspace() and text.strip() else []
    return [*before, *words(text), *behind]
