"""The handbook's site of a small catalogue, built once, served on this machine, and a browser to open it."""

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builders.catalogues import HOSTILE, TODAY, small_catalogue, worded_catalogue
from builders.tellings import published
from guiju.cli.language import Voice
from guiju.cli.main import build
from guiju.cli.reference import reference
from guiju.cli.usecases import UseCases
from guiju.handbook import build_site
from guiju.source.catalogue import load


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keeps the test's output clean."""


SITES = ("shipped_site", "told_site", "hostile_site", "site")
"""Each takes long to build: one process builds it for all tests that open it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the tests of a site together."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if (opened := next((site for site in SITES if site in fixtures), None)) is not None:
            item.add_marker(pytest.mark.xdist_group(opened))


@pytest.fixture(scope="session")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder of its own, with the configuration and the theme of this one."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(root / "mkdocs.yml", folder)
    shutil.copytree(root / "site", folder / "site", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="session")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the small catalogue."""
    out = tmp_path_factory.mktemp("out") / "site"
    built = build_site(small_catalogue(), project=project, out=out, today=TODAY)
    assert [problem.en for problem in built.problems] == []
    return out


@pytest.fixture(scope="session")
def told_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the small catalogue with two runs to tell of and the reference of the commands."""
    out = tmp_path_factory.mktemp("told") / "site"
    commands = reference(build(Voice("zh"), UseCases()), build(Voice("en"), UseCases()))
    built = build_site(
        small_catalogue(), project=project, out=out, today=TODAY, published=published(), commands=commands
    )
    assert [problem.en for problem in built.problems] == []
    return out


@pytest.fixture(scope="session")
def hostile_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a pack whose every word is hostile."""
    out = tmp_path_factory.mktemp("hostile") / "site"
    built = build_site(worded_catalogue(HOSTILE, prose=HOSTILE), project=project, out=out, today=TODAY)
    assert [problem.en for problem in built.problems] == []
    return out


@pytest.fixture(scope="session")
def shipped_site(project: Path, pack_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the pack that the product ships."""
    out = tmp_path_factory.mktemp("shipped") / "site"
    built = build_site(load(pack_path), project=project, out=out, today=TODAY)
    assert [problem.en for problem in built.problems] == []
    return out


@pytest.fixture(scope="session")
def shipped_address(shipped_site: Path) -> Iterator[str]:
    """The address at which the shipped pack's site is served."""
    with _served(shipped_site) as address:
        yield address


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served, ending with a slash."""
    with _served(site) as address:
        yield address


@pytest.fixture(scope="session")
def told_address(told_site: Path) -> Iterator[str]:
    """The address at which the site with two runs is served."""
    with _served(told_site) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    """The address at which the hostile site is served."""
    with _served(hostile_site) as address:
        yield address


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()
