"""A drafted system profile reads back as what it was made of, with its comments in place."""

from hypothesis import given
from hypothesis import strategies as st

from guiju.source.drafts import system_text
from guiju.source.nodes import read_nodes
from guiju.source.reading import decode

SYSTEM = {
    "id": "ledger",
    "title": {"zh": "台账", "en": "Ledger: by hand"},
    "nulls": ["-", "null", "on", "007"],
    "readings": [
        {
            "export": "complaints",
            "columns": {
                "number": {"from": "编号"},
                "received_at": {"from": ["日期", "时间"], "formats": ["%Y-%m-%d %H:%M"]},
            },
        }
    ],
}

TEXT = """\
# Drafted from 台账.csv
id: ledger
title: {zh: 台账, en: "Ledger: by hand"}
# Seen as empty
nulls: ["-", 'null', on, '007']
readings:
  - export: complaints
    columns:
      number: {from: 编号}
      # Sample: 2025-01-31
      # Sample: 2025-02-01
      received_at:
        from: [日期, 时间]
        formats: ["%Y-%m-%d %H:%M"]
"""


def test_a_draft_is_written_with_its_comments() -> None:
    comments = {
        (): "Drafted from 台账.csv",
        ("nulls",): "Seen as empty",
        ("readings", 0, "columns", "received_at"): "Sample: 2025-01-31\nSample: 2025-02-01",
    }
    assert system_text(SYSTEM, comments) == TEXT
    assert read_nodes(TEXT, "a.yaml").value == SYSTEM


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=12) | st.lists(st.text(max_size=8)), max_size=4)
)
def test_any_header_and_value_survives(values: dict[str, object]) -> None:
    system = {"id": "x", "columns": values}
    content, refused = decode(system_text(system, {("columns",): "drafted"}).encode(), "a.yaml")
    assert refused == ()
    document = read_nodes(content or "", "a.yaml")
    assert document.problems == ()
    assert document.value == system
