"""What the file system has to promise: that bytes are on the disk, and that two processes do not rename at once."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Hold off every other Guiju process that renames inside `folder`; for moments, never while work is done.

    The lock is on the folder itself, so it leaves no file and ends with its process. Where a file system knows no
    locks (some network disks, Windows) there is none.
    """
    if sys.platform == "win32" or not folder.is_dir():
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def flush(folder: Path, *, deep: bool = True) -> None:
    """Wait until `folder` and (if `deep`) everything in it is on the disk."""
    for place in sorted(folder.rglob("*")) if deep else ():
        _sync(place)
    _sync(folder)


def _sync(place: Path) -> None:
    if place.is_dir() and sys.platform == "win32":
        return  # Windows cannot open a folder for this
    handle = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
