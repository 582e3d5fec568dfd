"""The templates of Declare read naively: a list of events in a known order, and what follows from it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from builders.tales import BASE, PAIR, Told

LIMIT, NUMBER = 2, 2
"""`limit` in hours and `number`, as the revision in force sets them."""
END: Mapping[str, Any] = {"ended": "event = 'z'"}
OF: Mapping[str, Any] = BASE | {"of": "event = 'a'"}

Judge = Callable[[Sequence[Told], float], str]
"""Events in order, and `now` in hours -> the state."""


def at(told: Told) -> float:
    """The hour of an event of known time."""
    assert told.at is not None
    return told.at


def _places(told: Sequence[Told], what: str) -> list[int]:
    return [place for place, event in enumerate(told) if event.what == what]


def _open(told: Sequence[Told]) -> bool:
    return not _places(told, "z")


def _ended_after(told: Sequence[Told], place: int) -> bool:
    return any(end > place for end in _places(told, "z"))


def response(told: Sequence[Told], _now: float) -> str:
    missing = [a for a in _places(told, "a") if not any(b > a for b in _places(told, "b"))]
    if any(_ended_after(told, a) for a in missing):
        return "breached"
    return "pending" if missing or _open(told) else "kept"


def response_within(told: Sequence[Told], now: float) -> str:
    waits = False
    for a in _places(told, "a"):
        gaps = [at(told[b]) - at(told[a]) for b in _places(told, "b") if b > a]
        if (gaps and min(gaps) > LIMIT) or (not gaps and now - at(told[a]) > LIMIT):
            return "breached"
        waits = waits or not gaps
    return "pending" if waits else "kept"


def chain_response(told: Sequence[Told], _now: float) -> str:
    waits = False
    for a in _places(told, "a"):
        if a + 1 < len(told):
            if told[a + 1].what != "b":
                return "breached"
        else:
            waits = True
    return "pending" if waits or _open(told) else "kept"


def precedence(told: Sequence[Told], _now: float) -> str:
    alone = [b for b in _places(told, "b") if not any(a < b for a in _places(told, "a"))]
    return "breached" if alone else "kept"


def precedence_within(told: Sequence[Told], _now: float) -> str:
    for b in _places(told, "b"):
        if not any(a < b and at(told[b]) - at(told[a]) <= LIMIT for a in _places(told, "a")):
            return "breached"
    return "kept"


def succession(told: Sequence[Told], now: float) -> str:
    both = {response(told, now), precedence(told, now)}
    return next(state for state in ("breached", "pending", "kept") if state in both)


def not_after(told: Sequence[Told], _now: float) -> str:
    hit = any(b > a for a in _places(told, "a") for b in _places(told, "b"))
    return "breached" if hit else "kept"


def not_after_within(told: Sequence[Told], now: float) -> str:
    ones, others = _places(told, "a"), _places(told, "b")
    if any(b > a and at(told[b]) - at(told[a]) <= LIMIT for a in ones for b in others):
        return "breached"
    return "pending" if any(now - at(told[a]) <= LIMIT for a in ones) else "kept"


def not_together(told: Sequence[Told], _now: float) -> str:
    return "breached" if _places(told, "a") and _places(told, "b") else "kept"


def existence(told: Sequence[Told], _now: float) -> str:
    if len(_places(told, "a")) >= NUMBER:
        return "pending" if _open(told) else "kept"
    return "pending" if _open(told) else "breached"


def at_most(told: Sequence[Told], _now: float) -> str:
    return "breached" if len(_places(told, "a")) > NUMBER else "kept"


def absence(told: Sequence[Told], _now: float) -> str:
    if _places(told, "a"):
        return "breached"
    return "pending" if _open(told) else "kept"


def init(told: Sequence[Told], _now: float) -> str:
    return "kept" if told[0].what == "a" else "breached"


def same_actor(told: Sequence[Told], _now: float) -> str:
    pairs = [(told[a].who, told[b].who) for a in _places(told, "a") for b in _places(told, "b")]
    return "kept" if all(one == other for one, other in pairs) else "breached"


def different_actor(told: Sequence[Told], _now: float) -> str:
    pairs = [(told[a].who, told[b].who) for a in _places(told, "a") for b in _places(told, "b")]
    return "kept" if all(one != other for one, other in pairs) else "breached"


DECLARED: Mapping[str, tuple[Mapping[str, Any], Judge]] = {
    "response": (PAIR | END | {"template": "response"}, response),
    "response-within": (PAIR | {"template": "response", "within": "limit"}, response_within),
    "chain-response": (PAIR | END | {"template": "chain-response"}, chain_response),
    "precedence": (PAIR | {"template": "precedence"}, precedence),
    "precedence-within": (PAIR | {"template": "precedence", "within": "limit"}, precedence_within),
    "succession": (PAIR | END | {"template": "succession"}, succession),
    "not-after": (PAIR | {"template": "not-after"}, not_after),
    "not-after-within": (PAIR | {"template": "not-after", "within": "limit"}, not_after_within),
    "not-co-existence": (PAIR | {"template": "not-co-existence"}, not_together),
    "existence": (OF | END | {"template": "existence", "at_least": "number"}, existence),
    "at-most": (OF | {"template": "existence", "at_most": "number"}, at_most),
    "absence": (OF | END | {"template": "absence"}, absence),
    "init": (OF | {"template": "init"}, init),
    "same-actor": (PAIR | {"template": "same-actor", "actor": "who"}, same_actor),
    "different-actor": (PAIR | {"template": "different-actor", "actor": "who"}, different_actor),
}
"""Name -> the check, and how it is judged by hand."""
