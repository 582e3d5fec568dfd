"""How long the handbook takes to build, and how large it gets, as the pack grows.

Builds the site of generated packs in a folder of its own and prints seconds, processor seconds, pages and bytes for
each standard. The figures per standard must not grow with the pack; 500 standards are to take less than a minute on two
cores that do nothing else.

    python benchmarks/site.py [100 250 500]
"""

import argparse
import os
import tempfile
import time
from datetime import date
from pathlib import Path

from search import ROOT, grown, project

from guiju.handbook import build_site
from guiju.source.catalogue import load


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("sizes", nargs="*", type=int, default=[100, 250, 500], help="numbers of standards")
    shipped = load(ROOT / "standards")
    print("| standards | seconds | processor seconds | pages | MB | KB per standard | seconds per 100 standards |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for wanted in options.parse_args().sizes:
            catalogue = grown(shipped, wanted)
            out = Path(folder) / f"site-{wanted}"
            started, before = time.perf_counter(), _processor()
            built = build_site(catalogue, project=project(Path(folder)), out=out, today=date(2025, 9, 1))
            took, used = time.perf_counter() - started, _processor() - before
            if built.problems:
                raise SystemExit("\n".join(problem.en or problem.zh for problem in built.problems))
            size, count = sum(file.stat().st_size for file in out.rglob("*")), len(catalogue.standards)
            row = (count, f"{took:.0f}", f"{used:.0f}", built.pages, f"{size / 1e6:.0f}", f"{size / count / 1e3:.0f}")
            print("|", " | ".join(map(str, row)), f"| {100 * took / count:.1f} |", flush=True)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
