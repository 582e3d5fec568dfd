"""Addresses of tables: what is understood, what is told again, and that no part of a password ever is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.ingest.address import Address, address_of, is_address
from guiju.model.problem import ExportUnreadable

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("written", "where", "table", "shown"),
    [
        ("sqlite:///ledger.db#tickets", {"file": "ledger.db"}, ("tickets",), "sqlite:///ledger.db#tickets"),
        ("sqlite:////a/b%231.db#t", {"file": "/a/b#1.db"}, ("t",), "sqlite:////a/b%231.db#t"),
        ("sqlite:///台账.db#投诉", {"file": "台账.db"}, ("投诉",), "sqlite:///%E5%8F%B0%E8%B4%A6.db#投诉"),
        (
            "postgresql://ann:pw@db.example.org:5433/desk?sslmode=require#public.tickets",
            {
                "user": "ann",
                "password": "pw",
                "host": "db.example.org",
                "port": "5433",
                "dbname": "desk",
                "sslmode": "require",
            },
            ("public", "tickets"),
            "postgresql://ann@db.example.org:5433/desk?sslmode=require#public.tickets",
        ),
        (
            'postgres://[::1]/d?password=pw#"Odd.Name"."a ""b"""',
            {"host": "::1", "dbname": "d", "password": "pw"},
            ("Odd.Name", 'a "b"'),
            'postgresql://[::1]/d#"Odd.Name"."a ""b"""',
        ),
        (
            "postgresql:///desk?host=/run/pg&user=ann#t",
            {"dbname": "desk", "host": "/run/pg", "user": "ann"},
            ("t",),
            "postgresql://ann@/desk?host=/run/pg#t",
        ),
    ],
)
def test_an_address_is_read_and_told_again_without_its_password(
    written: str, where: dict[str, str], table: tuple[str, ...], shown: str
) -> None:
    address = address_of(written)

    assert (address.where, address.table, address.shown) == (where, table, shown)
    assert address_of(address.shown).where == {name: value for name, value in where.items() if name != "password"}


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://ann:pa#ss@host/db#t",
        "postgresql://ann:pa/ss@host/db#t",
        "postgresql://ann:12/ss@host/db#t",
        "postgresql://ann:pass@host/db",
        "postgresql://ann:pass@host/db#a.b.c",
        "postgresql://ann:pass@host/db#t; DROP TABLE t.",
        "postgresql://ann:pass@host/db?sslpassword=pass#t",
        "postgresql://ann:pass@host/db?options=-c%20x#t",
        "postgresql://ann:pass@one,two/db#t",
        "postgresql://ann:pass@host:99999/db#t",
        "postgresql://ann:pass@[host/db#t",
        "mysql://ann:pass@host/db#t",
        "sqlite://ann:pass@host/file.db#t",
    ],
)
def test_what_is_not_understood_is_refused_and_not_repeated(written: str) -> None:
    assert is_address(written)

    with pytest.raises(ExportUnreadable) as refused:
        address_of(written)

    told = "\n".join((*refused.value.lines("zh"), *refused.value.lines("en")))
    assert not any(secret in told for secret in ("pass@", "pa#", "ss@", "12/"))


@given(user=NAMES, password=NAMES.filter(lambda text: len(text) > 3), table=NAMES)
def test_no_password_is_ever_told(user: str, password: str, table: str) -> None:
    written = f"postgresql://{user}:{password}@host/db#{table}"
    try:
        address: Address = address_of(written)
    except ExportUnreadable as error:
        told = "\n".join(error.lines("en"))
    else:
        told = f"{address.shown} {address!r}"
    assert f":{password}@" not in told


@pytest.mark.parametrize("written", ["ledger.csv", "C:\\ledger.csv", "a=b.csv", "complaints=sqlite:///a#b", "://x"])
def test_files_are_no_addresses(written: str) -> None:
    assert not is_address(written)
