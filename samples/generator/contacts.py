"""Contacts with customers: every answered call, what else came in, what was told, and care of our own accord."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from generator.days import MONTHS
from generator.dice import Dice
from generator.house import SERVICE, agent, moment_on
from generator.tables import Row, Table

COLUMNS = (
    *("contact_id", "request_id", "thread_id", "customer_id", "channel", "direction", "reason", "started_at"),
    *(
        "first_reply_at",
        "ended_at",
        "agent_id",
        "team",
        "bot_handled",
        "handed_over_at",
        "record_no",
        "value_tier",
        "note",
    ),
)
CARE = ("proactive", "maintenance", "welcome", "winback")
_REASONS = {"enquiry": "enquiry", "complaint": "complaint", "technical": "technical"}
_CHANNELS = {"phone", "email", "chat", "web", "app", "social", "counter", "outlet"}
_EVERYWHERE = ("email", "sms", "chat", "social", "visit", "web", "app", "counter", "outlet")
"""Channels that something comes in by every month, whatever the requests do."""
_CARE_A_MONTH = 40
_NOTES = (
    "问进度，答应当天回话",
    "问用法，已逐步讲解",
    "要改地址，已登记",
    "问发票，告知三步做法",
    "约上门时间，已排单",
)
_FOLLOWED_EVERY = 8
_OUT_OF_FASHION = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an agent sees of a customer: tier, preferred channel, account manager."""

    tier: str
    preferred: str | None
    manager: str | None


def make_contacts(tables: Mapping[str, Table], known: Mapping[str, Known], dice: Dice) -> Table:
    """The contacts in the order of time, before anything goes wrong with them."""
    owners = _owners(tables["requests"])
    table = Table(export="contacts", columns=COLUMNS)
    rows = [*_spoken(tables["calls"], owners, dice), *_written(tables["requests"], owners, dice)]
    heard = {row["thread_id"] for row in rows}
    rows += [row for request in _followed(tables["requests"], heard, owners) for row in _told(request, known, dice)]
    rows += [*_everywhere(known, dice), *_cared(known, dice)]
    for number, row in enumerate(sorted(rows, key=lambda row: (row["started_at"], str(row["customer_id"]))), 1):
        row["contact_id"] = row["contact_id"] or f"L{row['started_at']:%y%m}{number:05d}"
        row["thread_id"] = row["thread_id"] or row["contact_id"]
        row["value_tier"] = known[row["customer_id"]].tier if row["customer_id"] in known else "low"
        table.add(row)
    return table


def _owners(requests: Table) -> dict[str, tuple[str, str | None]]:
    """Request -> its customer and its type, where the register has one of them."""
    return {
        row["request_id"]: (row["customer_id"], row["request_type"])
        for row in requests.rows
        if isinstance(row["customer_id"], str) and isinstance(row["created_at"], datetime)
    }


def _contact(start: datetime, customer: str, channel: str, dice: Dice, **rest: object) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    row |= {"started_at": start, "customer_id": customer, "channel": channel, "direction": "in", "reason": "other"}
    row |= {"agent_id": agent(dice, SERVICE), "team": SERVICE, "bot_handled": False, "note": dice.one(_NOTES)}
    row |= {"ended_at": start + dice.minutes(2, 15)} | rest
    if channel in {"phone", "chat"}:
        row["record_no"] = f"{'LY' if channel == 'phone' else 'HH'}{start:%y%m%d%H%M%S}"
    return row


def _about(request: object, owners: Mapping[str, tuple[str, str | None]]) -> Row:
    """The part of a contact that says which request it is about."""
    if not isinstance(request, str) or request not in owners:
        return {}
    customer, kind = owners[request]
    return {
        "request_id": request,
        "thread_id": request,
        "customer_id": customer,
        "reason": _REASONS.get(str(kind), "other"),
    }


def _spoken(calls: Table, owners: Mapping[str, tuple[str, str | None]], dice: Dice) -> Iterator[Row]:
    """A contact for every answered call, under the number of the call."""
    seen: set[str] = set()
    for call in calls.rows:
        if call["answered"] is True and call["call_id"] not in seen:
            seen.add(call["call_id"])
            way = "in" if call["direction"] == "inbound" else "out"
            about = _about(call["request_id"], owners) if way == "in" else {}
            row = _contact(call["started_at"], call["customer_id"], "phone", dice, contact_id=call["call_id"])
            who = call["agent_id"] if isinstance(call["agent_id"], str) else row["agent_id"]
            yield row | {"direction": way, "agent_id": who, "team": call["team"]} | about


def _written(requests: Table, owners: Mapping[str, tuple[str, str | None]], dice: Dice) -> Iterator[Row]:
    """What came in by other channels: all chats, every third of the rest."""
    for place, request in enumerate(requests.rows):
        channel = request["channel"]
        if channel not in _CHANNELS - {"phone"} or request["request_id"] not in owners:
            continue
        if channel == "chat" or place % 3 == 0:
            about = _about(request["request_id"], owners)
            row = _contact(request["created_at"], about["customer_id"], channel, dice) | about
            yield _chatted(row, dice) if channel == "chat" else row


def _chatted(row: Row, dice: Dice) -> Row:
    """A person answers within a minute, or a bot does and hands over half of its customers."""
    start = row["started_at"]
    if not dice.happens(0.15):
        return row | {"first_reply_at": start + dice.seconds(8, 55)}
    if dice.happens(0.5):
        return row | {"bot_handled": True, "agent_id": None}
    handed = start + dice.seconds(40, 150)
    return row | {"bot_handled": True, "handed_over_at": handed, "first_reply_at": handed + dice.seconds(10, 110)}


def _followed(requests: Table, heard: set[str], owners: Mapping[str, tuple[str, str | None]]) -> Iterator[Row]:
    seen: set[str] = set()
    for request in requests.rows:
        number = request["request_id"]
        if number in owners and number in heard and number not in seen and isinstance(request["closed_at"], datetime):
            seen.add(number)
            if len(seen) % _FOLLOWED_EVERY == 0 and request["closed_at"] > request["created_at"]:
                yield request


def _told(request: Row, known: Mapping[str, Known], dice: Dice) -> Iterator[Row]:
    """News on the way, the result, and sometimes a callback."""
    start, end, customer = request["created_at"], request["closed_at"], request["customer_id"]
    about = {"request_id": request["request_id"], "thread_id": request["request_id"], "direction": "out"}
    if end > start + timedelta(hours=6):
        yield _contact(start + (end - start) / 2, customer, "sms", dice, reason="progress") | about
    yield _contact(end, customer, "sms", dice, reason="result") | about
    if dice.happens(0.5):
        yield _by_preference(end + timedelta(days=2), customer, "callback", known, dice) | about


def _by_preference(start: datetime, customer: str, reason: str, known: Mapping[str, Known], dice: Dice) -> Row:
    """A contact that we make: the way the customer likes it, mostly, and by the account manager if there is one."""
    one = known[customer] if customer in known else Known(tier="low", preferred="sms", manager=None)
    other = dice.happens(_OUT_OF_FASHION)
    channel = "email" if one.preferred != "email" else "sms"
    channel = channel if other or one.preferred is None else one.preferred
    row = _contact(start.replace(microsecond=0), customer, channel, dice, reason=reason, direction="out")
    return row | ({"agent_id": one.manager} if one.manager is not None else {})


def _everywhere(known: Mapping[str, Known], dice: Dice) -> Iterator[Row]:
    """Two of each kind a month, so that no channel is missing by chance."""
    for month in MONTHS:
        for channel in (*_EVERYWHERE, *_EVERYWHERE):
            start = moment_on(dice, month + timedelta(days=dice.between(2, 25)))
            row = _contact(start, dice.one(tuple(known)), channel, dice)
            yield row | ({"first_reply_at": start + dice.seconds(9, 50)} if channel == "chat" else {})


def _cared(known: Mapping[str, Known], dice: Dice) -> Iterator[Row]:
    """Warnings, reminders, welcomes, winning back."""
    for month in MONTHS:
        for _ in range(_CARE_A_MONTH):
            day = month + timedelta(days=dice.between(0, 26))
            start = datetime.combine(day, time(dice.between(9, 17))) + dice.minutes(0, 59)
            yield _by_preference(start, dice.one(tuple(known)), dice.one(CARE), known, dice)
