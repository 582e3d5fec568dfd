"""The use cases behind `guiju handbook`: the site, and the documents."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guiju.app.packs import load_pack
from guiju.handbook import Shelved, build_site
from guiju.handbook.book import (
    FORMATS,
    NO_BOOKS,
    BookFailed,
    BookFormat,
    Press,
    Shelves,
    Wanted,
    make_books,
    press_for,
)
from guiju.history.shelf import read_shelf
from guiju.model.catalogue import Catalogue
from guiju.model.manual import Command
from guiju.model.osreason import unwritable
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.record import Id
from guiju.model.text import Lang, Text
from guiju.source import unknown

Progress = Callable[[Text], None]
_STANDARD = Text(zh="标准", en="standard")
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built handbook."""

    out: Path
    left_out: tuple[Text, ...]
    """One message for each folder of the history that the pages do not tell, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRequest:
    """Which documents are asked for."""

    formats: tuple[BookFormat, ...] = FORMATS
    langs: tuple[Lang, ...] = LANGS
    standard: Id | None = None
    """Only this standard; None for the whole handbook."""


def build(  # noqa: PLR0913 - each says something else of the site
    pack: Path,
    out: Path,
    progress: Progress,
    *,
    commands: tuple[Command, ...],
    history: Path | None = None,
    offered: Shelves = NO_BOOKS,
) -> Site:
    """Builds the site of the pack into `out`; the project is the folder that the pack lies in.

    `commands` is the command line, for its reference; `history` a folder of runs that the pages tell of; `offered`
    are the documents that they have for download, which are made here.

    Raises:
        PackInvalid: the pack has errors.
        Misuse: the site or a document cannot be made here, or the history tells nothing.
    """
    press = _press(offered.formats) if offered.formats else None
    catalogue, today = load_pack(pack), date.today()
    published = read_shelf(history, pack=catalogue.pack.id) if history is not None else None
    named = tuple(catalogue.standards) if offered.standards else ()
    wanted = Wanted(today=today, langs=LANGS, formats=offered.formats, whole=True, standards=named)

    def shelve(folder: Path) -> None:
        if press is not None:
            _make(catalogue, wanted, press, folder, progress)

    progress(Text(zh="生成手册网页", en="building the handbook"))
    built = build_site(
        catalogue,
        project=pack.resolve().parent,
        out=out,
        today=today,
        published=published,
        commands=commands,
        shelved=Shelved(offered=offered, make=shelve),
    )
    if built.problems:
        raise Misuse(*(Problem(Location(str(out)), problem) for problem in built.problems))
    return Site(out=built.out, left_out=published.left_out if published is not None else ())


def books(pack: Path, request: BookRequest, out: Path, progress: Progress) -> tuple[Path, ...]:
    """Writes the documents into `out`; their paths.

    Raises:
        PackInvalid: the pack has errors.
        Misuse: there is no such standard, or a document cannot be made here.
    """
    press = _press(request.formats)
    catalogue = load_pack(pack)
    named = () if request.standard is None else (_known(catalogue, request.standard),)
    wanted = Wanted(today=date.today(), langs=request.langs, formats=request.formats, whole=not named, standards=named)
    return _make(catalogue, wanted, press, out, progress)


def left_out() -> Text | None:
    """Why not every document can be made here; None where all can."""
    found = press_for(FORMATS)
    return found if isinstance(found, Text) else None


def _make(catalogue: Catalogue, wanted: Wanted, press: Press, out: Path, progress: Progress) -> tuple[Path, ...]:
    try:
        return make_books(catalogue, wanted, press, out=out, told=progress)
    except BookFailed as error:
        zh, en = f"文档没有生成：{error}", f"the document was not made: {error}"
        raise Misuse(message=Text(zh=zh, en=en)) from None
    except OSError as error:
        raise unwritable(str(out), error) from None


def _press(formats: tuple[BookFormat, ...]) -> Press:
    found = press_for(formats)
    if isinstance(found, Text):
        raise Misuse(message=found)
    return found


def _known(catalogue: Catalogue, standard: Id) -> Id:
    if standard in catalogue.standards:
        return standard
    raise Misuse(message=unknown(_STANDARD, standard, catalogue.standards))
