"""`scripts/browser.sh` names a browser, or says in one line what to install."""

import os
import subprocess
from pathlib import Path


def _run(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = ["/bin/sh", str(root / "scripts" / "browser.sh")]
    return subprocess.run(script, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def test_the_browser_that_the_environment_names_is_taken(root: Path) -> None:
    ended = _run(root, GUIJU_BROWSER="/bin/true")
    assert (ended.returncode, ended.stdout) == (0, "/bin/true\n")


def test_a_named_browser_that_is_not_there_is_no_reason_to_take_another(root: Path) -> None:
    ended = _run(root, GUIJU_BROWSER="/no/such/browser")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "/no/such/browser" in ended.stderr


def test_without_a_browser_and_without_a_way_to_install_one_it_says_what_to_install(root: Path, tmp_path: Path) -> None:
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    ended = _run(root, PATH=str(tmp_path))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert len(ended.stderr.splitlines()) == 1
    assert "install chromium" in ended.stderr
