"""Pages become the site: MkDocs, once per language, into a fresh folder that then takes the old one's place."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from guiju.handbook.articles import Article
from guiju.handbook.book.links import FOLDER, NO_BOOKS, Shelves
from guiju.handbook.escape import title
from guiju.handbook.feeds import feeds
from guiju.handbook.guides import PAGES, obstacles_of_guides, read_guides
from guiju.handbook.navigation import navigation
from guiju.handbook.pages import pages
from guiju.handbook.publish import replace, write
from guiju.handbook.search import Editions, articles, write_indexes
from guiju.model.catalogue import Catalogue
from guiju.model.manual import Command, Manual
from guiju.model.published import Published
from guiju.model.text import Lang, Text

BOOK = ".book.json"
"""Title and order of the pages, in each folder of pages; `site/hooks.py` hands it to MkDocs, which does not publish
names that begin with a dot."""

_CONFIG: Mapping[Lang, str] = {"zh": "mkdocs.yml", "en": "site/mkdocs.en.yml"}
_MARK = ".guiju-handbook"
"""In the built site: only a folder that carries it is ever replaced."""

_NOT_INSTALLED = Text(
    zh="未安装 MkDocs 和 mkdocs-material，无法生成网站；请运行 pip install 'guiju[handbook]'。",
    en="MkDocs and mkdocs-material are not installed, so there is no site; run pip install 'guiju[handbook]'.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """The documents of a site: what its pages offer, and what writes them into a folder."""

    offered: Shelves
    make: Callable[[Path], object]


NOTHING_SHELVED = Shelved(offered=NO_BOOKS, make=lambda _folder: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of a build. With problems, `out` is as it was before."""

    out: Path
    pages: int
    """Pages written, both languages together."""
    problems: tuple[Text, ...] = ()


def write_pages(  # noqa: PLR0913 - each says something else of the site
    catalogue: Catalogue,
    *,
    project: Path,
    today: date,
    published: Published | None = None,
    commands: tuple[Command, ...] = (),
    books: Shelves = NO_BOOKS,
) -> int:
    """Renders both languages into `build/docs.zh` and `build/docs.en` of `project`; returns the number of pages."""
    manual, count = _manual(project, commands), 0
    for lang in _CONFIG:
        made = pages(catalogue, lang=lang, today=today, published=published, manual=manual, books=books)
        count += _write_edition(made, catalogue, lang, project, today, manual)
    return count


def build_site(  # noqa: PLR0913 - each says something else of the site
    catalogue: Catalogue,
    *,
    project: Path,
    out: Path,
    today: date,
    published: Published | None = None,
    commands: tuple[Command, ...] = (),
    shelved: Shelved = NOTHING_SHELVED,
) -> Built:
    """Builds the handbook, Chinese at `out`, English at `out/en`.

    Args:
        catalogue: the pack.
        project: the folder with `mkdocs.yml` and `site/`; pages are rendered into its `build/docs.zh` and `docs.en`.
        out: folder of the site. It is replaced as a whole, when both languages are built without a warning.
        today: the day on which limits are in force and reviews overdue.
        published: what runs tell.
        commands: the command line, for its reference; no reference without it.
        shelved: the documents that the site offers for download, and how they are made.
    """
    project, out = project.resolve(), out.resolve()  # MkDocs takes paths from its configuration's folder, not from here
    problems = _obstacles(project, out)
    if problems:
        return Built(out=out, pages=0, problems=problems)
    offered = shelved.offered
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    started: dict[Lang, subprocess.Popen[str]] = {}
    count, manual = 0, _manual(project, commands)
    try:
        for lang, config in _CONFIG.items():  # one language is built while the next is rendered
            made = pages(catalogue, lang=lang, today=today, published=published, manual=manual, books=offered)
            count += _write_edition(made, catalogue, lang, project, today, manual)
            started[lang] = _start(project / config, fresh / lang)
        problems, read = _ended(started, fresh)
        if not problems:
            write_indexes(read, {lang: fresh / lang for lang in _CONFIG})
            (fresh / "zh" / _MARK).touch()
            (fresh / "en").rename(fresh / "zh" / "en")
            shelved.make(fresh / "zh" / FOLDER)
            replace(fresh / "zh", out)
    finally:
        for process in started.values():
            process.kill()
            process.wait()
        shutil.rmtree(fresh, ignore_errors=True)
    return Built(out=out, pages=count, problems=problems)


def _manual(project: Path, commands: tuple[Command, ...]) -> Manual:
    """What stands beside the pack."""
    return Manual(guides=read_guides(project / PAGES), commands=commands)


def _write_edition(  # noqa: PLR0913, PLR0917 - each says something else of the site
    made: Mapping[str, str], catalogue: Catalogue, lang: Lang, project: Path, today: date, manual: Manual
) -> int:
    """Writes the pages and feeds of one language; returns the number of its pages."""
    told = feeds(catalogue, lang=lang, today=today)
    book = json.dumps(_book(catalogue, lang, manual), ensure_ascii=False, indent=1)
    write({**made, **told, BOOK: book}, project / "build" / f"docs.{lang}")
    return len(made)


def _book(catalogue: Catalogue, lang: Lang, manual: Manual) -> Mapping[str, object]:
    """What MkDocs has to know of the pack."""
    name, site = title(catalogue.pack.title.in_(lang)), catalogue.pack.web.site
    address = {} if site is None else {"site_url": site if lang == "zh" else f"{site}en/"}
    return {"site_name": name, "nav": navigation(catalogue, lang, manual), **address}


def _obstacles(project: Path, out: Path) -> tuple[Text, ...]:
    """What forbids a build before it starts."""
    if find_spec("mkdocs") is None or find_spec("material") is None:
        return (_NOT_INSTALLED,)
    missing = [name for name in _CONFIG.values() if not (project / name).is_file()]
    foreign = out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / _MARK).exists()))
    return (
        *(_missing(project / name) for name in missing),
        *((_foreign(out),) if foreign else ()),
        *obstacles_of_guides(project / PAGES),
    )


def _ended(started: Mapping[Lang, "subprocess.Popen[str]"], fresh: Path) -> tuple[tuple[Text, ...], Editions]:
    """Waits for MkDocs: a problem for each language that it did not build, the words of the pages of the others."""
    problems: list[Text] = []
    read: dict[Lang, Mapping[str, Article]] = {}
    for lang, process in started.items():
        output, _ = process.communicate()
        if process.returncode:
            problems.append(_failed(lang, output))
        else:
            read[lang] = articles(fresh / lang)
    return tuple(problems), read


def _start(config: Path, site: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.Popen(  # noqa: S603  # our own interpreter and paths, no shell
        [*command, "--config-file", str(config), "--site-dir", str(site)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},  # the theme's notice of its end of life in May 2027
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _missing(config: Path) -> Text:
    return Text(
        zh=f"找不到 {config}；请在含有 mkdocs.yml 和 site/ 的项目目录里生成网站。",
        en=f"{config} is not there; build the site in a project that holds mkdocs.yml and site/.",
    )


def _foreign(out: Path) -> Text:
    return Text(
        zh=f"{out} 里已有不是由本工具生成的内容，不会覆盖；请换一个目录，或先清空它。",
        en=f"{out} holds something that is not a built handbook and is left alone; choose another folder or empty it.",
    )


def _failed(lang: Lang, output: str) -> Text:
    language = Text(zh="中文", en="Chinese") if lang == "zh" else Text(zh="英文", en="English")
    said = "\n".join(line for line in output.splitlines() if line.strip() and not line.startswith("INFO"))
    return Text(
        zh=f"MkDocs 未能生成{language.zh}网站：\n{said}", en=f"MkDocs did not build the {language.en} site:\n{said}"
    )
