"""Waivers and attestations in a pack: read whole, or everything that is wrong with them told with its place."""

from pathlib import Path

import pytest

from builders.excuses import ATTEST, ATTESTATIONS, OWNED, REGISTER, VALID, WAIVER
from builders.packs import STANDARD, edited, write_pack
from guiju.source.catalogue import inspect, load


def told(folder: Path, overrides: dict[str, str]) -> list[str]:
    """Errors as a person reads them, warnings marked."""
    _, problems = inspect(write_pack(folder, dict(overrides)))
    return [("" if problem.level == "error" else "warning ") + problem.in_("en") for problem in problems]


def waiver(*pairs: tuple[str, str]) -> dict[str, str]:
    content = VALID
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new)
    return {WAIVER: content}


def attest(check: str = ATTEST, export: str | None = ATTESTATIONS) -> dict[str, str]:
    return edited(STANDARD, (OWNED, check)) | ({REGISTER: export} if export is not None else {})


def test_a_waiver_comes_out_canonical_and_is_found_by_its_clause(tmp_path: Path) -> None:
    catalogue = load(write_pack(tmp_path, dict(waiver())))

    assert catalogue.waivers["desk-move"].where == "\"channel\" = 'phone'"
    assert str(catalogue.places["waiver:desk-move"]).endswith(f"{WAIVER}:1")


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((("#handled", "#handld"),), ":4:11: unknown clause complaint-handling#handld; did you mean complaint-handl"),
        ((("complaint-handling#handled", "complaint-handling.handled"),), "a clause is written as standard#clause"),
        ((("#handled]", "#handled, complaint-handling#handled]"),), ":4:39: the clause complaint-handling#handled st"),
        ((("channel = 'phone'", "chanel = 'phone'"),), ":5:8: unknown column chanel; did you mean channel"),
        ((("'phone'", "$handled_within"),), ":5:8: no parameter can be used here"),
        ((("quality-committee", "complaint-officer"),), "the approver must be another role than the one that asks"),
        ((("quality-committee", "quality-comittee"),), ":7:11: unknown role quality-comittee; did you mean quality-c"),
        ((("expiry: 2025-07-31", "expiry: 2025-06-30"),), "the waiver expires on 2025-06-30, before it starts on 202"),
        ((("expiry: 2025-07-31\n", ""),), "the key expiry is missing"),
        ((("expiry: 2025-07-31", "expiry: 2026-07-31"),), "warning waivers/desk-move.yaml:9:9: this waiver lasts lon"),
        ((("where: channel = 'phone'", "by: {channel: phone}"),), ":5:1: the clause complaint-handling#handled judges"),
        ((("#handled", "#in-time"),), ":5:1: the clause complaint-handling#in-time judges groups; write `by`"),
        (
            (("#handled", "#in-time"), ("where: channel = 'phone'", "by: {channel: fax}")),
            ":5:15: unknown value of channel fax",
        ),
        (
            (("#handled", "#in-time"), ("where: channel = 'phone'", "by: {team: a}")),
            ":5:6: unknown column team; there are: channel",
        ),
        ((("where: channel = 'phone'", "where: channel = 'phone'\nby: {a: b}"),), "`by` (for groups), not both"),
    ],
    ids=range(15),
)
def test_what_is_wrong_with_a_waiver_is_told_with_its_place(
    tmp_path: Path, pairs: tuple[tuple[str, str], ...], said: str
) -> None:
    problems = told(tmp_path, waiver(*pairs))

    assert len(problems) == 1
    assert said in problems[0]


def test_a_group_of_a_target_can_be_waived(tmp_path: Path) -> None:
    pairs = (("#handled", "#in-time"), ("where: channel = 'phone'", "by: {channel: phone}"))

    assert told(tmp_path, waiver(*pairs)) == []


def test_an_attestation_needs_nothing_but_a_register(tmp_path: Path) -> None:
    assert told(tmp_path, attest()) == []


@pytest.mark.parametrize(
    ("check", "export", "said"),
    [
        (ATTEST.replace("quality-committee", "committee"), ATTESTATIONS, "unknown role committee"),
        (ATTEST, None, "unknown export attestations"),
        (ATTEST.replace("every: year, ", ""), ATTESTATIONS, "give exactly one of `every`"),
        (ATTEST.replace("every: year", "valid_for: outer_limit"), ATTESTATIONS, "P2WD is no limit here; write a leng"),
        (ATTEST.replace("every: year", "valid_for: forever"), ATTESTATIONS, "no revision sets the parameter forever"),
        (ATTEST, ATTESTATIONS.replace("  role:", "  duty:"), "has no column role; attestations need clause, result"),
        (ATTEST, ATTESTATIONS.replace("denied: {zh", "refused: {zh"), "has the values confirmed and denied"),
        (ATTEST, ATTESTATIONS.replace(", required: true", ""), "needs `required: true`"),
    ],
    ids=range(8),
)
def test_what_is_wrong_with_an_attestation_is_told(tmp_path: Path, check: str, export: str | None, said: str) -> None:
    problems = told(tmp_path, attest(check, export))

    assert problems
    assert any(said in problem for problem in problems), problems


def test_a_confirmation_cannot_be_waived_in_part(tmp_path: Path) -> None:
    problems = told(tmp_path, attest() | waiver(("#handled", "#owned")))

    assert any("is confirmed as a whole; remove the scope" in problem for problem in problems)
