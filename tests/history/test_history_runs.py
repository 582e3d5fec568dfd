"""A run folder is there as a whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import runs
from guiju.history.runs import _swap, read_run, write_run
from guiju.model.problem import Misuse
from guiju.model.run import Counts, Run

WRITER = """
import sys, time
from pathlib import Path
from builders import runs
from guiju.history.runs import write_run

def tables(folder):
    (folder / "findings.csv").write_text("half")
    print("writing", flush=True)
    time.sleep(60)

write_run(runs.run(), Path(sys.argv[1]), tables=tables)
"""


def _tables(content: str = "clause\n") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "findings.csv").write_text(content, encoding="utf-8")
        (folder / "rejects.csv").write_text("", encoding="utf-8")

    return write


def _full_disk(folder: Path) -> None:
    (folder / "findings.csv").write_text("half", encoding="utf-8")
    raise OSError(28, "No space left on device")


def _names(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


def _age(folder: Path, *, seconds: float) -> None:
    then = time.time() - seconds
    for place in (*folder.iterdir(), folder):
        os.utime(place, (then, then))


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    folder = write_run(runs.run(), tmp_path / "deep" / "july", tables=_tables())

    assert read_run(folder) == runs.run()
    assert read_run(folder / "run.json") == runs.run()
    assert _names(folder) == ["findings.csv", "rejects.csv", "run.json"]
    assert _names(folder.parent) == ["july"]


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_run(runs.run(), tmp_path / "first", tables=_tables())
    second = write_run(runs.run(), tmp_path / "second", tables=_tables())

    text = (first / "run.json").read_bytes()
    assert text == (second / "run.json").read_bytes()
    assert "投诉" not in text.decode("ascii", errors="ignore")
    assert "处理时间无法读取" in text.decode("utf-8")


@given(st.permutations(["handled_at", "channel", "score"]))
def test_the_order_of_a_mapping_changes_no_byte(names: list[str]) -> None:
    export = runs.run().exports[0]
    usual, shuffled = (
        export.model_copy(update={"unreadable": dict.fromkeys(order, 1)}) for order in (sorted(names), names)
    )

    written = [runs.run().model_copy(update={"exports": (books,)}).as_json() for books in (usual, shuffled)]

    assert written[0] == written[1]


def test_a_number_that_json_does_not_know_is_written_as_none() -> None:
    target = runs.run().clauses[4]
    group = target.groups[0].model_copy(update={"value": float("nan")})
    run = runs.run_of(target.model_copy(update={"groups": (group,)}))

    assert Run.model_validate_json(run.as_json()).clauses[0].groups[0].value is None


def test_an_older_run_is_replaced(tmp_path: Path) -> None:
    out = write_run(runs.run(), tmp_path / "july", tables=_tables("old\n"))
    newer = runs.run_of(runs.result("s.c"))

    write_run(newer, out, tables=_tables("new\n"))

    assert read_run(out) == newer
    assert (out / "findings.csv").read_text(encoding="utf-8") == "new\n"
    assert _names(tmp_path) == ["july"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "july").mkdir()

    assert read_run(write_run(runs.run(), tmp_path / "july", tables=_tables())) == runs.run()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="No space left on device"):
        write_run(runs.run(), tmp_path / "july", tables=_full_disk)

    assert _names(tmp_path) == []


def test_a_full_disk_leaves_the_old_run_as_it_was(tmp_path: Path) -> None:
    out = write_run(runs.run(), tmp_path / "july", tables=_tables("old\n"))

    with pytest.raises(Misuse):
        write_run(runs.run_of(), out, tables=_full_disk)

    assert _names(tmp_path) == ["july"]
    assert read_run(out) == runs.run()
    assert (out / "findings.csv").read_text(encoding="utf-8") == "old\n"


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupted(_folder: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_run(runs.run(), tmp_path / "july", tables=interrupted)

    assert _names(tmp_path) == []


def test_a_killed_process_leaves_the_old_run_as_it_was_and_its_rest_is_swept(tmp_path: Path) -> None:
    out = write_run(runs.run(), tmp_path / "july", tables=_tables("old\n"))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", WRITER, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        writer.send_signal(signal.SIGKILL)

    assert read_run(out) == runs.run()
    assert (out / "findings.csv").read_text(encoding="utf-8") == "old\n"
    (rest,) = [place for place in tmp_path.iterdir() if place != out]
    write_run(runs.run(), out, tables=_tables())
    assert rest.is_dir()
    _age(rest, seconds=4_000)
    write_run(runs.run(), out, tables=_tables())
    assert _names(tmp_path) == ["july"]


def test_a_process_killed_between_the_two_renames_loses_no_run(tmp_path: Path) -> None:
    out = write_run(runs.run(), tmp_path / "july", tables=_tables())
    aside = tmp_path / ".july.guiju-aside-0123456789abcdef"
    out.rename(aside)

    assert read_run(out) == runs.run()
    assert _names(tmp_path) == ["july"]

    out.rename(aside)
    with pytest.raises(Misuse):
        write_run(runs.run_of(), out, tables=_full_disk)
    assert read_run(out) == runs.run()


def test_a_rename_that_fails_brings_the_old_run_back(tmp_path: Path) -> None:
    out = write_run(runs.run(), tmp_path / "july", tables=_tables())

    with pytest.raises(FileNotFoundError):
        _swap(tmp_path / "vanished", out)

    assert _names(tmp_path) == ["july"]
    assert read_run(out) == runs.run()


def test_only_leftovers_of_the_same_run_are_swept(tmp_path: Path) -> None:
    for name in (".july.guiju-writing-1", ".juli.guiju-writing-1", ".july.mine"):
        (tmp_path / name).mkdir()
        _age(tmp_path / name, seconds=90_000)

    write_run(runs.run(), tmp_path / "july", tables=_tables())

    assert _names(tmp_path) == [".juli.guiju-writing-1", ".july.mine", "july"]


@pytest.mark.parametrize(
    "obstacle",
    [{"photo.jpg": "mine"}, {"run.json": "{}"}, {"run.json": '{"format": "other"}'}, {"run.json": "[" * 100_000}],
)
def test_a_folder_that_is_no_run_is_never_replaced(tmp_path: Path, obstacle: dict[str, str]) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    for name, content in obstacle.items():
        (out / name).write_text(content, encoding="utf-8")

    with pytest.raises(Misuse, match="not overwritten"):
        write_run(runs.run(), out, tables=_tables())

    assert {place.name: place.read_text(encoding="utf-8") for place in out.iterdir()} == obstacle


def test_a_run_to_which_somebody_added_notes_is_not_replaced(tmp_path: Path) -> None:
    out = write_run(runs.run(), tmp_path / "july", tables=_tables())
    (out / "notes.md").write_text("mine", encoding="utf-8")

    with pytest.raises(Misuse, match=r"notes\.md"):
        write_run(runs.run(), out, tables=_tables())

    assert (out / "notes.md").is_file()


def test_a_file_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "july").write_text("mine", encoding="utf-8")

    with pytest.raises(Misuse, match="is a file"):
        write_run(runs.run(), tmp_path / "july", tables=_tables())
    with pytest.raises(Misuse, match="cannot be written"):
        write_run(runs.run(), tmp_path / "july" / "run", tables=_tables())

    assert (tmp_path / "july").read_text(encoding="utf-8") == "mine"


def test_writers_of_one_run_at_the_same_time_leave_one_whole_run(tmp_path: Path) -> None:
    script = WRITER.replace("time.sleep(60)", "").replace("write_run(runs", "for _ in range(40): write_run(runs")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", script, str(tmp_path / "july")]
    writers = [subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) for _ in range(3)]

    while not (tmp_path / "july").exists():
        time.sleep(0.01)
    while any(writer.poll() is None for writer in writers):
        assert read_run(tmp_path / "july") == runs.run()  # a reader never meets the moment between two renames

    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert read_run(tmp_path / "july") == runs.run()
    assert _names(tmp_path) == ["july"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", r"run\.json:1:2: the JSON is broken"),
        (b"\xff", "not UTF-8"),
        (b"[]", "format is None"),
        (b'{"format": "guiju-run/9"}', "guiju-run/9"),
        (b'{"format": "guiju-run/1"}', "provenance: Field required"),
        (b"[" * 100_000, "nests too deeply"),
        (b"1" * 10_000, "too long number"),
    ],
)
def test_what_is_no_run_is_refused_with_the_reason(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "run.json").write_bytes(content)

    with pytest.raises(Misuse, match=said) as refusal:
        read_run(tmp_path)

    assert all(refusal.value.lines("zh"))


@pytest.mark.parametrize("name", ["nothing", "file"])
def test_a_place_without_a_run_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Misuse, match=rf"{name} is no run folder"):
        read_run(tmp_path / name)


def test_a_wrong_value_in_a_run_is_told_with_its_place(tmp_path: Path) -> None:
    run = runs.run_of(runs.result("s.c").model_copy(update={"counts": Counts(kept=1)}))
    (tmp_path / "run.json").write_text(run.as_json().replace('"kept": 1', '"kept": "many"'), encoding="utf-8")

    with pytest.raises(Misuse, match=r"clauses\.0\.counts\.kept: "):
        read_run(tmp_path)
