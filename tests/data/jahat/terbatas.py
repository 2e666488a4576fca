"""Read folders in a process with little memory and time: ``python terbatas.py FOLDER...`` prints a line of JSON each."""

from __future__ import annotations

import json
import resource
import signal
import sys
import traceback
from pathlib import Path

from penilaian.data import baca_data

INGATAN = 3 * 2**30
DETIK = 10


class WaktuHabisError(BaseException):
    """Not an Exception, so that no reader takes it for a broken file."""


def _habis(*_: object) -> None:
    raise WaktuHabisError


def satu(folder: Path) -> dict[str, object]:
    signal.alarm(DETIK)
    try:
        temuan = baca_data(folder).temuan
    except BaseException:  # noqa: BLE001 -- whatever it is, it is what the test is about
        return {"folder": folder.parent.name, "jejak": traceback.format_exc()}
    finally:
        signal.alarm(0)
    return {"folder": folder.parent.name, "temuan": json.loads(temuan.to_json(orient="records"))}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (INGATAN, INGATAN))
    signal.signal(signal.SIGALRM, _habis)
    for nama in sys.argv[1:]:
        print(json.dumps(satu(Path(nama))), flush=True)
