"""A PostgreSQL server for one test session: on a socket in a folder of its own, gone with it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

READER, SECRET = "reader", "s3cret&word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; everybody on its socket is let in, `reader` only with a password."""

    folder: Path

    def address(self, table: str, *, user: str = "postgres", database: str = "postgres") -> str:
        """The address of a table as a user of Guiju writes it."""
        return f"postgresql://{user}@/{database}?host={self.folder}#{table}"

    def run(self, *statements: str) -> None:
        """Runs statements as the owner of everything."""
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@contextmanager
def server(programs: Path) -> Generator[Server, None, None]:
    """Makes a cluster and starts it. Raises CalledProcessError where this machine does not let us."""
    folder = Path(tempfile.mkdtemp(prefix="guiju-pg-"))
    # The server refuses to run as root; its package brings a user that may.
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    try:
        if as_other:
            shutil.chown(folder, "postgres")
        cluster = folder / "cluster"
        make = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
        _call(*as_other, programs / "initdb", "-D", cluster, *make)
        rules = cluster / "pg_hba.conf"
        rules.write_text(f"local all {READER} scram-sha-256\nlocal all all trust\n")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=10"
        control = (*as_other, programs / "pg_ctl", "-D", cluster, "-w")
        _call(*control, "-l", folder / "log", "-o", options, "start")
        try:
            running = Server(folder=folder)
            running.run(f"CREATE ROLE {READER} LOGIN PASSWORD '{SECRET}'")
            yield running
        finally:
            _call(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(*words: str | Path) -> None:
    _ = subprocess.run(_told(words), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=60)


def _told(words: Sequence[str | Path]) -> list[str]:
    return [str(word) for word in words]
