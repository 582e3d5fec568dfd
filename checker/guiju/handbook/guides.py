"""Guides: pages that somebody wrote for those who check exports and revise standards."""

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from guiju.handbook import paths
from guiju.handbook.edition import Edition
from guiju.handbook.prose import prose_markdown
from guiju.model.manual import Guide
from guiju.model.text import Text

PAGES = Path("site") / "pages"
"""In the project; below it a folder for each language, with files such as `20-read-a-verdict.md`."""

_FILE = re.compile(r"^\d+-(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.md$")
_TOP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGuide:
    """A guide in one language."""

    path: str
    title: str
    lead: str
    """Its first paragraph."""
    text: str
    """All behind it, Markdown as it was written."""


def read_guides(pages: Path) -> tuple[Guide, ...]:
    """The guides in `pages`, in the order of their files' names; a missing English one stands in Chinese."""
    return tuple(
        Guide(name=match["name"], text=Text(zh=_text(file), en=_text(twin) if twin.is_file() else None))
        for file in sorted((pages / "zh").glob("*.md"))
        if (match := _FILE.match(file.name))
        for twin in [pages / "en" / file.name]
    )


def obstacles_of_guides(pages: Path) -> tuple[Text, ...]:
    """What forbids a build: a file whose name gives no page, or one that there is in English only."""
    files = [file for lang in ("zh", "en") for file in sorted((pages / lang).glob("*.md"))]
    misnamed = [file for file in files if not _FILE.match(file.name)]
    alone = [file for file in files if file.parent.name == "en" and not (pages / "zh" / file.name).is_file()]
    return (*map(_misnamed, misnamed), *map(_alone, alone))


def guides_of(edition: Edition) -> tuple[ShownGuide, ...]:
    """The guides as the edition shows them."""
    return tuple(_shown(guide, edition.say(guide.text)) for guide in edition.manual.guides)


def guide_markdown(edition: Edition, guide: ShownGuide) -> Markup:
    """The body of a guide, safe to build. Links to pages that this handbook does not have keep their words."""
    known = {_target(path) for path in (*_ALWAYS, *(each.path for each in guides_of(edition)))}
    if edition.manual.commands:
        known.add(paths.COMMANDS)

    def resolve(url: str) -> str | None:
        path, _, _ = url.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(guide.path), path)) if path else guide.path
        return url if target in known else None

    body = prose_markdown(guide.text, fill=lambda _: None, resolve=resolve, top=_TOP)
    return Markup(body)  # noqa: S704  # prose_markdown leaves nothing active


_ALWAYS = (
    paths.HOME,
    paths.STANDARDS,
    paths.ROLES,
    paths.KPIS,
    paths.CHANGES,
    paths.GLOSSARY,
    paths.SOURCES,
    paths.FLOWS,
    paths.COMPLIANCE,
    paths.GUIDES,
    paths.EXPORTS,
    paths.REGISTERS,
    paths.SYSTEMS,
)
"""Pages that every handbook has."""


def _target(path: str) -> str:
    return path.partition("#")[0]


def _shown(guide: Guide, text: str) -> ShownGuide:
    heading, _, rest = text.strip().partition("\n")
    lead, _, body = rest.strip().partition("\n\n")
    return ShownGuide(
        path=paths.guide_path(guide.name), title=heading.lstrip("# "), lead=" ".join(lead.split("\n")), text=body
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _misnamed(file: Path) -> Text:
    return Text(
        zh=f"{file}：文件名应写成 10-judge-an-export.md 这样：序号、连字符、小写英文名。",
        en=f"{file}: name the file like 10-judge-an-export.md: its place, a hyphen, a name in small letters.",
    )


def _alone(file: Path) -> Text:
    return Text(
        zh=f"{file}：没有同名的中文页；请写 {file.parent.parent / 'zh' / file.name}。",
        en=f"{file}: there is no Chinese page of that name; write {file.parent.parent / 'zh' / file.name}.",
    )
