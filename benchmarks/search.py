"""How long from the last key to the results: the handbook's search in a real browser.

Builds the handbook of the shipped pack and of a generated pack of 500 standards into a folder of its own, opens each
language in a headless Chromium, types the queries of `tests/handbook/` and prints the p50 and p95 of the time from the
last key to the frame that shows the results, with the size of the index and the time to load it.

    python benchmarks/search.py [--standards 500]
"""

import argparse
import functools
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from guiju.handbook import build_site
from guiju.model.catalogue import Catalogue
from guiju.model.text import Text
from guiju.source.catalogue import load

ROOT = Path(__file__).resolve().parents[1]
QUERIES = [ROOT / "tests" / "handbook" / name for name in ("search_queries.yaml", "search_held_out.yaml")]

_WATCH = """() => {
  const box = document.querySelector(".md-search"), input = box.querySelector("input");
  window.times = [];
  let pressed = 0;
  input.addEventListener("beforeinput", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - pressed))))
    .observe(box, {attributes: true, attributeFilter: ["data-answered"]});
}"""
_LOAD = """async address => {
  const started = performance.now(), script = document.createElement("script");
  script.src = address;
  await new Promise(done => { script.onload = done; document.head.append(script); });
  window.handbookSearch(window.handbookIndex).find("x");
  return performance.now() - started;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keeps the table clean."""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--standards", type=int, default=500, help="size of the generated pack")
    wanted = options.parse_args().standards
    shipped = load(ROOT / "standards")
    print("| standards | language | index KB | load ms | queries | p50 ms | p95 ms | most ms |")
    print("|---|---|---|---|---|---|---|---|")
    with _browser() as browser, tempfile.TemporaryDirectory() as folder:
        for catalogue in (shipped, grown(shipped, wanted)):
            out = Path(folder) / f"site-{len(catalogue.standards)}"
            built = build_site(catalogue, project=project(Path(folder)), out=out, today=date(2025, 9, 1))
            if built.problems:
                raise SystemExit("\n".join(problem.en or problem.zh for problem in built.problems))
            _measure(browser, out, len(catalogue.standards))


def grown(catalogue: Catalogue, wanted: int) -> Catalogue:
    """The catalogue with copies of its standards under new ids and titles, until there are `wanted`."""
    standards, chapter_of, prose = dict(catalogue.standards), dict(catalogue.chapter_of), dict(catalogue.prose)
    originals = list(catalogue.standards.values())
    for number in range(wanted - len(originals)):
        original, copy = originals[number % len(originals)], 2 + number // len(originals)
        id_ = f"{original.id}-{copy}"
        title = Text(zh=f"{original.title.zh}（第 {copy} 分部）", en=f"{original.title.en} of branch {copy}")
        standards[id_] = original.model_copy(update={"id": id_, "title": title})
        chapter_of[id_] = catalogue.chapter_of[original.id]
        said = catalogue.prose.get(original.id)
        links_nowhere = said is None or "](" in said.zh or "](" in (said.en or "")
        prose[id_] = Text(zh="", en="") if said is None or links_nowhere else said
    return replace(catalogue, standards=standards, chapter_of=chapter_of, prose=prose)


def project(folder: Path) -> Path:
    """A folder with this project's configuration and theme, so that the checkout's own pages stay as they are."""
    made = folder / "project"
    if not made.exists():
        made.mkdir()
        shutil.copy(ROOT / "mkdocs.yml", made)
        # Not a link: the English configuration names its pages as `../build`, which would lead out of a link's target.
        shutil.copytree(ROOT / "site", made / "site", ignore=shutil.ignore_patterns("__pycache__"))
    return made


@contextmanager
def _browser() -> Iterator[Browser]:
    found = subprocess.run([ROOT / "scripts" / "browser.sh"], capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=flags)
        yield browser
        browser.close()


def _measure(browser: Browser, site: Path, standards: int) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    for lang, edition in (("zh", ""), ("en", "en/")):
        asked = [query for file in QUERIES for query in yaml.safe_load(file.read_text(encoding="utf-8"))[lang]]
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}{edition}changes/")
        loaded = page.evaluate(_LOAD, f"{address}{edition}search/index.js")
        page.reload()
        page.evaluate(_WATCH)
        page.keyboard.press("/")
        for number, query in enumerate(asked, 1):
            page.get_by_role("combobox").fill(query[:-1])
            page.wait_for_function("number => times.length >= number", arg=2 * number - 1)
            page.keyboard.type(query[-1])
            page.wait_for_function("number => times.length >= number", arg=2 * number)
        times = sorted(page.evaluate("times.filter((_, i) => i % 2)"))
        size = (site / edition / "search" / "index.js").stat().st_size / 1000
        p95 = statistics.quantiles(times, n=20)[-1]
        middle = statistics.median(times)
        row = (standards, lang, f"{size:.0f}", f"{loaded:.0f}", len(times))
        print("|", " | ".join(map(str, row)), f"| {middle:.0f} | {p95:.0f} | {times[-1]:.0f} |", flush=True)
        page.close()
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
