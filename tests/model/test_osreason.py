"""Why the system refuses a file, in both languages."""

import errno
import os

import pytest

from guiju.model.osreason import reason_of


@pytest.mark.parametrize(
    ("number", "zh"), [(errno.EACCES, "没有权限"), (errno.ENOSPC, "磁盘已满"), (errno.ENAMETOOLONG, "名称太长")]
)
def test_what_people_meet_is_told_in_chinese(number: int, zh: str) -> None:
    reason = reason_of(OSError(number, os.strerror(number)))

    assert (reason.zh, reason.in_("en")) == (zh, os.strerror(number))


def test_what_is_not_known_is_told_as_the_system_says_it() -> None:
    assert reason_of(OSError(errno.EPROTO, "Protocol error")).zh == "Protocol error"
    assert reason_of(OSError("no number")).zh == "no number"
