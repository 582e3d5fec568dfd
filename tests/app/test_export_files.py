"""What a path, a folder and a pattern among the arguments stand for."""

from pathlib import Path

import pytest

from builders.catalogues import small_catalogue
from guiju.app.inputs import export_files
from guiju.model.problem import ExportUnreadable

NAMES = ("2025-02.csv", "2025-01.csv", "2024-12.csv", ".hidden.csv", "~$open.xlsx", "notes.jsonl")


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).write_text("a\n")
    return tmp_path


def read(*arguments: str) -> list[tuple[str, str | None]]:
    return [(file.path.name, file.export) for file in export_files(small_catalogue(), arguments)]


def test_a_folder_stands_for_its_files_in_order_and_hidden_ones_are_passed_over(exports: Path) -> None:
    assert [name for name, _ in read(str(exports))] == ["2024-12.csv", "2025-01.csv", "2025-02.csv", "notes.jsonl"]


def test_a_folder_with_folders_in_it_is_refused_and_patterns_say_which_files_are_meant(exports: Path) -> None:
    for deeper in ("archive", ".git"):
        (exports / deeper).mkdir()
        (exports / deeper / "2023-01.csv").write_text("a\n")

    with pytest.raises(ExportUnreadable) as caught:
        read(str(exports))

    (problem,) = caught.value.problems
    assert all(
        "archive" in said and "'" in said and ".git" not in said
        for said in (problem.message.zh, problem.message.in_("en"))
    )
    assert [name for name, _ in read(f"{exports}/*.csv")] == ["2024-12.csv", "2025-01.csv", "2025-02.csv"]
    assert [name for name, _ in read(f"{exports}/**/*.csv")] == [
        "2024-12.csv",
        "2025-01.csv",
        "2025-02.csv",
        "2023-01.csv",
    ]


def test_a_pattern_stands_for_the_files_that_it_fits_and_may_name_their_export(exports: Path) -> None:
    export = next(iter(small_catalogue().exports))
    assert read(f"{export}={exports}/2025-*.csv") == [("2025-01.csv", export), ("2025-02.csv", export)]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(exports: Path) -> None:
    (exports / "2025-[0]1.csv").write_text("a\n")
    assert read(str(exports / "2025-[0]1.csv")) == [("2025-[0]1.csv", None)]


def test_patterns_and_folders_without_files_are_told_together(exports: Path) -> None:
    (exports / "empty").mkdir()
    with pytest.raises(ExportUnreadable) as caught:
        read(str(exports / "2023-*.csv"), str(exports / "empty"))
    assert len(caught.value.problems) == 2


def test_a_file_that_is_not_there_is_left_to_the_reader(tmp_path: Path) -> None:
    assert read(str(tmp_path / "none.csv")) == [("none.csv", None)]


def test_a_name_that_no_system_can_look_up_is_left_to_the_reader() -> None:
    assert read("n" * 300) == [("n" * 300, None)]
    assert read("\0") == [("\0", None)]
