"""Why the system refused a file, in the reader's words: what it says itself is English on every office's machine."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名过长",
}


def why(fault: OSError) -> str:
    """The reason in Chinese where it is a common one, and what the system says."""
    return " ".join(filter(None, (_WORDS.get(fault.errno or 0), fault.strerror or str(fault))))
