"""Every format that a run can be told in, by name; a new one is one more entry."""

from typing import Protocol

from guiju.model.catalogue import Catalogue
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.annotations import render_github, render_gitlab
from guiju.report.html import render_html
from guiju.report.junit import render_junit
from guiju.report.markdown import render_markdown
from guiju.report.sarif import render_sarif
from guiju.report.terminal import render_text


class Renderer(Protocol):
    """A run as text; `limit` is the most rows of one table, `folder` where the run was written."""

    def __call__(
        self, run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None
    ) -> str:
        """The whole report, ending in a line break."""
        ...


def render_json(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """What `run.json` holds: everything, for programs. The rest is for people and changes nothing."""
    del catalogue, lang, limit, folder
    return run.as_json()


FORMATS: dict[str, Renderer] = {
    "text": render_text,
    "md": render_markdown,
    "json": render_json,
    "junit": render_junit,
    "sarif": render_sarif,
    "github": render_github,
    "gitlab": render_gitlab,
    "html": render_html,
}
