"""Attestations: whether somebody who may confirm a clause has done so, and whether that still holds."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.compiler import Terms, compile_plan
from guiju.engine import opened, unused
from guiju.model.export import Export
from guiju.model.run import ClauseResult

NOW = datetime(2025, 7, 31, 18)
WORDS = {"confirmed": {"zh": "是"}, "denied": {"zh": "否"}}
REGISTER = Export.model_validate(
    {
        "id": "attestations",
        "title": {"zh": "确认登记", "en": "Attestations"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["entry_id"],
        "at": "given_at",
        "columns": {
            "entry_id": {"title": {"zh": "编号"}, "type": "text"},
            "clause": {"title": {"zh": "条款"}, "type": "text", "required": True},
            "result": {"title": {"zh": "结果"}, "type": "text", "values": WORDS},
            "role": {"title": {"zh": "岗位"}, "type": "text"},
            "given_at": {"title": {"zh": "时间"}, "type": "datetime"},
            "expires_at": {"title": {"zh": "到期"}, "type": "date", "planned": True},
            "evidence": {"title": {"zh": "依据"}, "type": "text"},
        },
    }
)  # fmt: skip
TERM = {"kind": "attest", "valid_for": "term", "by": ["author", "approver"]}
YEARLY = {"kind": "attest", "every": "year"}


def entry(result: str | None = "confirmed", at: str | None = "2025-06-01", **values: Any) -> dict[str, Any]:
    given_at = datetime.fromisoformat(at) if at is not None else None
    return {"clause": "rule#asked", "result": result, "role": "approver", "given_at": given_at} | values


def ask(  # noqa: PLR0913 - one argument for each thing that a test varies
    tmp_path: Path,
    entries: list[dict[str, Any]],
    *,
    check: dict[str, Any] | None = None,
    laws: list[dict[str, Any]] | None = None,
    waivers: list[dict[str, Any]] | None = None,
    now: datetime | None = NOW,
    cases: list[dict[str, Any]] | None = None,
) -> ClauseResult:
    laws = laws or [dockets.revision("1.0.0", "2023-01-01", {"term": "P90D"})]
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(check or TERM)], laws), others=[REGISTER], waivers=waivers or []
    )
    data = {"attestations": entries} | ({"cases": cases} if cases is not None else {})
    return dockets.verdict_of(tmp_path, pack, data, as_of=now)


def told(result: ClauseResult) -> tuple[str, str]:
    assert result.attested is not None
    return result.verdict, result.attested.standing


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry()], ("compliant", "confirmed")),
        ([], ("noncompliant", "missing")),
        ([entry(clause="rule#other")], ("noncompliant", "missing")),
        ([entry(), entry("denied", "2025-06-02")], ("noncompliant", "denied")),
        ([entry(), entry("denied", "2025-06-01")], ("noncompliant", "denied")),
        ([entry("denied", "2025-05-30"), entry()], ("compliant", "confirmed")),
        ([entry(at="2025-01-01")], ("noncompliant", "expired")),
        ([entry(at="2025-08-01")], ("noncompliant", "missing")),
        ([entry(role="stranger")], ("noncompliant", "missing")),
        ([entry(role="stranger"), entry("denied", role="stranger")], ("noncompliant", "missing")),
        ([entry(role="author")], ("noncompliant", "missing")),
        ([entry(), entry("denied", "2025-06-02", role="author")], ("noncompliant", "denied")),
        ([entry(expires_at=date(2025, 7, 31))], ("compliant", "confirmed")),
        ([entry(expires_at=date(2025, 7, 30))], ("noncompliant", "expired")),
        ([entry(), entry(at="2025-07-01", expires_at=date(2025, 7, 2))], ("compliant", "confirmed")),
        ([entry(), entry(None, "2025-06-02")], ("undecided", "doubtful")),
        ([entry(), entry(None, "2025-05-30")], ("compliant", "confirmed")),
        ([entry(None, None)], ("undecided", "doubtful")),
        ([entry(role=None)], ("undecided", "doubtful")),
        ([entry(None, "2025-01-01")], ("noncompliant", "missing")),
        ([entry(expires_at=None, _unreadable=("expires_at",))], ("undecided", "doubtful")),
    ],
    ids=range(21),
)
def test_the_entries_decide(tmp_path: Path, entries: list[dict[str, Any]], expected: tuple[str, str]) -> None:
    result = ask(tmp_path, entries)

    assert told(result) == expected
    assert result.blocked == (expected[1] == "doubtful")


def test_a_confirmation_ends_with_its_term_to_the_microsecond(tmp_path: Path) -> None:
    ends = datetime(2025, 6, 1) + timedelta(days=90)

    assert ask(tmp_path, [entry()], now=ends - timedelta(microseconds=1)).verdict == "compliant"
    result = ask(tmp_path, [entry()], now=ends)
    assert told(result) == ("noncompliant", "expired")
    assert result.reason is not None
    assert "2025-08-30" in result.reason.zh


def test_owner_and_nobody_else_named_may_confirm_alone(tmp_path: Path) -> None:
    own = TERM | {"by": ["author"]}

    assert ask(tmp_path, [entry(role="author")], check=own).verdict == "compliant"


def test_a_yearly_confirmation_holds_through_the_year_after_its_own(tmp_path: Path) -> None:
    assert ask(tmp_path, [entry(at="2024-01-01")], check=YEARLY).verdict == "compliant"
    assert told(ask(tmp_path, [entry(at="2023-12-31")], check=YEARLY)) == ("noncompliant", "expired")


def test_nothing_is_missing_before_the_first_period_is_over(tmp_path: Path) -> None:
    laws = [dockets.revision("1.0.0", "2024-02-01")]

    result = ask(tmp_path, [], check=YEARLY, laws=laws)
    assert (told(result), result.blocked) == (("undecided", "starting"), False)
    assert told(ask(tmp_path, [], check=YEARLY, laws=laws, now=datetime(2026, 1, 1))) == ("noncompliant", "missing")
    assert told(ask(tmp_path, [entry("denied")], check=YEARLY, laws=laws)) == ("noncompliant", "denied")


def test_only_a_major_revision_asks_for_a_new_confirmation(tmp_path: Path) -> None:
    first = dockets.revision("1.0.0", "2023-01-01", {"term": "P90D"})

    minor = [dockets.revision("1.1.0", "2025-07-01", {"term": "P90D"}), first]
    major = [dockets.revision("2.0.0", "2025-07-01", {"term": "P90D"}), first]

    assert told(ask(tmp_path, [entry()], laws=minor)) == ("compliant", "confirmed")
    assert told(ask(tmp_path, [entry()], laws=major)) == ("noncompliant", "outdated")
    assert told(ask(tmp_path, [entry(at="2025-07-01")], laws=major)) == ("compliant", "confirmed")


def test_a_register_that_nobody_writes_in_does_not_stay_young(tmp_path: Path) -> None:
    case = {"case_id": "A", "opened_at": NOW}

    assert told(ask(tmp_path, [entry(at="2024-01-01")], now=None)) == ("compliant", "confirmed")
    assert told(ask(tmp_path, [entry(at="2024-01-01")], now=None, cases=[case])) == ("noncompliant", "expired")


def test_without_the_register_nobody_is_asked(tmp_path: Path) -> None:
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(TERM)], [dockets.revision("1.0.0", "2023-01-01", {"term": "P90D"})]),
        others=[REGISTER],
    )

    result = dockets.verdict_of(tmp_path, pack, {"cases": [{"case_id": "A", "opened_at": NOW}]})

    assert (result.verdict, result.blocked) == ("undecided", False)


def test_a_missing_confirmation_can_be_waived_while_the_waiver_lasts(tmp_path: Path) -> None:
    for last, verdict in [("2025-07-31", "undecided"), ("2025-07-30", "noncompliant")]:
        result = ask(tmp_path, [], waivers=[dockets.waiver("one", "2025-07-01", last)])

        assert (result.verdict, result.verdict_without_waivers) == (verdict, "noncompliant")


def test_entries_about_no_such_clause_are_named_and_not_used(tmp_path: Path) -> None:
    clauses = [dockets.clause(TERM), dockets.clause({"kind": "condition", "on": "cases", "holds": "true"}, id="other")]
    laws = [dockets.revision("1.0.0", "2023-01-01", {"term": "P90D"})]
    pack = dockets.catalogue(dockets.standard(clauses, laws), others=[REGISTER])
    entries = [entry(), entry(clause="rule.asked"), entry(clause="rule#askd"), entry(clause="rule#other")]

    with opened(tmp_path) as engine:
        table = dockets.load(engine, entries, REGISTER)
        told_ = unused(compile_plan(pack, [table], Terms()), pack, engine)["attestations"]

    assert [text.in_("en") for text in told_] == [
        (
            "entries from row 4 on (1) are about rule#askd, which is no clause, and were not used; "
            "did you mean rule#asked?"
        ),
        "entries from row 5 on (1) are about rule#other, which nobody has to confirm here, and were not used",
    ]


entries_ = st.lists(
    st.builds(
        lambda result, day, role, expires: entry(
            result, None if day is None else (date(2025, 1, 1) + timedelta(days=day)).isoformat(), role=role,
            expires_at=None if expires is None else date(2025, 1, 1) + timedelta(days=expires),
        ),
        st.sampled_from(["confirmed", "confirmed", "denied", None]),
        st.one_of(st.none(), st.integers(0, 240)),
        st.sampled_from(["author", "approver", "approver", "stranger", None]),
        st.one_of(st.none(), st.integers(0, 400)),
    ),
    max_size=5,
)  # fmt: skip


@given(entries=entries_, major=st.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_verdict_stands_exactly_where_no_reading_of_the_entries_could_turn_it(
    tmp_path: Path, entries: list[dict[str, Any]], *, major: bool
) -> None:
    """Oracle: read what is missing in every way that could matter, and see whether all verdicts agree."""
    floor = datetime(2025, 5, 1) if major else datetime(2023, 1, 1)
    laws = [dockets.revision("1.0.0", "2023-01-01", {"term": "P90D"})]
    if major:
        laws.insert(0, dockets.revision("2.0.0", "2025-05-01", {"term": "P90D"}))

    result = ask(tmp_path, entries, laws=laws)

    outcomes = {_verdict(reading, floor) for reading in _readings(entries)}
    assert result.verdict == (outcomes.pop() if len(outcomes) == 1 else "undecided")


def _readings(entries: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    readings: list[list[dict[str, Any]]] = [[]]
    for found in entries:
        mine = [
            found | {"result": result, "role": role, "given_at": at}
            for result in ([found["result"]] if found["result"] else ["confirmed", "denied"])
            for role in ([found["role"]] if found["role"] else ["approver", "stranger"])
            # An unknown time is any: after all others, or long ago.
            for at in ([found["given_at"]] if found["given_at"] else [NOW, datetime(2020, 1, 1)])
        ]
        readings = [[*before, each] for before in readings for each in mine]
    return readings


def _verdict(entries: list[dict[str, Any]], floor: datetime) -> str:
    known = [e for e in entries if e["role"] in ("author", "approver") and e["given_at"] <= NOW]
    denied = max((e["given_at"] for e in known if e["result"] == "denied"), default=datetime.min)
    return "compliant" if any(_holds(e, denied, floor) for e in known) else "noncompliant"


def _holds(found: dict[str, Any], denied: datetime, floor: datetime) -> bool:
    if found["result"] != "confirmed" or found["role"] != "approver":
        return False
    ends = found["given_at"] + timedelta(days=90)
    if found["expires_at"] is not None:
        ends = min(ends, datetime.combine(found["expires_at"], datetime.min.time()) + timedelta(days=1))
    return ends > NOW and floor <= found["given_at"] and found["given_at"] > denied
