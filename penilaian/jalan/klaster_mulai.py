"""``python -m penilaian.jalan.klaster_mulai NAMA FOLDER``: start the process that makes reports for a worker."""

from __future__ import annotations

import sys

from penilaian.ringan import ringankan

if __name__ == "__main__":
    ringankan()
    from penilaian.jalan.pekerja_klaster import utama

    raise SystemExit(utama(sys.argv[1:]))
