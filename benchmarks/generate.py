"""Writes the ticket table that every tool of the benchmark judges: seeded, streamed, a few per cent wrong per rule."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

CHUNK = 250_000
SEED = 20250101
DATA = Path(__file__).parent / "data"

_START = np.datetime64("2025-01-01T00:00:00", "s")
_SECONDS = 365 * 86_400
_CHANNELS = ("phone", "email", "chat", "wechat", "web", "fax?")
_TYPES = ("inquiry", "complaint", "technical", "change")
_PRIORITIES = ("low", "normal", "high", "urgent", "P9")
_TIERS = ("standard", "silver", "gold", "vip", "unknown!")
_STATUSES = ("closed", "resolved", "open", "pending", "???")
_OPENINGS = ("Customer asks about", "客户来电咨询", "Caller reports", "客户反映", "Follow-up on", "用户要求处理")
_TOPICS = ("the last invoice", "宽带断线问题", "a late delivery, again", "账单金额有误", "a password reset", "退款进度")
_CLOSINGS = ("agent answered and noted", "已登记并转交后台", "waiting for the warehouse", "已电话回复客户")


def main() -> None:
    """Read the command line and write the files that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=DATA, help="folder (default: benchmarks/data)")
    parser.add_argument("--format", choices=("parquet", "csv"), action="append", help="default: both")
    arguments = parser.parse_args()
    formats = tuple(arguments.format or ("parquet", "csv"))
    for path in generate(rows=arguments.rows, seed=arguments.seed, out=arguments.out, formats=formats):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


def file_name(rows: int, suffix: str) -> str:
    """`tickets-1000000.parquet`."""
    return f"tickets-{rows}.{suffix}"


def generate(*, rows: int, seed: int, out: Path, formats: tuple[str, ...]) -> list[Path]:
    """Write `rows` tickets in each format; a file has its final name only once it is whole."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as scratch, ExitStack() as stack:
        names = [file_name(rows, suffix) for suffix in formats]
        writers = [stack.enter_context(_writer(Path(scratch) / name)) for name in names]
        for table in _chunks(rows, seed):
            for writer in writers:
                writer.write_table(_as_written(table, writer))
        stack.close()
        for name in names:
            (Path(scratch) / name).replace(out / name)
    return [out / name for name in names]


def _writer(path: Path) -> pa.parquet.ParquetWriter | pa.csv.CSVWriter:
    if path.suffix == ".parquet":
        return pa.parquet.ParquetWriter(path, SCHEMA, compression="zstd")
    return pa.csv.CSVWriter(path, _csv_schema(), write_options=pa.csv.WriteOptions(quoting_style="needed"))


def _as_written(table: pa.Table, writer: pa.parquet.ParquetWriter | pa.csv.CSVWriter) -> pa.Table:
    return table.cast(_csv_schema()) if isinstance(writer, pa.csv.CSVWriter) else table


_STAMP = pa.timestamp("us")
SCHEMA = pa.schema(
    [
        ("ticket_id", pa.string()),
        ("created_at", _STAMP),
        ("first_response_at", _STAMP),
        ("resolved_at", _STAMP),
        ("closed_at", _STAMP),
        ("channel", pa.string()),
        ("request_type", pa.string()),
        ("priority", pa.string()),
        ("customer_tier", pa.string()),
        ("agent_id", pa.int32()),
        ("team", pa.string()),
        ("status", pa.string()),
        ("csat", pa.int32()),
        ("reopened_count", pa.int32()),
        ("first_contact_resolved", pa.bool_()),
        ("customer_email", pa.string()),
        ("notes", pa.string()),
    ]
)


def _csv_schema() -> pa.Schema:
    """Whole seconds, so that the CSV reads `2025-01-01 00:00:00`."""
    return pa.schema([pa.field(f.name, pa.timestamp("s") if f.type == _STAMP else f.type) for f in SCHEMA])


def _chunks(rows: int, seed: int) -> Iterator[pa.Table]:
    for number, start in enumerate(range(0, rows, CHUNK)):
        random = np.random.default_rng([seed, number])
        yield _chunk(np.arange(start, min(start + CHUNK, rows)), random)


def _chunk(index: np.ndarray, random: np.random.Generator) -> pa.Table:
    size = len(index)
    columns = {
        "ticket_id": _ticket_ids(index, random),
        **_times(size, random),
        "channel": _pick(_CHANNELS, (0.3, 0.22, 0.2, 0.15, 0.115, 0.015), size, random, null=0.02),
        "priority": _pick(_PRIORITIES, (0.3, 0.4, 0.2, 0.085, 0.015), size, random),
        "customer_tier": _pick(_TIERS, (0.55, 0.25, 0.13, 0.05, 0.02), size, random),
        "agent_id": _nullable(random.integers(1, 501, size, dtype=np.int32), 0.01, random),
        "team": _teams(size, random),
        "status": _pick(_STATUSES, (0.7, 0.22, 0.04, 0.03, 0.01), size, random),
        "csat": _nullable(random.choice((1, 2, 3, 4, 5, 0, 9), size, p=_CSAT).astype(np.int32), 0.35, random),
        "reopened_count": pa.array(random.choice((0, 1, 2, 3, -1, 99), size, p=_REOPENED).astype(np.int32)),
        "first_contact_resolved": pa.array(_some(0.74, size, random)),
        "customer_email": _emails(index, random),
        "notes": _notes(index, random),
    }
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


_CSAT = (0.02, 0.04, 0.12, 0.38, 0.42, 0.01, 0.01)
_REOPENED = (0.9, 0.06, 0.02, 0.01, 0.005, 0.005)


def _ticket_ids(index: np.ndarray, random: np.random.Generator) -> pa.Array:
    """`T0000000042`; one in a hundred repeats the number of an earlier ticket."""
    earlier = (random.random(len(index)) * index).astype(np.int64)
    numbers = np.where(_some(0.01, len(index), random), earlier, index)
    return _join(pa.scalar("T"), _digits(numbers, 10))


def _times(size: int, random: np.random.Generator) -> dict[str, pa.Array]:
    """The four time stamps with the request type, whose limits a few per cent of them miss."""
    kind = random.choice(len(_TYPES), size, p=(0.45, 0.15, 0.25, 0.15))
    created = _START + random.integers(0, _SECONDS, size)
    median = np.array((600, 900, 220, 1800))[kind]
    first = created + _wait(median, random)
    resolved = first + _wait(np.where(kind == 1, 18_000, 5_400), random)
    closed = resolved + _wait(np.full(size, 40_000), random)
    first = _backwards(first, created, random)
    resolved = _backwards(resolved, created, random)
    closed = _backwards(closed, resolved, random)
    unanswered, unresolved = _some(0.01, size, random), _some(0.05, size, random)
    return {
        "created_at": _stamps(created, np.zeros(size, dtype=bool)),
        "first_response_at": _stamps(first, unanswered),
        "resolved_at": _stamps(resolved, unresolved),
        "closed_at": _stamps(closed, unresolved | _some(0.2, size, random)),
        "request_type": _named(_TYPES, kind, _some(0.01, size, random)),
    }


def _wait(median: np.ndarray, random: np.random.Generator) -> np.ndarray:
    return (median * np.exp(0.8 * random.standard_normal(len(median)))).astype(np.int64)


def _backwards(end: np.ndarray, start: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """One in fifty ends up to an hour before its start."""
    wrong = _some(0.02, len(end), random)
    return np.where(wrong, start - random.integers(1, 3_600, len(end)), end)


def _stamps(times: np.ndarray, missing: np.ndarray) -> pa.Array:
    return pa.array(times.astype("datetime64[us]"), mask=missing, type=_STAMP)


def _pick(
    names: tuple[str, ...], weights: tuple[float, ...], size: int, random: np.random.Generator, *, null: float = 0.0
) -> pa.Array:
    return _named(names, random.choice(len(names), size, p=weights), _some(null, size, random))


def _named(names: tuple[str, ...], places: np.ndarray, missing: np.ndarray) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(places, mask=missing))


def _nullable(values: np.ndarray, share: float, random: np.random.Generator) -> pa.Array:
    return pa.array(values, mask=_some(share, len(values), random))


def _teams(size: int, random: np.random.Generator) -> pa.Array:
    return _join(pa.scalar("team-"), _digits(random.integers(1, 21, size), 2))


def _emails(index: np.ndarray, random: np.random.Generator) -> pa.Array:
    """One in fifty is no address, one in a hundred is missing."""
    user = _join(pa.scalar("user"), _digits(random.integers(0, 300_000, len(index)), 6))
    places = random.integers(0, 2, len(index)) + 2 * _some(0.02, len(index), random)
    host = pa.array(("@example.com", "@mail.example.cn", "@example", " at example.com")).take(pa.array(places))
    return pc.if_else(pa.array(_some(0.01, len(index), random)), None, _join(user, host))


def _notes(index: np.ndarray, random: np.random.Generator) -> pa.Array:
    """20 to 80 characters; about one in fifty is longer or shorter."""
    size = len(index)
    pools = (_OPENINGS, _TOPICS, _CLOSINGS)
    parts = [pa.array(pool).take(pa.array(random.integers(0, len(pool), size))) for pool in pools]
    text = _join(*parts, _digits(random.integers(0, 10**9, size), 9), separator=" ")
    longer = _join(text, *parts, *parts, *parts, separator=" ")
    text = pc.if_else(pa.array(_some(0.01, size, random)), longer, text)
    return pc.if_else(pa.array(_some(0.01, size, random)), "已回复", text)


def _some(share: float, size: int, random: np.random.Generator) -> np.ndarray:
    """True for about that share of the rows."""
    return random.random(size) < share


def _digits(numbers: np.ndarray, width: int) -> pa.Array:
    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def _join(*parts: pa.Array | pa.Scalar, separator: str = "") -> pa.Array:
    return pc.binary_join_element_wise(*parts, separator)


if __name__ == "__main__":
    main()
