"""A pack is read whole, or everything that is wrong with it is told at once."""

import shutil
import subprocess
from pathlib import Path

import pytest

from builders.packs import CALENDAR, ENGLISH, EXPORT, KPI, MINIMAL, STANDARD, SYSTEM, edited, write_pack
from guiju.model.checks import Condition, Deadline
from guiju.model.problem import Location, PackInvalid
from guiju.source.catalogue import inspect, load

PAUSES = "{export: complaint, key: {number: channel, numbr: score}, begins: channel = $limit, ends: score}"
REOPENED = "{export: complaints, key: {number: number}, when: score > 1, ends: score < 1, between: paused}"
Overrides = dict[str, str | bytes | None]


def told(folder: Path, overrides: Overrides) -> list[str]:
    """Errors as a person reads them, warnings marked."""
    _, problems = inspect(write_pack(folder, overrides))
    return [("" if problem.level == "error" else "warning ") + problem.in_("en") for problem in problems]


def test_the_minimal_pack_has_no_problem(tmp_path: Path) -> None:
    catalogue, problems = inspect(write_pack(tmp_path))
    assert problems == ()
    assert catalogue is not None
    assert list(catalogue.standards) == ["complaint-handling"]
    assert catalogue.chapter("complaint-handling").id == "complaints"
    assert catalogue.prose["complaint-handling"].in_("en").startswith("Complaints are handled within {handled_within}")
    assert catalogue.places["complaint-handling"] == Location(STANDARD, 1)
    assert catalogue.places["complaint-handling.owned"] == Location(STANDARD, 41, 5)


def test_every_expression_comes_out_canonical(tmp_path: Path) -> None:
    catalogue = load(write_pack(tmp_path))
    handled, _, owned, _ = catalogue.standards["complaint-handling"].clauses
    assert isinstance(handled.check, Deadline)
    assert handled.check.where == "\"channel\" <> 'letter'"
    assert isinstance(owned.check, Condition)
    assert owned.check.holds == 'NOT "handler" IS NULL'
    measure = catalogue.kpis["handled-in-time"].measure
    assert measure.kind == "share"
    assert measure.of == '"handled_at" <= "received_at" + $handled_within'
    reading = catalogue.systems["ledger"].readings[0]
    assert reading.leave_out[0].where == "\"kind\" = '测试'"
    assert reading.derive == {"handler": 'LOWER("kind")'}


def test_the_digest_changes_with_any_byte_and_with_nothing_else(tmp_path: Path) -> None:
    first = load(write_pack(tmp_path / "a")).digest
    assert load(write_pack(tmp_path / "b")).digest == first
    assert load(write_pack(tmp_path / "c", dict(edited(ENGLISH, ("promise", "premise"))))).digest != first


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")
def test_the_commit_is_that_of_the_checkout(tmp_path: Path) -> None:
    pack = write_pack(tmp_path)
    assert load(pack).commit is None
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)
    head = subprocess.run(
        ["git", "-C", str(tmp_path), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert load(pack).commit == head


def test_load_raises_every_error_at_once_in_order(tmp_path: Path) -> None:
    overrides = {
        **edited(STANDARD, ("owner: complaint-officer", "owner: complaint-oficer")),
        **edited(KPI, ("on: complaints", "on: complaint")),
        **edited(EXPORT, ("key: [number]", "keys: [number]")),
        "calendars/bad.yaml": "a: b: c",
    }
    with pytest.raises(PackInvalid) as caught:
        load(write_pack(tmp_path, dict(overrides)))
    assert caught.value.lines("en") == [
        (
            "calendars/bad.yaml:1:5: YAML syntax error: no second colon can stand here; put a text with a colon in "
            "quotes, or mend the indentation"
        ),
        "exports/complaints.yaml:1:1: the key key is missing; add it",
        "exports/complaints.yaml:4:1: unknown key keys; did you mean key?",
        f"{STANDARD}:5:8: unknown role complaint-oficer; did you mean complaint-officer?",
        "kpis/handled-in-time.yaml:5:5: unknown export complaint; did you mean complaints?",
    ]


def test_every_message_is_there_in_chinese_too(tmp_path: Path) -> None:
    _, problems = inspect(write_pack(tmp_path, dict(edited(STANDARD, ("owner: complaint-officer", "owner: nobody")))))
    assert [problem.in_("zh") for problem in problems] == [
        f"{STANDARD}:5:8: 没有名为 nobody 的岗位；可用的有：complaint-officer、quality-committee、service-agent"
    ]


def cadence(rest: str) -> Overrides:
    """The minimal pack with a cadence in place of its condition, on line 46."""
    condition = "{kind: condition, on: complaints, holds: handler is not null}"
    return dict(edited(STANDARD, (condition, f"{{kind: cadence, on: complaints, every: month, {rest}}}")))


def match(rest: str) -> Overrides:
    """The minimal pack with a match in place of its condition, on line 46."""
    condition = "{kind: condition, on: complaints, holds: handler is not null}"
    return dict(edited(STANDARD, (condition, f"{{kind: match, on: complaints, {rest}}}")))


CASES: list[tuple[Overrides, list[str]]] = [
    # Reviews, and where the handbook lies
    (
        dict(
            edited(
                STANDARD,
                (
                    "clauses:\n",
                    (
                        "reviews: [{on: 2025-08-01, by: nobody, result: no-change, note: {zh: 不变, en: Same}}]\n"
                        "clauses:\n"
                    ),
                ),
            )
        ),
        [f"{STANDARD}:22:32: unknown role nobody; there are: complaint-officer, quality-committee, service-agent"],
    ),
    (
        dict(edited("pack.yaml", ("calendar: service-days\n", "calendar: service-days\nweb: {site: example.org}\n"))),
        [
            (
                "pack.yaml:6:13: web.site: 'example.org' does not fit: an address begins with https:// and ends "
                "with /, such as https://handbook.example.org/"
            )
        ],
    ),
    # The layout
    ({"pack.yaml": None}, ["pack.yaml: this file is missing; a pack needs it"]),
    ({"roles.yaml": None}, ["roles.yaml: this file is missing; a pack needs it"]),
    ({"notes.txt": "x"}, ["warning notes.txt: this has no place in a pack and is not read"]),
    ({"kpis/notes.txt": "x"}, ["warning kpis/notes.txt: this has no place in a pack and is not read"]),
    ({"actions/a.md": "x"}, ["warning actions: this version does not read this folder yet"]),
    ({"README.md": "x", "kpis/README.md": "x", ".hidden": "x"}, []),
    (
        {"handbook/99-other/README.txt": "x"},
        [
            "handbook/99-other: unknown chapter other; there are: complaints",
            "warning handbook/99-other/README.txt: this has no place in a pack and is not read",
        ],
    ),
    (
        {"handbook/other/x.md": "x"},
        ["handbook/other: a chapter's folder is named NN-id, such as 01-complaints"],
    ),
    (
        {
            STANDARD: None,
            ENGLISH: None,
            "handbook/02-complaints/complaint-handling.md": MINIMAL[STANDARD],
            "handbook/02-complaints/complaint-handling.en.md": MINIMAL[ENGLISH],
        },
        ["handbook/02-complaints: by its place in pack.yaml this folder is named 01-complaints"],
    ),
    (
        {"handbook/01-complaints/lost.en.md": "x"},
        ["handbook/01-complaints/lost.en.md: there is no standard lost.md beside it"],
    ),
    (
        {
            "handbook/01-complaints/complaint-handling/pass.csv": "x",
            "handbook/01-complaints/complaint-handling/fail/complaints.csv": "x",
            "handbook/01-complaints/complaint-handling/why.txt": "x",
        },
        ["warning handbook/01-complaints/complaint-handling/why.txt: this has no place in a pack and is not read"],
    ),
    # Files and their names
    (
        {"kpis/other.yaml": MINIMAL[KPI]},
        ["kpis/other.yaml:1:5: the id handled-in-time differs from the file's name other; make them equal"],
    ),
    ({EXPORT: b"\xff"}, [f"{EXPORT}:1:1: the file is not UTF-8; save it as UTF-8"]),
    ({KPI: ""}, [f"{KPI}:1:1: a record of keys and values is expected here"]),
    (
        {ENGLISH: "---\nid: x\n---\n"},
        [
            f"{ENGLISH}:1:1: the English file holds prose alone; the record stands in the Chinese file, remove it here",
        ],
    ),
    # Languages
    (
        dict(edited(KPI, ("{zh: 及时率, en: Share in time}", "{zh: 及时率}"))),
        [f"warning {KPI}:2:8: the English is missing"],
    ),
    (
        dict(edited(KPI, ("{zh: 及时率, en: Share in time}", '{zh: " ", en: Share in time}'))),
        [f"{KPI}:2:13: this text is empty"],
    ),
    ({ENGLISH: None}, [f"warning {ENGLISH}: the English prose is missing"]),
    (
        dict(edited(STANDARD, ("within {handled_within}.", "soon."))),
        [f"warning {STANDARD}:26:54: the Chinese and the English name different parameters"],
    ),
    # References
    (
        dict(edited("roles.yaml", ("id: service-agent", "id: complaint-officer"))),
        [
            f"{STANDARD}:6:28: unknown role service-agent; there are: complaint-officer, quality-committee",
            "roles.yaml:5:9: the id complaint-officer stands here again, first at 2:9",
        ],
    ),
    (
        dict(edited(STANDARD, ("to: handled_at\n", "to: handled\n"))),
        [f"{STANDARD}:32:11: unknown column handled; did you mean handler?"],
    ),
    (
        dict(edited(STANDARD, ("to: handled_at\n", "to: handler\n"))),
        [f"{STANDARD}:32:11: the column handler is text; a datetime or date column is needed here"],
    ),
    (
        dict(edited(STANDARD, ("clock: service-days", "clock: service-day"))),
        [f"{STANDARD}:40:108: unknown calendar service-day; did you mean service-days?"],
    ),
    (
        dict(edited(STANDARD, ("kpi: handled-in-time", "kpi: handled-in-tim"))),
        [
            f"{STANDARD}:52:32: unknown KPI handled-in-tim; did you mean handled-in-time?",
        ],
    ),
    (
        dict(edited(STANDARD, ("by: [channel]", "by: [chanel]"))),
        [f"{STANDARD}:52:79: unknown column chanel; did you mean channel?"],
    ),
    (
        dict(edited(STANDARD, ("    severity: minor\n", "    severity: minor\n    since: 1.1.0\n"))),
        [f"{STANDARD}:46:12: unknown version 1.1.0; did you mean 1.0.0?"],
    ),
    (
        dict(edited(STANDARD, ("    severity: minor\n", "    severity: minor\n    since: 2.0.0\n    until: 1.0.0\n"))),
        [f"{STANDARD}:47:12: until (1.0.0) is before since (2.0.0)"],
    ),
    (
        dict(edited(STANDARD, ("- id: owned", "- id: handled"))),
        [f"{STANDARD}:41:9: the id handled stands here again, first at 23:9"],
    ),
    (
        dict(edited("pack.yaml", ("Asia/Shanghai", "Asia/Shanghay"))),
        ["pack.yaml:4:7: unknown time zone Asia/Shanghay; did you mean Asia/Shanghai?"],
    ),
    (
        dict(edited("pack.yaml", ("Asia/Shanghai", "Europe/Berlin"))),
        [
            (
                "warning pack.yaml:4:7: the clocks of Europe/Berlin are changed: in local time, running time across a "
                "change is an hour off, and the hour that is repeated or skipped cannot be read; count opening hours, "
                "or take a zone without changes"
            )
        ],
    ),
    (
        dict(edited(SYSTEM, ("readings:", "time_zone: Europe/Berln\nreadings:"))),
        [f"{SYSTEM}:6:12: unknown time zone Europe/Berln; did you mean Europe/Berlin?"],
    ),
    # Parameters
    (
        dict(edited(STANDARD, ("within: handled_within", "within: handled_withn"))),
        [f"{STANDARD}:33:15: no revision sets the parameter handled_withn; did you mean handled_within?"],
    ),
    (
        dict(edited(STANDARD, ("{handled_within: PT48H, ", "{"))),
        [f"{STANDARD}:21:11: revision 1.0.0 does not set handled_within, which a clause in force then names; set it"],
    ),
    (
        dict(edited(STANDARD, ("few: 30}", "few: 30, spare: 1}"))),
        [f"warning {STANDARD}:15:83: nothing uses the parameter spare"],
    ),
    (
        {**edited(STANDARD, ("\n投诉须在 {handled_within}", "\n投诉须在 {handled_withn}"))},
        [
            f"{STANDARD}:55:6: revision 2.0.0 does not set the parameter handled_withn; did you mean handled_within?",
        ],
    ),
    (
        dict(edited(STANDARD, ("不超过 {outer_limit}", "不超过 {Outer limit}"))),
        [
            f"{STANDARD}:38:21: braces hold the name of a parameter, not 'Outer limit'",
            f"warning {STANDARD}:38:42: the Chinese and the English name different parameters",
        ],
    ),
    # Kinds of value
    (
        dict(edited(STANDARD, ("handled_within: PT24H", "handled_within: P1M"))),
        [f"{STANDARD}:15:28: P1M is no time limit; write running time (PT24H, P3D) or working days (P2WD)"],
    ),
    (
        dict(edited(STANDARD, ("outer_limit: P2WD, in_time_share: 95%", "outer_limit: P3D, in_time_share: 95%"))),
        [
            (
                f"{STANDARD}:15:48: P3D is unclear in opening hours: how long is a day? "
                "Write hours (PT16H) or working days (P2WD)"
            )
        ],
    ),
    (
        dict(edited(STANDARD, ("within: handled_within\n", "within: handled_within\n      count: elapsed\n"))),
        [
            f"{STANDARD}:15:28: `count: elapsed` is for limits in working days (P2WD), not for PT24H",
            f"{STANDARD}:21:28: `count: elapsed` is for limits in working days (P2WD), not for PT48H",
        ],
    ),
    (
        dict(edited(STANDARD, ("within: handled_within\n", f"within: handled_within\n      pauses: {PAUSES}\n"))),
        [
            f"{STANDARD}:34:24: unknown export complaint; did you mean complaints?",
            f"{STANDARD}:34:58: unknown column numbr; did you mean number?",
            f"{STANDARD}:34:81: no parameter can be used here: $limit",
        ],
    ),
    (
        dict(edited(STANDARD, ("within: outer_limit, clock", f"within: outer_limit, reopened: {REOPENED}, clock"))),
        [
            f"{STANDARD}:{line}:48: P2WD ends with a day and cannot be paused by the hour: "
            "write `count: elapsed`, or leave the pauses out"
            for line in (15, 21)
        ],
    ),
    (
        dict(edited(STANDARD, ("within: handled_within\n", "due: handled_at\n      clock: service-days\n"))),
        [
            (
                f"{STANDARD}:29:7: clauses.0.check: `clock` and `count` go with `within`: "
                "a case's own due time needs no clock"
            )
        ],
    ),
    (
        {
            **edited(STANDARD, ("handled_within: PT24H", "handled_within: P1WD")),
            **edited("pack.yaml", ("calendar: service-days\n", "")),
        },
        [
            (
                f"{STANDARD}:15:28: P1WD counts working days, which needs a calendar: write `clock`, "
                "or `calendar` in pack.yaml"
            )
        ],
    ),
    (
        dict(edited(STANDARD, ("in_time_share: 95%", "in_time_share: 95"))),
        [f"{STANDARD}:15:69: 95 is no limit here; write a percentage from 0% to 100%, such as 95%"],
    ),
    (
        dict(edited(STANDARD, ("in_time_share: 90%, few: 30", "in_time_share: 90%, few: 2.5"))),
        [f"{STANDARD}:21:79: 2.5 is no limit here; write a whole number above 0, such as 30"],
    ),
    (
        dict(edited(KPI, ("unit: percent", "unit: seconds"))),
        [
            f"{STANDARD}:15:69: 95% is no limit here; write a duration such as PT20S",
            f"{STANDARD}:21:69: 90% is no limit here; write a duration such as PT20S",
        ],
    ),
    (
        dict(edited(STANDARD, ("holds: handler is not null", "holds: handler is not null, tolerance: in_time_shar"))),
        [f"{STANDARD}:46:85: no revision sets the parameter in_time_shar; did you mean in_time_share?"],
    ),
    (
        dict(edited(STANDARD, ("      within: handled_within", "      within: handled_within\n      tolerance: few"))),
        [
            f"{STANDARD}:15:79: 30 is no limit here; write a percentage above 0% and up to 100%, such as 95%",
            f"{STANDARD}:21:79: 30 is no limit here; write a percentage above 0% and up to 100%, such as 95%",
        ],
    ),
    (
        dict(
            edited(
                STANDARD,
                ("holds: handler is not null", "holds: handler is not null, tolerance: in_time_share"),
                ("in_time_share: 95%", "in_time_share: 101%"),
            )
        ),
        [
            f"{STANDARD}:15:69: 101% is no limit here; write a percentage above 0% and up to 100%, such as 95%",
            f"{STANDARD}:15:69: 101% is no limit here; write a percentage from 0% to 100%, such as 95%",
        ],
    ),
    # Cadences
    (
        cadence("at_least: few, subject: [chanel], at: score"),
        [
            f"{STANDARD}:46:83: unknown column chanel; did you mean channel?",
            f"{STANDARD}:46:96: the column score is number; a datetime or date column is needed here",
        ],
    ),
    (
        cadence("at_least: few, subject: [handler]"),
        [
            (
                f"{STANDARD}:46:83: the column handler holds personal data, and verdicts are told by it; "
                "use a number instead of a name"
            )
        ],
    ),
    (
        cadence("at_least: few, subjects: {export: complaint, key: {channel: channel}}"),
        [f"{STANDARD}:46:92: unknown export complaint; did you mean complaints?"],
    ),
    (
        cadence(
            "at_least: few, subjects: {export: complaints, key: {channel: scor}, from: channel, until: handeld_at}"
        ),
        [
            f"{STANDARD}:46:119: unknown column scor; did you mean score?",
            f"{STANDARD}:46:132: the column channel is text; a datetime or date column is needed here",
            f"{STANDARD}:46:148: unknown column handeld_at; did you mean handled_at?",
        ],
    ),
    (
        cadence("at_least: few, subjects: {export: complaints, key: {channel: score}}"),
        [f"{STANDARD}:46:119: the two columns differ in type (text and number) and never agree"],
    ),
    (
        cadence("covers: channel, values: [phone, leter]"),
        [f"{STANDARD}:46:91: unknown value of channel leter; did you mean letter?"],
    ),
    (
        cadence("covers: score, values: [a]"),
        [f"{STANDARD}:46:66: the column score is number; a text column is needed here"],
    ),
    (
        cadence("at_most: in_time_share"),
        [
            f"{STANDARD}:15:69: 95% is no limit here; write a whole number from 0 on, such as 3",
            f"{STANDARD}:21:69: 90% is no limit here; write a whole number from 0 on, such as 3",
        ],
    ),
    (
        cadence("at_least: few, where: chanel = 'phone'"),
        [f"{STANDARD}:46:80: unknown column chanel; did you mean channel?"],
    ),
    # Matches
    (
        match("with: complaint, key: {number: number}"),
        [f"{STANDARD}:46:48: unknown export complaint; did you mean complaints?"],
    ),
    (
        match("with: complaints, key: {numer: number, channel: scor}, at: channel"),
        [
            f"{STANDARD}:46:66: unknown column numer; did you mean number?",
            f"{STANDARD}:46:90: unknown column scor; did you mean score?",
            f"{STANDARD}:46:101: the column channel is text; a datetime or date column is needed here",
        ],
    ),
    (
        match("with: complaints, key: {number: score}"),
        [f"{STANDARD}:46:74: the two columns differ in type (text and number) and never agree"],
    ),
    (
        match("with: complaints, key: {number: number}, with_where: scor > 1"),
        [f"{STANDARD}:46:95: unknown column scor; did you mean score?"],
    ),
    (
        match("with: complaints, key: {number: number}, with_where: score > $few"),
        [f"{STANDARD}:46:95: no parameter can be used here: $few"],
    ),
    (
        match("with: complaints, key: {number: number}, within: few"),
        [
            f"{STANDARD}:15:79: 30 is no limit here; write a duration such as PT20S",
            f"{STANDARD}:21:79: 30 is no limit here; write a duration such as PT20S",
        ],
    ),
    # Expressions
    (
        dict(edited(STANDARD, ("holds: handler is not null", "holds: handlr is not null and now_ish() > 1"))),
        [
            f"{STANDARD}:46:53: unknown column handlr; did you mean handler?",
            f"{STANDARD}:46:76: the function now_ish is not allowed",
        ],
    ),
    (
        dict(edited(STANDARD, ("holds: handler is not null", "holds: handlr is not null"))),
        [f"{STANDARD}:46:53: unknown column handlr; did you mean handler?"],
    ),
    (
        dict(edited(STANDARD, ("channel <> 'letter'", "channel <> 'leter'"))),
        [f"{STANDARD}:34:14: the column channel has no value 'leter'; did you mean letter?"],
    ),
    (
        dict(edited(KPI, ("of: handled_at <= received_at + $handled_within", "of: score"))),
        [f"{KPI}:6:28: a condition (true or false) is expected here, the expression is a number"],
    ),
    (
        dict(edited(KPI, ("$handled_within", "$handled_withn"))),
        [
            f"{STANDARD}:52:12: no revision sets the parameter handled_withn; did you mean handled_within?",
        ],
    ),
    # Calendars
    (
        dict(edited(CALENDAR, ("{date: 2025-01-01,", "{date: 2026-01-01,"))),
        [f"{CALENDAR}:11:12: 2026-01-01 is outside of the published range, 2025-01-01 to 2025-12-31"],
    ),
    (
        {CALENDAR: MINIMAL[CALENDAR] + "  - {date: 2025-01-01, name: {zh: 又一天, en: Again}}\n"},
        [f"{CALENDAR}:12:12: 2025-01-01 stands here again, first at 11:12"],
    ),
    (
        dict(edited(CALENDAR, ('opens: "13:00"', 'opens: "11:00"'))),
        [f"{CALENDAR}:7:55: 11:00 is before the end of the opening above (12:00); list them in order, apart"],
    ),
    (
        dict(edited(CALENDAR, ('opens: "09:00", closes: "12:00"', 'opens: "09:00", closes: "08:00"'))),
        [f"{CALENDAR}:7:55: 13:00 is before the end of the opening above (08:00); list them in order, apart"],
    ),
    (
        dict(edited(CALENDAR, ('opens: "13:00", closes: "18:00"', 'opens: "13:00", closes: "09:30"'))),
        [f"{CALENDAR}:8:21: 09:00 is before the end of the opening of the day before (09:30)"],
    ),
    (
        dict(
            edited(
                CALENDAR,
                ('make_up_hours: [{opens: "09:00", closes: "18:00"}]\n', ""),
                ("New Year's Day}", "New Year's Day}, works: true"),
            )
        ),
        [
            (
                f"warning {CALENDAR}:10:5: there are make-up working days but no make_up_hours: "
                "a clock in opening hours counts nothing on them"
            )
        ],
    ),
    (
        dict(edited(CALENDAR, ("published_until: 2025-12-31", "published_until: 2024-12-31"))),
        [f"{CALENDAR}:4:18: published_until is before published_from"],
    ),
    # Systems
    (
        dict(edited(SYSTEM, ("export: complaints", "export: complaint"))),
        [f"{SYSTEM}:7:13: unknown export complaint; did you mean complaints?"],
    ),
    (
        dict(edited(SYSTEM, ("handled_at: {from", "handled: {from"))),
        [
            (
                f"{SYSTEM}:11:7: unknown column handled (a cell that only feeds expressions needs a `type`); "
                "did you mean handler?"
            ),
        ],
    ),
    (
        dict(
            edited(
                SYSTEM,
                ("kind: {from: 类型, type: text}", "kind: {from: 类型, type: text}\n      x: {from: X, type: text}"),
            )
        ),
        [f"warning {SYSTEM}:14:7: nothing uses the cell x"],
    ),
    (
        dict(edited(SYSTEM, ("电话: phone", "电话: fone"))),
        [f"{SYSTEM}:12:40: the column channel has no value fone; did you mean phone?"],
    ),
    (
        dict(edited(SYSTEM, ("handler: lower(kind)", "handlr: lower(kind)"))),
        [f"{SYSTEM}:18:7: unknown column handlr; did you mean handler?"],
    ),
    (
        dict(edited(SYSTEM, ("handler: lower(kind)", "channel: lower(kind)"))),
        [f"{SYSTEM}:18:7: the column channel is given under `columns` already; keep one"],
    ),
    (
        dict(edited(SYSTEM, ("      number: {from: 编号}\n", ""))),
        [f"warning {SYSTEM}:7:13: nothing gives the required column number: every row would be rejected"],
    ),
    (
        dict(edited(SYSTEM, ("where: kind = '测试'", "where: kind = $few"))),
        [f"{SYSTEM}:15:16: no parameter can be used here: $few"],
    ),
]


@pytest.mark.parametrize(("overrides", "expected"), CASES)
def test_each_problem_is_told_at_its_place_and_alone(tmp_path: Path, overrides: Overrides, expected: list[str]) -> None:
    assert told(tmp_path, overrides) == expected


def test_a_standard_in_two_chapters_is_told(tmp_path: Path) -> None:
    chapters = "  - {id: second, title: {zh: 二, en: Two}, summary: {zh: 二, en: Two}}\n"
    overrides: Overrides = {
        "pack.yaml": MINIMAL["pack.yaml"] + chapters,
        "handbook/02-second/complaint-handling.md": MINIMAL[STANDARD],
        "handbook/02-second/complaint-handling.en.md": MINIMAL[ENGLISH],
    }
    assert told(tmp_path, overrides) == [
        (
            f"handbook/02-second/complaint-handling.md: the standard complaint-handling stands in {STANDARD} already; "
            "rename one"
        )
    ]


def test_a_fold_is_checked_against_the_cells_of_its_log(tmp_path: Path) -> None:
    fold = """\
    fold:
      key: number
      order: [kind, nothing]
      columns:
        number: first(number)
        received_at: min(received_at)
        handled_at: received_at
        handler: last(lower(kind)) filter (where kind <> 'x')
        channel: max(max(kind))
"""
    start = MINIMAL[SYSTEM].index("    derive:")
    assert told(tmp_path, {SYSTEM: MINIMAL[SYSTEM][:start] + fold}) == [
        f"{SYSTEM}:19:21: unknown cell nothing; there are: channel, handled_at, kind, number, received_at",
        f"{SYSTEM}:23:21: put the column received_at into an aggregate such as sum, count or first",
        f"{SYSTEM}:25:26: an aggregate cannot stand inside an aggregate",
    ]


def test_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret")
    pack = write_pack(tmp_path)
    (pack / "kpis" / "secret.yaml").symlink_to(secret)
    (pack / "handbook" / "02-more").symlink_to(tmp_path)
    catalogue, problems = inspect(pack)
    assert catalogue is None
    assert [problem.in_("en") for problem in problems] == [
        "handbook/02-more: a link can lead out of the pack; put the file itself here",
        "kpis/secret.yaml: a link can lead out of the pack; put the file itself here",
    ]


def test_a_linked_folder_of_records_is_refused_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.yaml").write_text("id: x")
    pack = write_pack(tmp_path)
    shutil.rmtree(pack / "systems")
    (pack / "systems").symlink_to(elsewhere)
    _, problems = inspect(pack)
    assert [problem.in_("en") for problem in problems] == [
        "systems: a link can lead out of the pack; put the file itself here"
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    _, problems = inspect(tmp_path / "nowhere")
    assert [problem.message.in_("en") for problem in problems] == ["no such folder; name the one that holds pack.yaml"]


def test_a_broken_file_does_not_make_its_references_unknown(tmp_path: Path) -> None:
    assert told(tmp_path, {"roles.yaml": "roles: ["}) == [
        "roles.yaml:1:9: YAML syntax error: did not find expected node content"
    ]
    assert told(tmp_path, {EXPORT: "id: complaints"}) == [
        f"{EXPORT}:1:1: the key {name} is missing; add it" for name in ("at", "columns", "description", "key", "title")
    ]


def test_a_pack_is_read_once_while_its_bytes_are_the_same_and_anew_when_one_is_not(tmp_path: Path) -> None:
    first = load(write_pack(tmp_path / "first"))
    second = load(write_pack(tmp_path / "second"))
    changed = load(write_pack(tmp_path / "second", edited(STANDARD, ("95%", "96%"))))

    assert second.standards is first.standards
    assert (
        changed.standards["complaint-handling"].revisions[0].sets
        != first.standards["complaint-handling"].revisions[0].sets
    )
    assert changed.digest != first.digest == second.digest
