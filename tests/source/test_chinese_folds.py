"""Chinese that is written over several lines of YAML reads as it was meant."""

import pytest

from guiju.source.nodes import read_nodes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a: >-\n  时间是当地时间。\n  系统给每件算好。", "时间是当地时间。系统给每件算好。"),
        ("a: 没有发出时间；\n  状态另有一份。", "没有发出时间；状态另有一份。"),
        ('a: "用法：\n  `guiju check`"', "用法：`guiju check`"),
        ("a: >-\n  第一段。\n\n  第二段。", "第一段。\n第二段。"),
        ("a: >-\n  One.\n  Two.", "One. Two."),
        ("a: 路径是 报告， 终稿.csv", "路径是 报告， 终稿.csv"),
        ("a: |\n  | 一。 | 二 |", "| 一。 | 二 |\n"),
    ],
)
def test_no_space_of_a_fold_is_left_behind_a_full_width_sign(written: str, read: str) -> None:
    document = read_nodes(written + "\n", "a.yaml")

    assert document.value == {"a": read}
