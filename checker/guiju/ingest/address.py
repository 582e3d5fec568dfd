"""The address of a table in a database: what may be said, and how it is told again without the password.

postgresql://user@host:5432/db#public.tickets      parameters of libpq behind `?`; password in PGPASSWORD or .pgpass
sqlite:///ledger.db#tickets                        a path from here; four slashes for one from the root

An address that is not understood is never repeated to anybody: what looks like a host may be half of a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from guiju.model.problem import ExportUnreadable, Location, Problem
from guiju.model.text import Text

Database = Literal["postgresql", "sqlite"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_KINDS: Mapping[str, Database] = {"postgresql": "postgresql", "postgres": "postgresql", "sqlite": "sqlite"}
_PARAMETERS = frozenset({
    "application_name", "channel_binding", "connect_timeout", "dbname", "gssencmode", "host", "hostaddr", "port",
    "service", "sslcert", "sslkey", "sslmode", "sslrootcert", "target_session_attrs", "user",
})  # fmt: skip
"""Parameters that can be told again: none of them is a secret."""
_PART = re.compile(r'"((?:[^"]|"")+)"|([^".@:/#]+)')
"""Signs that stand where an address was torn apart at the wrong place are taken only inside quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a table stands."""

    kind: Database
    table: tuple[str, ...]
    """Its name, or schema and name."""
    shown: str
    """The address again, as runs and messages tell it: it can be read as an address and has no password."""
    where: Mapping[str, str] = field(repr=False)
    """For PostgreSQL the parameters of the connection, for SQLite `file`."""


def is_address(argument: str) -> bool:
    """Whether an argument is meant as the address of something, and not as a file."""
    return _SCHEME.match(argument) is not None


def address_of(argument: str) -> Address:
    """What an address names. Raises ExportUnreadable where it is none that can be read."""
    scheme = argument.partition("://")[0].casefold()
    kind = _KINDS.get(scheme)
    if kind is None:
        raise _refused(
            scheme,
            Text(
                zh="不支持这种地址：可以读取文件、postgresql:// 和 sqlite://。",
                en="addresses of this kind are not read: give a file, postgresql:// or sqlite://.",
            ),
        )
    try:
        parts = urlsplit(argument)
        where = _postgresql(parts) if kind == "postgresql" else _sqlite(parts)
        table = _name(unquote(parts.fragment, errors="strict"))
    except (_Unclear, ValueError):
        raise _refused(scheme, _how_to_write(kind)) from None
    return Address(kind=kind, table=table, shown=_shown(kind, where, parts.fragment), where=where)


class _Unclear(Exception):
    """A part of the address cannot be understood."""


def _postgresql(parts: SplitResult) -> dict[str, str]:
    """The parameters of the connection. Raises _Unclear or ValueError."""
    database = parts.path.removeprefix("/")
    # A sign that belongs into no name here stands where a password was not written in per cent signs.
    if re.search(r"[@/:]", database) or "," in parts.netloc:
        raise _Unclear
    given = {
        "user": parts.username,
        "password": parts.password,
        "host": parts.hostname,
        "port": str(parts.port) if parts.port is not None else None,
        "dbname": database,
    }
    where = {name: unquote(value, errors="strict") for name, value in given.items() if value}
    for name, value in parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)):
        if name not in (*_PARAMETERS, "password") or name in where:
            raise _Unclear
        where[name] = value
    return where


def _sqlite(parts: SplitResult) -> dict[str, str]:
    path = unquote(parts.path.removeprefix("/"), errors="strict")
    if parts.netloc or parts.query or not path or "\0" in path:
        raise _Unclear
    return {"file": path}


def _name(written: str) -> tuple[str, ...]:
    """`tickets`, `public.tickets` or `"with.dot"."and space"`. Raises _Unclear."""
    names: list[str] = []
    rest = f".{written}"
    while rest:
        found = _PART.match(rest, 1) if rest.startswith(".") else None
        if found is None or len(names) == 2:  # noqa: PLR2004 - schema and name
            raise _Unclear
        names.append(found[1].replace('""', '"') if found[1] else found[2])
        rest = rest[found.end() :]
    if any("\0" in name for name in names):
        raise _Unclear
    return tuple(names)


def _shown(kind: Database, where: Mapping[str, str], fragment: str) -> str:
    if kind == "sqlite":
        return f"sqlite:///{quote(where['file'])}#{fragment}"
    user, host, port = (where.get(name, "") for name in ("user", "host", "port"))
    apart = {"user", "port", "dbname", "password", "host" if not host.startswith("/") else ""}
    place = (f"{quote(user, safe='')}@" if user else "") + (_host(host) if "host" in apart else "")
    others = "&".join(f"{name}={quote(value)}" for name, value in where.items() if name not in apart)
    named = quote(where.get("dbname", ""), safe="")
    return f"postgresql://{place}{f':{port}' if port else ''}/{named}{'?' if others else ''}{others}#{fragment}"


def _host(host: str) -> str:
    return f"[{host}]" if ":" in host else quote(host, safe="")


def _how_to_write(kind: Database) -> Text:
    if kind == "sqlite":
        return Text(
            zh="地址应写成 sqlite:///文件.db#表名（绝对路径用四条斜线）。",
            en="write the address as sqlite:///file.db#table (four slashes for a path from the root).",
        )
    return Text(
        zh="地址应写成 postgresql://用户@主机/数据库#模式.表；特殊字符写成 %40 这样，"
        f"密码放在 PGPASSWORD 或 ~/.pgpass 中；可用的参数：{', '.join(sorted(_PARAMETERS))}。",
        en="write the address as postgresql://user@host/db#schema.table, with special characters as in %40 and the "
        f"password in PGPASSWORD or ~/.pgpass; parameters that are known: {', '.join(sorted(_PARAMETERS))}.",
    )


def _refused(scheme: str, message: Text) -> ExportUnreadable:
    return ExportUnreadable(Problem(Location(f"{scheme}://..."), message))
