"""Two hundred and more foreign tables, each with its own mess: every one is loaded or refused, and no row is lost."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import messy

pytestmark = [pytest.mark.realdata, pytest.mark.xdist_group("messy-tables")]  # one process reads the files for all

ROWS = """
0 frictionless/chunk2.headless.csv
0 frictionless/chunk3.csv
0 frictionless/fixtures/template.xlsx
0 frictionless/merged-cells.xlsx
0 frictionless/without-rows.csv
1 frictionless/ascii-notvalid.csv
1 frictionless/ascii.csv
1 frictionless/chunk1.csv
1 frictionless/chunk2.csv
1 frictionless/duplicate-column.csv
1 frictionless/issue-1009-comma.csv
1 frictionless/issue-1009-semicolon.csv
1 frictionless/issue-905/bad.csv
1 frictionless/issue-905/ok1.csv
1 frictionless/issue-905/ok2.csv
1 frictionless/issue-991.csv
1 frictionless/preserve-formatting.xlsx
1 frictionless/table-chunks/data1/chunk2.csv
1 frictionless/table-chunks/data2/chunk2.csv
1 frictionless/tables/chunk1.csv
1 frictionless/tables/chunk2.csv
1 qsv/excel-large-floats.xlsx
2 frictionless/Table With Data.csv
2 frictionless/[table].csv
2 frictionless/accent.csv
2 frictionless/blank-headers.csv
2 frictionless/blank-rows-no-fields.csv
2 frictionless/bom.csv
2 frictionless/cast-int-to-string-issue-1251.xls
2 frictionless/cast-int-to-string-issue-1251.xlsx
2 frictionless/countries-truefalsevalues.csv
2 frictionless/data.csv
2 frictionless/defective-rows.csv
2 frictionless/delimiter.csv
2 frictionless/dialect.csv
2 frictionless/duplicate-headers.csv
2 frictionless/infer/data.csv
2 frictionless/invalid/data.csv
2 frictionless/issue-1100.csv
2 frictionless/issue-1105-timezone.csv
2 frictionless/issue-313.xlsx
2 frictionless/issue-825.csv
2 frictionless/issue-844.csv
2 frictionless/package-dialect-no-header.csv
2 frictionless/package/data.csv
2 frictionless/primary-file-types.csv
2 frictionless/sheet2.xls
2 frictionless/sheet2.xlsx
2 frictionless/skip-blank-at-the-end.csv
2 frictionless/skip-rows.xlsx
2 frictionless/sync-schema.csv
2 frictionless/table-delimiter.csv
2 frictionless/table-infer-boolean.xlsx
2 frictionless/table-output.csv
2 frictionless/table-output.ods
2 frictionless/table-output.xlsx
2 frictionless/table-reverse.csv
2 frictionless/table-unicode-headers.csv
2 frictionless/table-with-booleans.ods
2 frictionless/table-with-booleans.xls
2 frictionless/table-with-two-sheets.ods
2 frictionless/table.csv
2 frictionless/table.ods
2 frictionless/table.xls
2 frictionless/table.xlsx
2 frictionless/table_with_data.csv
2 frictionless/transpose.csv
2 frictionless/vix.csv
2 frictionless/without-headers-extra.csv
2 frictionless/without-headers.csv
2 frictionless/Таблица.csv
2 qsv/excel-1904-epoch.xlsx
2 qsv/excel-numeric-header.xlsx
2 qsv/excel-range.xlsx
2 qsv/excel-rounding.xlsx
3 frictionless/data2.csv
3 frictionless/duplicate-rows.csv
3 frictionless/escaping.csv
3 frictionless/geopoint/data/geopoint-object.csv
3 frictionless/infer/data2.csv
3 frictionless/invalid.csv
3 frictionless/invalid/data2.csv
3 frictionless/issue-1004-data2.csv
3 frictionless/issue-1109.csv
3 frictionless/issue-833.csv
3 frictionless/leading-zeros.csv
3 frictionless/number-format-multicode.xlsx
3 frictionless/numeric-labels.csv
3 frictionless/package/data2.csv
3 frictionless/preserve-formatting-percentage.xlsx
3 frictionless/skip-rows-before-headers.csv
3 frictionless/table-limits.csv
3 frictionless/table-with-ints-floats-dates.ods
3 frictionless/table-with-ints-floats-dates.xls
3 frictionless/table.tsv
3 frictionless/transform.csv
3 frictionless/wide.csv
3 qsv/any_sheets.ods
3 qsv/any_sheets.xlsb
3 qsv/any_sheets.xlsx
3 qsv/data.csv.fetchpost-report.tsv
3 qsv/excel-ods.ods
3 qsv/fruits.csv
4 frictionless/countries-cleaned.csv
4 frictionless/issue-312.xlsx
4 frictionless/matrix.csv
4 frictionless/nested.csv
4 frictionless/schema-errors.csv
4 frictionless/skip-rows.csv
4 frictionless/table-infer.csv
4 frictionless/timezone-with-id.csv
4 frictionless/timezone.csv
4 qsv/FCOServices_TransparencySpend_May2011.csv
4 qsv/data.csv.fetch-report.tsv
5 frictionless/adjust-floating-point-error.xlsx
5 frictionless/blank-cells.csv
5 frictionless/capital-3.csv
5 frictionless/capital-valid.csv
5 frictionless/capitals.csv
5 frictionless/country-1.csv
5 frictionless/country-3.csv
5 frictionless/doublequote.csv
5 frictionless/floats.csv
5 frictionless/issue-1004-data1.csv
5 frictionless/issue-1232.csv
5 frictionless/matrix-with-comment.csv
5 frictionless/nested-invalid.csv
5 frictionless/table-infer-utf8.csv
5 qsv/NYC311-5.csv
5 qsv/NYC311-5.csv.gz
5 qsv/NYC311-5.csv.zst
5 qsv/NYC311-5.ssv
5 qsv/NYC311-5.ssv.gz
5 qsv/NYC311-5.ssv.zst
5 qsv/NYC311-5.tab.gz
5 qsv/NYC311-5.tab.zst
5 qsv/NYC311-5.tsv
5 qsv/NYC311-5.tsv.gz
5 qsv/NYC311-5.tsv.zst
5 qsv/boston311-100-pii-searchset.csv
5 qsv/buses.csv
6 frictionless/countries.csv
6 frictionless/country-2.csv
6 frictionless/long.csv
6 frictionless/transform-groups.csv
6 qsv/House.csv
6 qsv/positions-aliases-expected.csv
6 qsv/positions.csv
6 qsv/snifftest.csv
7 frictionless/issue-1138.csv
7 frictionless/table-infer-missing-values.csv
7 qsv/2843-test.csv
8 qsv/excel-xlsx.xlsx
8 qsv/snifftest-flexible.csv
9 frictionless/analysis-data.csv
9 frictionless/issue-1478/table.csv
9 frictionless/issue-493.csv
9 frictionless/issue-870.xlsx
9 frictionless/unique-field.csv
9 qsv/fruits_extended.csv
10 frictionless/capital-invalid.csv
10 qsv/boston311-10-boolean-1or0.csv
10 qsv/boston311-10-boolean-tf.csv
10 qsv/progetti_sample_10.csv
10 qsv/test_sniff_delimiter.csv
11 frictionless/table-infer-row-limit.csv
12 frictionless/issue-1066-smallcellsize.csv
12 frictionless/issue-1066-smallcellsizewithdeviation.csv
12 frictionless/transform-pivot.csv
12 qsv/inputskiptest.csv
13 frictionless/number/number-test.csv
13 qsv/adur-public-toilets-valid.csv
13 qsv/inputcommenttest.csv
15 qsv/adur-public-toilets-extsorted-csvmode.csv
15 qsv/adur-public-toilets-sorted.csv
15 qsv/adur-public-toilets.csv
16 qsv/issue2391-test_ids.csv
19 frictionless/issue-1066-largecellsize.csv
19 frictionless/issue-1066-largecellsizewithdeviation.csv
19 qsv/boston311-extdedup-neighborhood.csv
20 qsv/boston311-extdedup-dupeoutput.csv
26 qsv/utf8-japanesedata-stats-everything.csv
28 qsv/dedup-by-id-test-expected.csv
29 qsv/boston311-100-antimodes-len500-stats.csv
29 qsv/boston311-100-everything-8places-stats.csv
29 qsv/boston311-100-everything-date-stats-variance-stddev.csv
29 qsv/boston311-100-everything-date-stats.csv
29 qsv/boston311-100-everything-datenotime-stats.csv
29 qsv/boston311-100-everything-inferdates-defaultwhitelist-stats.csv
29 qsv/boston311-100-everything-nodate-stats.csv
29 qsv/boston311-100-everything-norounding-stats.csv
29 qsv/boston311-100-stats.csv
29 qsv/boston311-100-typesonly-stats.csv
29 qsv/boston311-100-typesonly-withdates-stats.csv
29 qsv/boston311-100-with-nonascii-stats.csv
30 qsv/boston311-10-boolean-1or0-stats.csv
30 qsv/boston311-10-boolean-tf-stats.csv
30 qsv/boston311-10-typesonly-boolean-tf-inferdates-stats.csv
30 qsv/boston311-10-typesonly-boolean-tf-stats.csv
44 qsv/dedup-test.csv
62 qsv/utf8-japanesedata.csv
75 frictionless/issue-277.csv
80 qsv/boston311-100-deduped.csv
94 qsv/boston311-100-nopii-searchset.csv
99 frictionless/issue-1341.csv
100 qsv/boston311-100-20dupes-random.csv
100 qsv/boston311-100-bad.tsv
100 qsv/boston311-100-diff.csv
100 qsv/boston311-100-notime.csv
100 qsv/boston311-100-with-fake-pii.csv
100 qsv/boston311-100-with-nonascii.csv
100 qsv/boston311-100.csv
100 qsv/boston311-100.csv.gz
100 qsv/boston311-100.csv.multimember.gz
100 qsv/boston311-100.csv.zst
100 qsv/boston311-dmy-100.csv
149 qsv/aliases-positions-expected.csv
149 qsv/aliases.csv
189 qsv/spendover25kdownloadSep.csv
199 frictionless/table-infer-increase-limit.csv
300 qsv/data1962.csv
338 frictionless/issue-305.csv
507 frictionless/encoding-issue-274.csv
638 frictionless/table-with-accents.csv
775 qsv/freq_state_example.csv
2311 frictionless/zipped-resources/ogd10_energieforschungstatistik_ch.csv
9999 frictionless/table-10x10k.csv
9999 frictionless/table-1MB.csv
21692 frictionless/issue-1066.csv
39627 qsv/311011.csv
"""
"""Records behind the header, blank ones left out: counted with Python's csv module after gzip or zstd, and in workbooks
by the row elements of their XML that hold a value."""

REFUSED = {
    "frictionless/empty.csv": "the file is empty",
    "frictionless/issue-811.csv": "neither UTF-8 (wrong at byte 32) nor GB18030",
    "frictionless/latin1.csv": "neither UTF-8",
    "frictionless/multiline-headers.xlsx": "takes rows 1 to 5 (merged cells)",
    "frictionless/sheets.xlsx": "(Sheet1, Sheet2, Sheet3)",
    "frictionless/table-infer-iso-8859-7.csv": "neither UTF-8",
    "qsv/boston311-100.csv.sz": "snappy",
    "qsv/boston311-100-invalidsnappy.csv.sz": "NUL",
    "qsv/formula_empty_string_value.xls": "the workbook is empty",
    "qsv/password-protected-password123.ods": "password",
    "qsv/password-protected-password123.xlsx": "password",
}
"""With what is said of them."""


@pytest.fixture(scope="module")
def outcomes(realdata: Path) -> dict[str, dict[str, Any]]:
    """File -> what became of it, read by two processes with little memory."""
    folder = realdata / "messy-tables"
    paths = sorted(str(path) for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    readers = [
        subprocess.Popen([sys.executable, messy.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for place, reader in enumerate(readers):
        assert reader.stdin is not None
        reader.stdin.write("\n".join(paths[place::2]))
        reader.stdin.close()
        reader.stdin = None
    told = [json.loads(line) for reader in readers for line in reader.communicate()[0].splitlines()]
    found = {str(Path(each["path"]).relative_to(folder)): each for each in told}
    assert [reader.returncode for reader in readers] == [0, 0], f"the last ones read: {list(found)[-2:]}"
    assert len(found) == len(paths) >= 255
    return found


def test_every_file_is_loaded_or_refused_with_a_message_in_both_languages(outcomes: dict[str, dict[str, Any]]) -> None:
    for name, outcome in outcomes.items():
        if "refused" in outcome:
            assert all(name in line for line in (*outcome["refused"], *outcome["zh"])), name
            assert outcome["refused"], name


def test_the_books_of_every_loaded_file_close(outcomes: dict[str, dict[str, Any]]) -> None:
    loaded = {name: outcome for name, outcome in outcomes.items() if "rows" in outcome}
    assert len(loaded) > 240
    open_books = [name for name, o in loaded.items() if o["rows"] != o["used"] + o["rejected"] + o["left"]]
    assert open_books == []


def test_the_rows_are_those_that_an_independent_reader_counts(outcomes: dict[str, dict[str, Any]]) -> None:
    expected = {name: int(rows) for rows, name in (line.split(" ", 1) for line in ROWS.strip().splitlines())}
    assert len(expected) >= 85
    assert {name: outcomes[name].get("rows") for name in expected} == expected


def test_what_is_no_single_table_is_refused_and_nothing_else_is(outcomes: dict[str, dict[str, Any]]) -> None:
    refused = {name: outcome["refused"][0] for name, outcome in outcomes.items() if "refused" in outcome}
    lacking = [name for name, word in REFUSED.items() if word not in refused.get(name, "")]
    assert lacking == []
    assert set(refused) - set(REFUSED) == {"qsv/excel-xls.xls"}
