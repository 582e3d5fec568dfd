"""Time stamps of other zones, turned into naive local time of the pack's zone; what cannot be told is never guessed.

The engine's zone tables are built into it; they are asked here and never by the compiled checks.
"""

from dataclasses import dataclass

import duckdb

from guiju.ingest.sql import literal
from guiju.model.problem import ExportUnreadable, Location, Problem
from guiju.model.system import System
from guiju.model.text import Text

_OFFSET = r" ?(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)(?:\[[A-Za-z0-9_+/-]+\])?"
_NAME = r" ([A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)"
_NAMES = "guiju_zones"
_SHIFTS = ("30 MINUTE", "60 MINUTE", "120 MINUTE")
"""By how much clocks have been set back in living memory."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The zone of the pack, and that of the time stamps that name none."""

    pack: str
    own: str
    shifts: bool
    """Whether clocks are changed in the latter."""

    @property
    def moved(self) -> bool:
        """Whether a time stamp without a zone cannot be taken as it is."""
        return self.own != self.pack or self.shifts

    def local(self, naive: str) -> str:
        """A time stamp without a zone; null where the change of clocks repeats or skips it."""
        return self._sure(naive, literal(self.own)) if self.moved else naive

    def of_instant(self, instant: str) -> str:
        """A moment with its zone."""
        return f"timezone({literal(self.pack)}, {instant})"

    def of_text(self, text: str, form: str) -> str:
        """An ISO text (`form`: its pattern without a zone) that ends in an offset, `Z`, or a name like Europe/Rome."""
        offset, name = literal(f"({form}){_OFFSET}"), literal(f"({form}){_NAME}")
        written = f"replace(regexp_replace({text}, {offset}, '\\1\\{_group(form)}'), '/', '-')"
        zone = f"regexp_extract({text}, {name}, {_group(form)})"
        naive = f"TRY_CAST(regexp_extract({text}, {name}, 1) AS TIMESTAMP)"
        # Taken apart once: every mention of a pattern is compiled, and the change of clocks is asked for in many.
        apart = f"[{{'naive': {naive}, 'zone': {zone}}}]"
        sure = f"list_transform({apart}, lambda told: {self._sure('told.naive', 'told.zone')})[1]"
        return (
            f"CASE WHEN regexp_full_match({text}, {offset}) "
            f"THEN {self.of_instant(f'TRY_CAST({written} AS TIMESTAMPTZ)')} "
            f"WHEN regexp_full_match({text}, {name}) AND list_contains(getvariable({literal(_NAMES)}), {zone}) "
            f"THEN {sure} END"
        )

    def _sure(self, naive: str, zone: str) -> str:
        instant = f"timezone({zone}, {naive})"
        back = [f"timezone({zone}, {instant} {sign} INTERVAL {by}) = {naive}" for by in _SHIFTS for sign in "+-"]
        there = f"timezone({zone}, {instant}) = {naive}"
        return f"CASE WHEN {there} AND NOT ({' OR '.join(back)}) THEN {self.of_instant(instant)} END"


def zones_of(connection: duckdb.DuckDBPyConnection, pack_zone: str | None, system: System | None) -> Zones | None:
    """How time stamps are read; None where nobody says which zone the pack has.

    Raises ExportUnreadable for a zone that the engine does not know.
    """
    if pack_zone is None:
        return None
    own = (system.time_zone if system is not None else None) or pack_zone
    # Text of a moment with a zone, as it stands in the rejects, must not depend on the machine.
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET VARIABLE {_NAMES} = (SELECT list(name) FROM pg_timezone_names())")
    known = connection.execute(f"SELECT getvariable('{_NAMES}')").fetchall()[0][0]
    unknown = [zone for zone in dict.fromkeys((pack_zone, own)) if zone not in known]
    if unknown:
        message = Text(
            zh=f"引擎不认识时区 {'、'.join(unknown)}：请写 Asia/Shanghai 这样的名称。",
            en=f"the engine does not know the time zone {', '.join(unknown)}: write a name such as Asia/Shanghai.",
        )
        raise ExportUnreadable(Problem(Location(f"systems/{system.id}.yaml" if system else "pack.yaml"), message))
    offset = f"timezone({literal(own)}, make_timestamptz(epoch_us(day))) - day"
    days = "range(TIMESTAMP '2000-01-01', TIMESTAMP '2040-01-01', INTERVAL 10 DAY) days(day)"
    found = connection.execute(f"SELECT count(DISTINCT {offset}) FROM {days}").fetchall()[0][0]
    return Zones(pack=pack_zone, own=own, shifts=found > 1)


def _group(form: str) -> int:
    """The number of the group behind a pattern that is itself group 1."""
    return form.count("(") - form.count("(?:") + 2
