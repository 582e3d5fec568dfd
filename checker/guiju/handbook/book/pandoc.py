"""The door to pandoc: reads the Markdown of policy owners, and writes documents from its own tree."""

# ruff: noqa: PLC0415 - pypandoc is loaded when a document is made

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import cast

from guiju.handbook.book.nodes import Blocks, Node
from guiju.handbook.escape import visible

_READER = "commonmark+pipe_tables+strikeout+east_asian_line_breaks-raw_html"
"""No attributes, no raw parts, no footnotes: what remains is text and its structure."""


class BookFailed(RuntimeError):
    """A document could not be made; the words of the program that gave up."""


class PandocFailed(BookFailed):
    """Pandoc could not do it; its own words."""


def pandoc_path() -> Path | None:
    """The program; None where it is not installed."""
    if find_spec("pypandoc") is None:
        return None
    import pypandoc  # type: ignore[import-untyped]

    try:
        return Path(str(pypandoc.get_pandoc_path()))
    except OSError:
        return None


def read_prose(pandoc: Path, texts: Sequence[str]) -> list[Blocks]:
    """The blocks of each text, read apart from the others, so that no text can reach into the next one."""
    end = sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()  # no text can hold what it is hashed to
    with tempfile.TemporaryDirectory(prefix="guiju-prose-") as folder:
        place = Path(folder)
        (place / "end.md").write_text(f"# {end}\n", encoding="utf-8")
        names: list[str] = []
        for number, text in enumerate(texts):
            (place / f"p{number}.md").write_text(visible(text) + "\n", encoding="utf-8", errors="replace")
            names += [f"p{number}.md", "end.md"]
        if not names:
            return []
        written = _run(pandoc, ["--file-scope", "--from", _READER, "--to", "json", *names], b"", folder=place)
    blocks = cast("list[Node]", json.loads(written)["blocks"])
    return _parted(blocks, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where one document is written."""

    pandoc: Path
    folder: Path
    """Empty at first, and all that may be read."""
    day: date
    """What the document dates itself by."""

    def write(self, tree: Node, to: str, *arguments: str) -> bytes:
        """The document in the format `to`."""
        source = json.dumps(tree, ensure_ascii=True).encode()
        asked = ["--from", "json", "--to", to, "--wrap=none", *arguments]
        return _run(self.pandoc, asked, source, folder=self.folder)


def default_reference(pandoc: Path) -> bytes:
    """Pandoc's own reference document."""
    return _run(pandoc, ["--print-default-data-file", "reference.docx"], b"", folder=Path())


def _parted(blocks: Blocks, end: str) -> list[Blocks]:
    marks = [place for place, block in enumerate(blocks) if _heading_of(block) == end]
    starts = (0, *(mark + 1 for mark in marks))
    return [list(islice(blocks, start, mark)) for start, mark in zip(starts, marks, strict=False)]


def _heading_of(block: Node) -> str:
    if block["t"] != "Header":
        return ""
    inlines = cast("list[list[Node]]", block["c"])[2]
    return str(inlines[0].get("c", "")) if inlines else ""


def _run(pandoc: Path, arguments: Sequence[str], given: bytes, *, folder: Path) -> bytes:
    """Pandoc in `folder`, in its sandbox: it reads the files that it is told to, and asks nobody anything."""
    done = subprocess.run(  # noqa: S603  # the program that pypandoc brings, no shell
        [str(pandoc), "--sandbox", *arguments], input=given, cwd=folder, capture_output=True, check=False
    )
    if done.returncode:
        raise PandocFailed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
