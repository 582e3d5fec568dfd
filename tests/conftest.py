"""Fixtures that several test folders share."""

import gc
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from builders.servers import Server, server

gc.set_threshold(50_000, 20, 20)  # as the command does: modules and packs stay, and looking through them takes long

ROOT = Path(__file__).resolve().parents[1]
REALDATA = ROOT.parent / "shared" / "data"
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def pack_path() -> Path:
    """The pack that the product ships."""
    return ROOT / "standards"


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of real exports beside the checkout; in CI its absence is a failure, elsewhere a named skip."""
    if not REALDATA.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the real exports are missing: ../shared/data is not there")
        pytest.skip("the real exports are not beside this checkout (../shared/data)")
    return REALDATA


@pytest.fixture(scope="session")
def browser(root: Path) -> Iterator[Browser]:
    """A headless Chromium, one for all tests; in CI its absence is a failure, elsewhere a named skip."""
    found = subprocess.run([root / "scripts" / "browser.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        if os.environ.get("CI"):
            pytest.fail(found.stderr)
        pytest.skip(found.stderr.strip().splitlines()[-1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres(root: Path) -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; a named skip where there is none, or none can be started."""
    found = subprocess.run([root / "scripts" / "postgres.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip(found.stderr.strip().splitlines()[-1])
    with ExitStack() as started:
        try:
            running = started.enter_context(server(Path(found.stdout.strip())))
        except (OSError, subprocess.SubprocessError, LookupError) as error:
            said = getattr(error, "stderr", None)
            pytest.skip(f"the PostgreSQL server does not start here: {said.decode() if said else error}")
        yield running
