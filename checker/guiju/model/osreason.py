"""What the system says when it refuses a file, in both languages."""

import errno

from guiju.model.problem import Misuse
from guiju.model.text import Text

_IN_CHINESE = {
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间的一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件太大",
    errno.EROFS: "磁盘只能读取",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接成环",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正在被占用",
    errno.EMFILE: "打开的文件太多",
}
"""What a person may meet; anything else is told as the system says it."""


def unwritable(place: str, error: OSError) -> Misuse:
    """The refusal to write a file or a folder."""
    why = reason_of(error)
    zh = f"无法写入 {place}：{why.zh}；请检查磁盘空间和权限"
    en = f"{place} cannot be written: {why.in_('en')}; look at space and rights"
    return Misuse(message=Text(zh=zh, en=en))


def reason_of(error: OSError) -> Text:
    """Why the system refused."""
    said = error.strerror or str(error)
    return Text(zh=_IN_CHINESE.get(error.errno or 0, said), en=said)
