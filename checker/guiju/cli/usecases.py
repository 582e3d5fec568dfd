"""What the command line asks of the application. Each use case is loaded when a command calls it, not before."""

# ruff: noqa: PLC0415 - loading here is the point: `guiju --help` must not wait for an engine

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from guiju.cli.language import Tongue
from guiju.cli.options import BookFormat, FailOn, SiteBooks

if TYPE_CHECKING:
    from guiju.handbook.book import BookParts
    from guiju.model.catalogue import Catalogue
    from guiju.model.coverage import Coverage
    from guiju.model.manual import Command
    from guiju.model.problem import Problem
    from guiju.model.run import Run
    from guiju.model.score import Scoring
    from guiju.model.story import RecordStory
    from guiju.model.text import Lang, Text
    from guiju.model.verification import Verification
    from guiju.report.workbook import Evidence

Progress = Callable[["Text"], None]
"""Is told what is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """What the words behind `guiju check` say."""

    pack: Path
    files: tuple[str, ...]
    pack_only: bool
    system: str | None
    as_of: datetime | None
    in_force_on: date | None
    out: Path | None
    findings_limit: int | None
    fail_on: FailOn
    without_waivers: bool = False
    show_pii: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyWords:
    """What the words behind `guiju why` say."""

    run: Path
    key: str | None
    row: int | None
    export: str | None
    show_pii: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookWords:
    """What the words behind `guiju handbook book` say."""

    pack: Path
    out: Path
    format: BookFormat
    lang: Tongue | None
    """None for both languages."""
    standard: str | None
    """None for the whole handbook."""


class Outcome(Protocol):
    """What a check comes back with."""

    @property
    def run(self) -> "Run":
        """The verdicts."""
        ...

    @property
    def catalogue(self) -> "Catalogue":
        """The pack that they were found with."""
        ...

    @property
    def folder(self) -> Path | None:
        """Where the run was written."""
        ...

    @property
    def exit_code(self) -> int:
        """0 compliant, 1 not compliant, 3 could not be judged, 5 nothing was checked."""
        ...


class Site(Protocol):
    """What building the handbook comes back with."""

    @property
    def out(self) -> Path:
        """Where it stands."""
        ...

    @property
    def left_out(self) -> "tuple[Text, ...]":
        """One message for each folder of the history that the pages do not tell."""
        ...


class ScoredRun(Protocol):
    """What scoring comes back with."""

    @property
    def run(self) -> "Run":
        """The verdicts."""
        ...

    @property
    def catalogue(self) -> "Catalogue":
        """The pack that they were found with."""
        ...

    @property
    def scoring(self) -> "Scoring":
        """The scores."""
        ...

    @property
    def exit_code(self) -> int:
        """0 all is well, 1 a score fails, 3 no grade or unsound data, 5 no score."""
        ...


def _lint(pack: Path) -> "tuple[Problem, ...]":
    from guiju.app.lint import lint

    return lint(pack)


def _trace(pack: Path, source: str | None, kind: str | None) -> "tuple[Catalogue, Coverage]":
    from guiju.app.coverage import trace

    return trace(pack, source=source, kind=kind)


def _write_schemas(out: Path) -> tuple[Path, ...]:
    from guiju.app.schema import write_schemas

    return write_schemas(out)


def _check(words: CheckWords, progress: Progress) -> Outcome:
    from guiju.app.check import CheckRequest, check

    request = CheckRequest(
        pack=words.pack,
        files=words.files,
        pack_only=words.pack_only,
        system=words.system,
        as_of=words.as_of,
        in_force_on=words.in_force_on,
        out=words.out,
        findings_limit=words.findings_limit,
        without_waivers=words.without_waivers,
        show_pii=words.show_pii,
        fail_on=words.fail_on,
    )
    return check(request, progress)


def _why(words: WhyWords, progress: Progress) -> "tuple[RecordStory, ...]":
    from guiju.app.why import RecordName, why

    record = RecordName(key=words.key, row=words.row, export=words.export)
    return why(words.run, record, progress, show_pii=words.show_pii)


def _verify(run: Path, inputs: Path | None, pack: Path | None, progress: Progress) -> "Verification":
    from guiju.app.verify import verify

    return verify(run, inputs=inputs, pack=pack, progress=progress)


def _draft(file: Path, pack: Path, export: str | None) -> str:
    from guiju.app.map import draft

    return draft(file, pack, export)


def _reread(run: Path) -> Outcome:
    from guiju.app.report import reread

    return reread(run)


def _score(run: Path, card: str | None) -> ScoredRun:
    from guiju.app.score import score_run

    return score_run(run, card)


def _write_validation(outcome: Outcome, out: Path, lang: "Lang") -> tuple[Path, ...]:
    from guiju.app.gx import write_validation

    return write_validation(outcome, out, lang)


def _export_suites(pack: Path, out: Path) -> tuple[Path, ...]:
    from guiju.app.gx import export_suites

    return export_suites(pack, out)


def _kept_rows(folder: Path) -> "Evidence":
    from guiju.app.kept import KeptRows

    return KeptRows(folder)


def _build_handbook(  # noqa: PLR0913, PLR0917 - what the command asks for
    pack: Path,
    out: Path,
    history: Path | None,
    books: SiteBooks,
    commands: "tuple[Command, ...]",
    progress: Progress,
) -> Site:
    from guiju.app.handbook import build
    from guiju.handbook.book import FORMATS, Shelves

    offered = Shelves(formats=() if books == "none" else FORMATS, standards=books == "all")
    return build(pack, out, progress, commands=commands, history=history, offered=offered)


def _make_books(words: BookWords, progress: Progress) -> tuple[Path, ...]:
    from guiju.app.handbook import LANGS, BookRequest, books
    from guiju.handbook.book import FORMATS

    request = BookRequest(
        formats=FORMATS if words.format == "all" else (words.format,),
        langs=LANGS if words.lang is None else (words.lang,),
        standard=words.standard,
    )
    return books(words.pack, request, words.out, progress)


def _books_left_out() -> "Text | None":
    from guiju.app.handbook import left_out

    return left_out()


def _book_parts() -> "BookParts":
    from guiju.handbook.book import book_parts

    return book_parts()


def _demo(pack: Path, out: Path, commands: "tuple[Command, ...]", progress: Progress) -> Outcome:
    from guiju.app.demo import demo

    return demo(pack, out, progress, commands=commands)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """The application as commands see it; tests give their own."""

    lint: "Callable[[Path], tuple[Problem, ...]]" = _lint
    trace: "Callable[[Path, str | None, str | None], tuple[Catalogue, Coverage]]" = _trace
    write_schemas: Callable[[Path], tuple[Path, ...]] = _write_schemas
    check: Callable[[CheckWords, Progress], Outcome] = _check
    why: "Callable[[WhyWords, Progress], tuple[RecordStory, ...]]" = _why
    verify: "Callable[[Path, Path | None, Path | None, Progress], Verification]" = _verify
    draft: Callable[[Path, Path, str | None], str] = _draft
    reread: Callable[[Path], Outcome] = _reread
    score: Callable[[Path, str | None], ScoredRun] = _score
    write_validation: "Callable[[Outcome, Path, Lang], tuple[Path, ...]]" = _write_validation
    export_suites: Callable[[Path, Path], tuple[Path, ...]] = _export_suites
    kept_rows: "Callable[[Path], Evidence]" = _kept_rows
    build_handbook: "Callable[[Path, Path, Path | None, SiteBooks, tuple[Command, ...], Progress], Site]" = (
        _build_handbook
    )
    make_books: Callable[[BookWords, Progress], tuple[Path, ...]] = _make_books
    books_left_out: "Callable[[], Text | None]" = _books_left_out
    book_parts: "Callable[[], BookParts]" = _book_parts
    demo: "Callable[[Path, Path, tuple[Command, ...], Progress], Outcome]" = _demo
