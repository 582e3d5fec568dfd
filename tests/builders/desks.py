"""Use cases that answer at once and remember what they were asked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from builders import runs
from builders.catalogues import small_catalogue
from guiju.app.handbook import Site
from guiju.cli.options import SiteBooks
from guiju.cli.usecases import BookWords, CheckWords, Progress, UseCases, WhyWords
from guiju.handbook.book import BookParts
from guiju.model.catalogue import Catalogue
from guiju.model.coverage import Coverage, coverage_of
from guiju.model.manual import Command
from guiju.model.problem import GuijuError, Location, Problem
from guiju.model.run import Run
from guiju.model.story import RecordStory
from guiju.model.text import Text
from guiju.model.verification import Verification


@dataclass(frozen=True, kw_only=True)
class FakeOutcome:
    run: Run
    catalogue: Catalogue
    folder: Path | None
    exit_code: int


@dataclass(kw_only=True)
class FakeApplication:
    """Answers with what it was built with; raises `refusal` where there is one."""

    exit_code: int = 1
    refusal: GuijuError | None = None
    problems: tuple[Problem, ...] = ()
    stories: tuple[RecordStory, ...] = field(default_factory=lambda: (runs.story(),))
    verification: Verification = field(
        default_factory=lambda: Verification(run="july", changed=(), notes=(), differences=())
    )
    left_out: tuple[Text, ...] = ()
    told: tuple[Command, ...] = ()
    """The command line that the handbook was given."""
    no_books: Text | None = None
    """Why documents are left out."""
    asked: list[Any] = field(default_factory=list)

    def usecases(self) -> UseCases:
        return UseCases(
            lint=self._lint,
            trace=self._trace,
            write_schemas=lambda out: (out / "standard.schema.json",),
            check=self._check,
            why=self._why,
            verify=self._verify,
            reread=self._reread,
            kept_rows=lambda _folder: runs.KeptRows(),
            draft=lambda file, _pack, export: f"id: {file.stem}\nexport: {export}\n",
            build_handbook=self._build_handbook,
            make_books=self._make_books,
            books_left_out=lambda: self.no_books,
            book_parts=lambda: BookParts(pandoc=None, typst=False, family=None),
            demo=self._demo,
        )

    def _build_handbook(
        self,
        _pack: Path,
        out: Path,
        history: Path | None,
        books: SiteBooks,
        commands: tuple[Command, ...],
        _progress: Progress,
    ) -> Site:
        self.told = commands
        self._note((history, books))
        return Site(out=out, left_out=self.left_out)

    def _lint(self, pack: Path) -> tuple[Problem, ...]:
        self._note(pack)
        return self.problems

    def _trace(self, pack: Path, source: str | None, kind: str | None) -> tuple[Catalogue, Coverage]:
        self._note((pack, source, kind))
        catalogue = small_catalogue()
        traced = coverage_of(catalogue).traced
        return catalogue, Coverage(tuple(one for one in traced if kind in (None, one.demand.kind)))

    def _check(self, words: CheckWords, progress: Progress) -> FakeOutcome:
        self._note(words)
        progress(Text(zh="判定中", en="judging"))
        return FakeOutcome(run=runs.run(), catalogue=runs.catalogue(), folder=words.out, exit_code=self.exit_code)

    def _why(self, words: WhyWords, _progress: Progress) -> tuple[RecordStory, ...]:
        self._note(words)
        return self.stories

    def _verify(self, run: Path, inputs: Path | None, pack: Path | None, _progress: Progress) -> Verification:
        self._note((run, inputs, pack))
        return self.verification

    def _reread(self, run: Path) -> FakeOutcome:
        self._note(run)
        return FakeOutcome(run=runs.run(), catalogue=runs.catalogue(), folder=run, exit_code=self.exit_code)

    def _demo(self, _pack: Path, out: Path, _commands: tuple[Command, ...], _progress: Progress) -> FakeOutcome:
        return FakeOutcome(run=runs.run(), catalogue=runs.catalogue(), folder=out, exit_code=self.exit_code)

    def _make_books(self, words: BookWords, _progress: Progress) -> tuple[Path, ...]:
        self._note(words)
        return (words.out / "handbook.zh.docx",)

    def _note(self, what: Any) -> None:
        self.asked.append(what)
        if self.refusal is not None:
            raise self.refusal


def problem(level: Literal["error", "warning"]) -> Problem:
    return Problem(Location("standards/a.md", 3, 5), Text(zh="错了，请改", en="wrong, mend it"), level)
