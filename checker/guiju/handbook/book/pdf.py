"""The door to Typst: a document becomes the pages of a PDF, in a family of fonts that has Chinese characters."""

# ruff: noqa: PLC0415 - typst is loaded when a document is made

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from guiju.handbook.book.document import Document
from guiju.handbook.book.pandoc import BookFailed, Desk

if TYPE_CHECKING:
    import typst

FAMILIES = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC"),
    *("Hiragino Sans GB", "DengXian", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "STHeiti"),
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "SimSun", "STSong"),
    *("AR PL UMing CN", "Droid Sans Fallback"),
)
"""Families that hold the characters of modern Chinese, the best for reading first."""


class TypesetFailed(BookFailed):
    """Typst could not set the document; its own words."""


def has_typst() -> bool:
    """Whether Typst is installed."""
    return find_spec("typst") is not None


@dataclass(frozen=True, slots=True)
class Typesetter:
    """The fonts of this machine, looked up once, and the family among them that is used."""

    fonts: "typst.Fonts"
    family: str

    def pages(self, document: Document, drawings: Mapping[str, str], desk: Desk) -> bytes:
        """The PDF."""
        import typst

        folder, day = desk.folder, desk.day
        template = folder / "page.typ"
        template.write_text(
            files("guiju.handbook.book").joinpath("page.typ").read_text(encoding="utf-8"), encoding="utf-8"
        )
        for name, drawing in drawings.items():
            (folder / name).write_text(drawing, encoding="utf-8")
        tree = document.tree({"family": self.family, **_page_words(document)})
        main = folder / "main.typ"
        main.write_bytes(desk.write(tree, "typst", "--template", str(template)))
        try:
            compiler = typst.Compiler(
                main,
                root=folder,
                font_paths=self.fonts,
                package_path=folder / "packages",
                package_cache_path=folder / "packages",
            )
            made = compiler.compile(format="pdf", timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC))
        except typst.TypstError as error:
            raise TypesetFailed(error.diagnostic or str(error)) from None
        if not isinstance(made, bytes):
            raise TypesetFailed("no PDF came back")
        return made


def typesetter() -> Typesetter | None:
    """None where no family of fonts on this machine has Chinese characters."""
    import typst

    fonts = typst.Fonts()
    family = chinese_family(fonts.families())
    return Typesetter(fonts, family) if family is not None else None


def chinese_family(installed: list[str]) -> str | None:
    """The best of `FAMILIES` among those that are installed."""
    return next((family for family in FAMILIES if family in installed), None)


def _page_words(document: Document) -> dict[str, str]:
    before, _, rest = document.page_words.partition("{page}")
    between, _, behind = rest.partition("{pages}")
    named = {"page-before": before, "page-between": between, "page-behind": behind}
    words = {name: said.replace(" ", "\u00a0") for name, said in named.items()}  # pandoc drops a space at an end
    return words | ({"chinese": "true"} if document.lang == "zh" else {})
