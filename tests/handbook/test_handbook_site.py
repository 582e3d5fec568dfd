"""The built site: every link leads somewhere, every page has its twin, and a build never harms what it did not make."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from builders.catalogues import TODAY, small_catalogue
from builders.markup import Html, read_html
from guiju.handbook import build_site, pages, write
from guiju.handbook.guides import PAGES, read_guides
from guiju.model.manual import Manual
from guiju.model.text import Text
from guiju.source.catalogue import load

BASE = "http://site/"


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, Html]:
    """Address below the root (`standards/training/`) -> page."""
    return _documents(site)


def test_every_page_of_both_languages_is_built(documents: dict[str, Html], project: Path) -> None:
    manual = Manual(guides=read_guides(project / PAGES))
    made = pages(small_catalogue(), lang="zh", today=TODAY, manual=manual)
    addresses = {path.removesuffix(".md").removesuffix("index") for path in made}
    expected = {address if address in ("", *_folders(addresses)) else f"{address}/" for address in addresses}
    assert documents.keys() == expected | {f"en/{address}" for address in expected}


def test_every_link_and_anchor_leads_somewhere(documents: dict[str, Html], site: Path) -> None:
    assert list(_broken(documents, site)) == []


def test_the_language_switch_of_each_page_leads_to_its_twin(documents: dict[str, Html]) -> None:
    for address, page in documents.items():
        (switch,) = [tag for tag in page.tags if "twin-link" in tag.attributes.get("class", "")]
        twin = urljoin(BASE + address, switch.attributes["href"]).removeprefix(BASE)
        assert twin == (address.removeprefix("en/") if address.startswith("en/") else f"en/{address}")
        assert switch.attributes["lang"] == ("zh" if address.startswith("en/") else "en")


def test_each_page_names_its_language(documents: dict[str, Html]) -> None:
    for address, page in documents.items():
        assert page.tags[0].attributes["lang"] == ("en" if address.startswith("en/") else "zh")


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for file in [*site.rglob("*.html"), *site.glob("styles/*.css")]:
        text = file.read_text(encoding="utf-8")
        loaded = [value for tag in read_html(text).tags for value in _loaded(tag.name, tag.attributes)]
        assert [url for url in loaded if urlsplit(url).netloc] == []
        assert "@import" not in text


def test_each_page_has_landmarks_and_one_title(documents: dict[str, Html]) -> None:
    for address, page in documents.items():
        names = [tag.name for tag in page.tags]
        assert names.count("h1") == 1, address
        assert {"header", "nav", "main", "footer"} <= set(names), address


def test_the_tables_have_headers(documents: dict[str, Html]) -> None:
    names = [tag.name for page in documents.values() for tag in page.tags]
    assert names.count("thead") == names.count("table") > 0


def test_every_link_and_anchor_of_the_shipped_pack_leads_somewhere(pack_path: Path, shipped_site: Path) -> None:
    documents = _documents(shipped_site)
    assert {f"standards/{standard}/" for standard in load(pack_path).standards} <= documents.keys()
    assert list(_broken(documents, shipped_site)) == []


def test_hostile_words_make_nothing_that_acts_anywhere_on_the_site(hostile_site: Path, site: Path) -> None:
    calm = {_address(file, site): read_html(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}
    for file in hostile_site.rglob("*.html"):
        page, expected = read_html(file.read_text(encoding="utf-8")), calm[_address(file, hostile_site)]
        assert page.names <= expected.names | {"p"}, file
        assert {name for tag in page.tags for name in tag.attributes} <= {
            name for tag in expected.tags for name in tag.attributes
        }, file
        assert [url for url in page.values("href") if "javascript:" in url] == []


def test_a_prose_that_mkdocs_would_trip_over_still_builds(project: Path, tmp_path: Path) -> None:
    prose = Text(zh="[a](nowhere.md) [b](#no) ![c](d.png) [e](/f) {% raw %} {{ x }} --8<-- [g][h]\n\n[h]: i.md")
    catalogue = small_catalogue(prose={"training": prose})
    assert build_site(catalogue, project=project, out=tmp_path / "site", today=TODAY).problems == ()


def test_a_new_build_takes_the_place_of_the_old_one(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(small_catalogue(), project=project, out=out, today=TODAY)
    (out / "left-over.html").touch()
    assert build_site(small_catalogue(), project=project, out=out, today=TODAY).problems == ()
    assert not (out / "left-over.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_handbook_is_never_replaced(project: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    built = build_site(small_catalogue(), project=project, out=tmp_path, today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert "left alone" in (built.problems[0].en or "")


def test_a_relative_place_is_taken_from_where_the_command_was_called(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    built = build_site(small_catalogue(), project=project, out=Path("here/site"), today=TODAY)

    assert built.problems == ()
    assert (tmp_path / "here/site/en/index.html").exists()


def test_a_failed_build_leaves_the_old_site_and_tells_what_mkdocs_said(site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "project"
    broken.mkdir()
    (broken / "mkdocs.yml").write_text("site_name: x\ntheme: no-such-theme\ndocs_dir: build/docs.zh\n")
    (broken / "site").mkdir()
    (broken / "site" / "mkdocs.en.yml").write_text(
        "site_name: x\nnonsense: true\nstrict: true\ndocs_dir: ../build/docs.en\n"
    )
    before = sorted(site.rglob("*"))
    built = build_site(small_catalogue(), project=broken, out=site, today=TODAY)
    assert ["no-such-theme" in built.problems[0].zh, "nonsense" in built.problems[1].zh] == [True, True]
    assert sorted(site.rglob("*")) == before


def test_a_project_without_the_configuration_is_told_what_is_missing(tmp_path: Path) -> None:
    built = build_site(small_catalogue(), project=tmp_path, out=tmp_path / "site", today=TODAY)
    missing = [str(tmp_path / "mkdocs.yml"), str(tmp_path / "site" / "mkdocs.en.yml")]
    assert [name in problem.zh for name, problem in zip(missing, built.problems, strict=True)] == [True, True]
    assert list(tmp_path.iterdir()) == []


def test_without_mkdocs_the_reader_is_told_what_to_install(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Callable[[str], object] = importlib.util.find_spec
    monkeypatch.setattr("guiju.handbook.build.find_spec", lambda name: None if name == "mkdocs" else found(name))
    built = build_site(small_catalogue(), project=project, out=tmp_path / "site", today=TODAY)
    assert "guiju[handbook]" in built.problems[0].zh


def test_pages_are_written_as_one_folder_and_nothing_old_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "docs"
    write({"old.md": "旧"}, folder)
    write({"a/new.md": "新\n"}, folder)
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*.md")] == ["a/new.md"]
    assert (folder / "a" / "new.md").read_bytes() == "新\n".encode()
    assert [path.name for path in folder.parent.iterdir()] == ["docs"]


def test_a_page_outside_its_folder_is_refused_and_the_old_folder_stays(tmp_path: Path) -> None:
    write({"old.md": "旧"}, tmp_path / "docs")
    with pytest.raises(ValueError, match="outside"):
        write({"../escaped.md": "x"}, tmp_path / "docs")
    assert [path.name for path in tmp_path.rglob("*")] == ["docs", "old.md"]


def _documents(site: Path) -> dict[str, Html]:
    files = (file for file in site.rglob("index.html"))
    return {_address(file, site): read_html(file.read_text(encoding="utf-8")) for file in files}


def _address(file: Path, site: Path) -> str:
    return file.relative_to(site).as_posix().removesuffix("index.html")


def _folders(addresses: set[str]) -> set[str]:
    return {address for address in addresses if address.endswith("/")}


def _broken(documents: dict[str, Html], site: Path) -> Iterator[str]:
    """`page -> link` for each link of the site that leads to no file or no anchor."""
    for address, page in documents.items():
        for tag in page.tags:
            for url in _links(tag.name, tag.attributes):
                if not _leads_somewhere(urljoin(BASE + address, url), documents, site):
                    yield f"{address} -> {url}"


def _links(name: str, attributes: object) -> list[str]:
    assert isinstance(attributes, dict)
    return [attributes["href"]] if name in ("a", "link") and "href" in attributes else _loaded(name, attributes)


def _loaded(name: str, attributes: object) -> list[str]:
    """The addresses that a browser asks for by itself."""
    assert isinstance(attributes, dict)
    urls = [attributes["src"]] if "src" in attributes else []
    return [*urls, attributes["href"]] if name == "link" and "href" in attributes else urls


def _leads_somewhere(url: str, documents: dict[str, Html], site: Path) -> bool:
    if not url.startswith(BASE):
        return True
    path, anchor = unquote(urlsplit(url).path.removeprefix("/")), unquote(urlsplit(url).fragment)
    if path not in documents:
        return not anchor and (site / path).is_file()
    return not anchor or anchor in documents[path].values("id")
