"""Chinese that YAML folded reads as it was meant."""

import pytest

from guiju.model.text import Text


@pytest.mark.parametrize(
    ("folded", "read"),
    [
        ("时间是当地时间。 系统给每件算好。", "时间是当地时间。系统给每件算好。"),
        ("没有发出时间； 状态另有一份。", "没有发出时间；状态另有一份。"),
        ("用法： `guiju check`", "用法：`guiju check`"),
        ("第一段。\n\n第二段。", "第一段。\n\n第二段。"),
        ("行尾。  \n换行", "行尾。  \n换行"),
        ("| 一。 | 二 |", "| 一。 | 二 |"),
        ("附录A 流程图", "附录A 流程图"),
    ],
)
def test_no_space_is_left_behind_a_full_width_stop(folded: str, read: str) -> None:
    assert Text(zh=folded, en="One. Two.").zh == read
    assert Text(zh=folded, en="One. Two.").en == "One. Two."
