"""Finds the files of a pack by its layout, and names everything that has no place in it."""

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guiju.model.osreason import reason_of
from guiju.model.problem import Location, Problem
from guiju.model.text import Text

SINGLES = ("pack.yaml", "roles.yaml", "glossary.yaml")
FOLDERS = ("sources", "kpis", "exports", "systems", "calendars", "waivers", "flows", "scorecards")
LATER = ("actions",)
"""Folders of the layout whose records this version does not read."""

ENGLISH = ".en.md"
_CHAPTER = re.compile(r"\d\d-(?P<id>.+)")
_EXAMPLE = re.compile(r"(pass|fail)(\.[a-z0-9.]+)?")
_PAPERS = frozenset({"README.md", "LICENSE", "CHANGELOG.md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """One file that the pack is made of."""

    path: str
    """Relative to the pack, with `/`."""
    content: bytes

    @property
    def stem(self) -> str:
        """The name without its ending: the id of the record."""
        return self.path.rsplit("/", 1)[-1].removesuffix(ENGLISH).removesuffix(".md").removesuffix(".yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFile:
    """A standard's Markdown, its English prose, and the chapter folder both lie in."""

    chapter: str
    file: PackFile
    english: PackFile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """Every file that was read."""

    singles: Mapping[str, PackFile]
    folders: Mapping[str, tuple[PackFile, ...]]
    chapters: tuple[str, ...]
    """Chapter folders, in order."""
    standards: tuple[StandardFile, ...]
    problems: tuple[Problem, ...]

    def files(self) -> Iterator[PackFile]:
        """All of them."""
        yield from self.singles.values()
        for files in self.folders.values():
            yield from files
        for standard in self.standards:
            yield standard.file
            if standard.english is not None:
                yield standard.english


def walk(root: Path) -> PackFiles:
    """Reads the files of the pack in `root`, which must be a folder."""
    walker = _Walker(root)
    singles = {entry.name: file for entry in walker.entries(root) if (file := walker.single(entry)) is not None}
    folders = {name: tuple(walker.folder(root / name)) for name in FOLDERS}
    chapters = tuple(walker.chapters(root / "handbook"))
    standards = tuple(standard for chapter in chapters for standard in walker.standards(root / "handbook" / chapter))
    return PackFiles(
        singles=singles,
        folders=folders,
        chapters=chapters,
        standards=standards,
        problems=tuple(walker.problems),
    )


class _Walker:
    """Goes through the folders of the layout, noting what does not belong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def entries(self, folder: Path) -> list[Path]:
        """What lies in a folder by name, without hidden files; links and devices are refused."""
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            modes = [(path, path.lstat().st_mode) for path in found]
        except OSError as error:
            why = reason_of(error)
            self._error(folder, f"文件夹无法读取：{why.zh}", f"the folder cannot be read: {why.in_('en')}")
            return []
        for path, mode in modes:
            if stat.S_ISLNK(mode):
                zh, en = "不能用链接，请放入文件本身", "a link can lead out of the pack; put the file itself here"
                self._error(path, zh, en)
            elif not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                self._error(path, "不是普通文件，请移走", "this is no regular file; take it away")
        return [path for path, mode in modes if stat.S_ISREG(mode) or stat.S_ISDIR(mode)]

    def single(self, path: Path) -> PackFile | None:
        """A file right in the pack."""
        if path.is_file() and path.name in SINGLES:
            return self._read(path)
        if path.is_dir() and path.name in LATER:
            zh, en = "这个版本还不读取这个文件夹", "this version does not read this folder yet"
            self._warning(path, zh, en)
        elif path.name not in (*FOLDERS, "handbook", *_PAPERS):
            self._stray(path)
        elif path.is_file() and path.name not in _PAPERS:
            self._error(path, "这里应是文件夹", "this must be a folder")
        return None

    def folder(self, folder: Path) -> Iterator[PackFile]:
        """The YAML files of a folder with one record a file."""
        for path in self._entries_if_there(folder):
            if path.is_file() and path.suffix == ".yaml":
                file = self._read(path)
                if file is not None:
                    yield file
            elif path.name not in _PAPERS:
                self._stray(path)

    def chapters(self, handbook: Path) -> Iterator[str]:
        """The names of the chapter folders."""
        for path in self._entries_if_there(handbook):
            if path.is_dir() and _CHAPTER.fullmatch(path.name):
                yield path.name
            elif path.is_dir():
                zh, en = (
                    "章文件夹的名称应为 NN-章的 id，如 01-complaints",
                    "a chapter's folder is named NN-id, such as 01-complaints",
                )
                self._error(path, zh, en)
            elif path.name not in _PAPERS:
                self._stray(path)

    def standards(self, chapter: Path) -> Iterator[StandardFile]:
        """The standards of one chapter; example exports beside them are not part of the record."""
        entries = self.entries(chapter)
        names = {path.name for path in entries if path.is_file() and path.suffix == ".md"}
        for path in entries:
            if path.name in names and not path.name.endswith(ENGLISH):
                file = self._read(path)
                twin = path.with_name(path.stem + ENGLISH)
                english = self._read(twin) if twin.name in names else None
                if file is not None:
                    yield StandardFile(chapter=chapter.name, file=file, english=english)
            elif path.name in names and path.name.removesuffix(ENGLISH) + ".md" not in names:
                zh = f"没有对应的标准 {path.name.removesuffix(ENGLISH)}.md"
                self._error(path, zh, f"there is no standard {path.name.removesuffix(ENGLISH)}.md beside it")
            elif path.is_dir() and f"{path.name}.md" in names:
                self._examples(path)
            elif path.name not in names:
                self._stray(path)

    def _examples(self, folder: Path) -> None:
        for path in self.entries(folder):
            if not _EXAMPLE.fullmatch(path.name):
                self._stray(path)

    def _entries_if_there(self, folder: Path) -> list[Path]:
        # A link in place of a folder has been refused among the entries of the pack.
        return self.entries(folder) if folder.is_dir() and not folder.is_symlink() else []

    def _read(self, path: Path) -> PackFile | None:
        try:
            return PackFile(path=self._relative(path), content=path.read_bytes())
        except OSError as error:
            why = reason_of(error)
            self._error(path, f"文件无法读取：{why.zh}", f"the file cannot be read: {why.in_('en')}")
            return None

    def _stray(self, path: Path) -> None:
        zh, en = "不属于规矩包的布局，不会被读取", "this has no place in a pack and is not read"
        self._warning(path, zh, en)

    def _error(self, path: Path, zh: str, en: str) -> None:
        self.problems.append(Problem(Location(self._relative(path)), Text(zh=zh, en=en)))

    def _warning(self, path: Path, zh: str, en: str) -> None:
        self.problems.append(Problem(Location(self._relative(path)), Text(zh=zh, en=en), level="warning"))

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def chapter_id(folder: str) -> str:
    """`01-complaints` -> `complaints`."""
    match = _CHAPTER.fullmatch(folder)
    return match["id"] if match is not None else folder
