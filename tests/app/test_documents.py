"""`guiju handbook book` from its words to files: what is refused, and that nothing is left behind."""

import os
from pathlib import Path

import pytest

from builders.catalogues import small_catalogue
from guiju.app import handbook
from guiju.app.handbook import BookRequest, books, left_out
from guiju.handbook.book import make, pandoc, pdf, press_for
from guiju.model.problem import Misuse
from guiju.model.text import Text


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handbook, "load_pack", lambda _pack: small_catalogue())


def test_one_standard_is_written_in_the_language_and_format_that_are_asked_for(tmp_path: Path) -> None:
    _needs_pandoc()
    told: list[Text] = []
    request = BookRequest(formats=("docx",), langs=("en",), standard="complaint-handling")
    made = books(tmp_path, request, tmp_path / "out", told.append)

    assert [path.relative_to(tmp_path).as_posix() for path in made] == ["out/standards/complaint-handling.en.docx"]
    assert [text.en for text in told] == ["making complaint-handling.en.docx"]


def test_an_unknown_standard_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    _needs_pandoc()
    with pytest.raises(Misuse, match="did you mean complaint-handling"):
        books(tmp_path, BookRequest(formats=("docx",), standard="complaint-handlin"), tmp_path / "out", _unheard)

    assert not (tmp_path / "out").exists()


def test_without_pandoc_or_fonts_one_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: Path("/bin/true"))
    monkeypatch.setattr(pdf, "chinese_family", lambda _installed: None)
    with pytest.raises(Misuse) as fonts:
        books(tmp_path, BookRequest(), tmp_path / "out", _unheard)
    assert fonts.value.lines("zh") == [make.NO_FONTS.zh]
    assert left_out() == make.NO_FONTS

    monkeypatch.setattr(pandoc, "pandoc_path", lambda: None)
    with pytest.raises(Misuse) as missing:
        books(tmp_path, BookRequest(formats=("docx",)), tmp_path / "out", _unheard)
    assert missing.value.lines("en") == [make.NO_PANDOC.en]
    assert not (tmp_path / "out").exists()


def test_a_program_that_gives_up_and_a_folder_that_cannot_be_written_are_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _needs_pandoc()
    (tmp_path / "file").touch()
    request = BookRequest(formats=("docx",), langs=("zh",), standard="training")
    with pytest.raises(Misuse, match="cannot be written"):
        books(tmp_path, request, tmp_path / "file", _unheard)

    monkeypatch.setattr(pandoc, "pandoc_path", lambda: Path("/bin/false"))
    with pytest.raises(Misuse, match="the document was not made"):
        books(tmp_path, request, tmp_path / "out", _unheard)


def _needs_pandoc() -> None:
    if isinstance(found := press_for(("docx",)), Text):
        if os.environ.get("CI"):
            pytest.fail(found.en or found.zh)
        pytest.skip(found.en or found.zh)


def _unheard(_text: Text) -> None:
    """Nobody is watching."""
