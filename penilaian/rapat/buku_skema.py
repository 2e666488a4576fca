"""What a ledger file looks like inside: one table, and triggers that let it only grow."""

from __future__ import annotations

PENANDA = int.from_bytes(b"KLBR")
"""SQLite's ``application_id``: says that a database is one of ours."""
VERSI_BUKU = 1
"""SQLite's ``user_version``: a newer one has been written by a newer program."""

SKEMA = {
    "catatan": """
CREATE TABLE catatan (
    nomor INTEGER PRIMARY KEY,
    rapat TEXT NOT NULL,
    jenis TEXT NOT NULL,
    isi TEXT NOT NULL,
    oleh TEXT NOT NULL,
    waktu TEXT NOT NULL,
    sebelum TEXT NOT NULL,
    sidik TEXT NOT NULL
) STRICT""",
    "catatan_rapat": "CREATE INDEX catatan_rapat ON catatan (rapat, nomor)",
    "catatan_tidak_diubah": """
CREATE TRIGGER catatan_tidak_diubah BEFORE UPDATE ON catatan
BEGIN SELECT RAISE(ABORT, 'catatan tidak diubah'); END""",
    "catatan_tidak_dihapus": """
CREATE TRIGGER catatan_tidak_dihapus BEFORE DELETE ON catatan
BEGIN SELECT RAISE(ABORT, 'catatan tidak dihapus'); END""",
    # REPLACE deletes without firing the trigger above, so that an entry must also be the next one.
    "catatan_menyambung": """
CREATE TRIGGER catatan_menyambung BEFORE INSERT ON catatan
WHEN NEW.nomor IS NOT (SELECT coalesce(max(nomor), 0) + 1 FROM catatan)
  OR NEW.sebelum IS NOT coalesce((SELECT sidik FROM catatan ORDER BY nomor DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'catatan tidak menyambung'); END""",
}
"""The statement that makes each object, by its name, in order."""
