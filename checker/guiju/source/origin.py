"""What a pack can be recognised by: the digest of its files, and the commit of its checkout."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from guiju.source.walk import PackFile

_PATIENCE_S = 3


def digest_of(files: Iterable[PackFile]) -> str:
    """SHA-256 over paths and bytes, sorted by path; hexadecimal."""
    total = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.path):
        # Lengths go in as well, so that no other split into files gives the same digest.
        total.update(f"{file.path}\0{len(file.content)}\0".encode())
        total.update(file.content)
    return total.hexdigest()


def commit_of(root: Path) -> str | None:
    """The commit that is checked out around `root`; None where there is no Git, or no checkout."""
    git = shutil.which("git")
    if git is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed command; the path is an argument of its own
            [git, "-C", str(root), "rev-parse", "HEAD"],
            capture_output=True,
            check=False,
            text=True,
            timeout=_PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    commit = answer.stdout.strip()
    return commit if answer.returncode == 0 and commit else None
