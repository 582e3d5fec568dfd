"""The invented service centre: its teams, people and hours."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from generator.days import works, year
from generator.dice import Dice

SERVICE, TECHNICAL, MARKET, RELATIONS = "客户服务团队", "技术支持团队", "市场支持团队", "客户关系管理团队"
TEAMS = (SERVICE, TECHNICAL, MARKET, RELATIONS)
STAFF: Mapping[str, int] = {SERVICE: 40, TECHNICAL: 20, MARKET: 10, RELATIONS: 15}
"""People at work on an ordinary day."""
CUSTOMERS = 600
BRANCHES = ("SH", "CD", "WH", "XA")
"""Those that are open all year."""
_AGENTS: Mapping[str, str] = {SERVICE: "KF", TECHNICAL: "JS", MARKET: "SC", RELATIONS: "GX"}
_BUSY: Mapping[int, float] = {2: 0.85, 6: 1.15, 11: 1.25, 12: 1.05}
_HOURS: Mapping[int, float] = {
    **dict.fromkeys(range(7), 0.3),
    **dict.fromkeys((7, 8, 21, 22, 23), 1.5),
    **dict.fromkeys((9, 10, 11, 14, 15, 16), 9.0),
    **dict.fromkeys((12, 13, 17), 6.0),
    **dict.fromkeys((18, 19, 20), 3.5),
}


def busyness() -> Mapping[date, float]:
    """Day of 2025 -> how much comes in, compared with an ordinary working day."""
    return {day: (1.0 if works(day) else 0.35) * _BUSY.get(day.month, 1.0) for day in year()}


def moment_on(dice: Dice, day: date) -> datetime:
    """A moment of a day, mostly in working hours."""
    hour = dice.weighted(_HOURS)
    return datetime.combine(day, time(hour)) + timedelta(seconds=dice.between(0, 3599))


def customer(dice: Dice) -> str:
    """A customer of the house."""
    return f"C{dice.between(1, CUSTOMERS):04d}"


def agent(dice: Dice, team: str) -> str:
    """A member of a team."""
    return f"{_AGENTS[team]}{dice.between(1, STAFF[team]):02d}"


def agents(team: str) -> tuple[str, ...]:
    """Everybody in a team."""
    return tuple(f"{_AGENTS[team]}{number:02d}" for number in range(1, STAFF[team] + 1))


def moments(dice: Dice, count: int) -> list[datetime]:
    """So many moments of the year, in order, more of them on busy days."""
    days = busyness()
    return sorted(moment_on(dice, dice.weighted(days)) for _ in range(count))
