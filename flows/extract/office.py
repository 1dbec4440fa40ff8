"""Legacy and OpenDocument formats → those that are read here, by LibreOffice where it is installed: texts → `.docx`, spreadsheets → `.xlsx`.

One call converts many files (a third of a second each instead of one and a half); every process has a profile of its
own, because two on one profile fail; macros, links and updates are off; the conversion of a content is kept under its
sha256, so that no night converts it again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.errors import BrokenDocument, MissingTool

_NAMES = ("soffice", "libreoffice")
_PACKAGES = "libreoffice-writer-nogui libreoffice-calc-nogui"
_TARGETS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
SPREADSHEETS = (".xls", ".ods")
"""The suffixes under which spreadsheets are given to be converted; all others are texts."""
# Switches off macros, link updates and everything that would reach beyond the file.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
_ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    + "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    + "</oor:items>\n"
)


def is_installed() -> bool:
    """Whether LibreOffice can be called on this machine."""
    return _program() is not None


def converted(content: bytes, suffix: str, cache: Path, seconds: float) -> bytes:
    """One file in the newer format; from `cache` where the same bytes were converted before.

    Raises `MissingTool` without LibreOffice, `BrokenDocument` where it makes nothing of the file within `seconds`.
    """
    kept = _kept(content, suffix, cache)
    if not kept.is_file():
        convert([(content, suffix)], cache, seconds)
    if not kept.is_file():
        raise BrokenDocument("LibreOffice 无法读取该文件 (LibreOffice cannot read the file)")
    return kept.read_bytes()


def convert(files: Iterable[tuple[bytes, str]], cache: Path, seconds: float) -> int:
    """Convert a batch of (content, suffix) in one call a target and keep the results in `cache`; how many were converted.

    Files already kept are not converted again; one that fails leaves nothing. `seconds` is for each call.
    """
    cache.mkdir(parents=True, exist_ok=True)
    wanted = {_kept(content, suffix, cache): (content, suffix) for content, suffix in files}
    missing = {kept: given for kept, given in wanted.items() if not kept.is_file()}
    if not missing:
        return 0
    program = _program()
    if program is None:
        raise MissingTool(
            f"legacy Word, WPS and OpenDocument files need LibreOffice, which is not installed: apt install {_PACKAGES}"
        )
    by_target = {target: {kept: missing[kept] for kept in missing if kept.suffix == target} for target in _TARGETS}
    return sum(_convert(program, part, _TARGETS[target], cache, seconds) for target, part in by_target.items() if part)


def _convert(program: str, missing: Mapping[Path, tuple[bytes, str]], target: str, cache: Path, seconds: float) -> int:
    with tempfile.TemporaryDirectory(dir=cache.resolve(), prefix=".work-") as folder:
        work = Path(folder)
        inputs = []
        for kept, (content, suffix) in missing.items():
            path = work / f"{kept.stem}{suffix}"
            path.write_bytes(content)
            inputs.append(path)
        _run(program, inputs, target, work, seconds)
        done = 0
        for kept in missing:
            made = work / "out" / kept.name
            if made.is_file():
                made.replace(kept)
                done += 1
    return done


def _program() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def _kept(content: bytes, suffix: str, cache: Path) -> Path:
    target = ".xlsx" if suffix in SPREADSHEETS else ".docx"
    return cache.resolve() / f"{hashlib.sha256(content).hexdigest()}{target}"


def _run(program: str, inputs: list[Path], target: str, work: Path, seconds: float) -> None:
    profile = work / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        target,
        "--outdir",
        str(work / "out"),
        *map(str, inputs),
    ]
    # The converter sees no variable of ours but the search path: no proxy, no secret, no home.
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(work), "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # the program is found by name, every argument is ours
        command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
