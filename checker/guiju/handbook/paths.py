"""Where each record's page lies, and the links between pages. A path is for ever: chapters may change, ids do not."""

import posixpath
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from guiju.handbook.escape import plain
from guiju.model.demand import DemandId
from guiju.model.pack import Web
from guiju.model.record import Id, Version
from guiju.model.registry import PREFIX, is_of_the_pack

HOME = "index.md"
STANDARDS = "standards/index.md"
ROLES = "roles/index.md"
KPIS = "kpis/index.md"
NEWS = "news/index.md"
CHANGES = "changes.md"
FEED = "feed.xml"
GLOSSARY = "glossary.md"
SOURCES = "sources.md"
FLOWS = "flows/index.md"
COMPLIANCE = "compliance.md"
STANDARDS_TABLE = "appendices/standards.md"
SCORECARDS = "appendices/scorecards.md"
GUIDES = "guides/index.md"
EXPORTS = "exports/index.md"
REGISTERS = "registers.md"
SYSTEMS = "systems.md"
COMMANDS = "commands.md"


def chapter_path(chapter: Id) -> str:
    """The page that opens a chapter."""
    return f"chapters/{chapter}/index.md"


def standard_path(standard: Id) -> str:
    """The page of a standard."""
    return f"standards/{_stem(standard)}.md"


def revision_path(standard: Id, version: Version) -> str:
    """The page of a standard as one of its revisions has it."""
    return f"standards/{_stem(standard)}/{version}.md"


def revision_anchor(version: Version) -> str:
    """The anchor of a revision in the history of its standard."""
    return f"revision-{version}"


def clause_anchor(clause: Id) -> str:
    """The anchor of a clause on its standard's page."""
    return f"clause-{clause}"


def clause_path(standard: Id, clause: Id) -> str:
    """A clause on the page of its standard."""
    return f"{standard_path(standard)}#{clause_anchor(clause)}"


def kpi_path(kpi: Id) -> str:
    """The page of a KPI."""
    return f"kpis/{_stem(kpi)}.md"


def role_path(role: Id) -> str:
    """The page of a role."""
    return f"roles/{_stem(role)}.md"


def scorecard_anchor(card: Id) -> str:
    """The anchor of a scorecard in the appendix on scoring."""
    return f"card-{card}"


def scorecard_path(card: Id) -> str:
    """A scorecard in the appendix on scoring."""
    return f"{SCORECARDS}#{scorecard_anchor(card)}"


def feed_path(role: Id) -> str:
    """The feed of what is new for a role.

    At the root, because the theme's script asks for a `sitemap.xml` beside whatever a page names as its alternate.
    """
    return f"feed-{role}.xml"


def term_anchor(term: Id) -> str:
    """The anchor of a term in the glossary."""
    return f"term-{term}"


def term_path(term: Id) -> str:
    """A term in the glossary."""
    return f"{GLOSSARY}#{term_anchor(term)}"


def flow_path(flow: Id) -> str:
    """The page of a flow."""
    return f"flows/{_stem(flow)}.md"


def node_anchor(node: Id) -> str:
    """The anchor of a step, decision or end in the table of its flow."""
    return f"step-{node}"


def guide_path(name: str) -> str:
    """The page of a guide."""
    return f"guides/{_stem(name)}.md"


def export_path(export: Id) -> str:
    """The page of an export; a register of the pack stands on the page of all of them."""
    return f"{REGISTERS}#{register_anchor(export)}" if is_of_the_pack(export) else f"exports/{_stem(export)}.md"


def register_anchor(register: Id) -> str:
    """The anchor of a register of the pack."""
    return f"register-{register.removeprefix(PREFIX)}"


def system_anchor(system: Id) -> str:
    """The anchor of a profile on the page of source systems."""
    return f"system-{system}"


def system_path(system: Id) -> str:
    """The profile of a source system."""
    return f"{SYSTEMS}#{system_anchor(system)}"


def command_anchor(command: str) -> str:
    """The anchor of a command in the reference: `guiju handbook build` is `command-handbook-build`."""
    return "-".join(("command", *command.split()[1:]))


def command_path(command: str) -> str:
    """A command in the reference."""
    return f"{COMMANDS}#{command_anchor(command)}"


def source_path(source: Id) -> str:
    """The coverage matrix of a source."""
    return f"sources/{_stem(source)}.md"


def demand_anchor(demand: DemandId) -> str:
    """The anchor of a demand in the matrix of its source."""
    return f"demand-{demand}"


def demand_path(source: Id, demand: DemandId) -> str:
    """A demand in the matrix of its source."""
    return f"{source_path(source)}#{demand_anchor(demand)}"


@lru_cache(maxsize=1 << 16)  # every page of a folder asks for the way to the same pages
def _relative(path: str, start: str) -> str:
    return posixpath.relpath(path, start)


def link(words: object, target: str, *, page: str) -> Markup:
    """A Markdown link from `page` to `target`, both relative to the root of the handbook."""
    path, hash_, anchor = target.partition("#")
    relative = _relative(path, posixpath.dirname(page) or ".") if path != page else ""
    return Markup(f"[{plain(words)}]({relative or ('' if hash_ else posixpath.basename(page))}{hash_}{anchor})")  # noqa: S704  # made of ids, its words escaped


def address(target: str, *, page: str) -> str:
    """The address of `target` from `page` on the built site, for HTML that the builder does not look into."""
    path, hash_, anchor = target.partition("#")
    relative = _relative(_folder(path), _folder(page)) + "/"
    return f"{'' if path == page and anchor else relative}{hash_}{anchor}"


def _folder(path: str) -> str:
    """The folder that the builder makes of a page: `roles/clerk.md` is served as `roles/clerk/`."""
    return path.removesuffix(".md").removesuffix("index") or "."


def anchor(words: object, target: str, *, page: str) -> Markup:
    """A link as HTML, for long lists: Markdown takes long to read them."""
    return Markup('<a href="{}">{}</a>').format(Markup(address(target, page=page)), plain(words))  # noqa: S704  # made of ids


def from_file(target: str, *, file: str) -> str:
    """The address of a page or file of the built site, relative to another file of it."""
    path, hash_, anchor = target.partition("#")
    place = path.removesuffix("index.md") if posixpath.basename(path) == "index.md" else path
    place = f"{place.removesuffix('.md')}/" if place.endswith(".md") else place
    relative = _relative(place or ".", posixpath.dirname(file) or ".")
    return f"{relative}{'/' if place.endswith('/') or not place else ''}{hash_}{anchor}"


def edit_url(web: Web, file: str) -> str | None:
    """Where a file of the pack (`standards/roles.yaml`) is edited; None for a folder, or where no place is named."""
    if web.edit is None or file.endswith("/"):
        return None
    return web.edit + quote(file.removeprefix("standards/"))


def _stem(record: Id) -> str:
    """The id; `index` names a folder's own page, so a record of that name gets a hyphen, which no id ends with."""
    return f"{record}-" if record == "index" else record
