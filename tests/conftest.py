"""Fixtures that several test folders share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REALDATA = ROOT.parent / "shared" / "data"


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
