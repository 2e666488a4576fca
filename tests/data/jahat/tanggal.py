"""Dates as people and programs write them, and workbooks that count their days from 1904."""

from __future__ import annotations

from penilaian.data import Data

from .bahan import BUKU, GALAT, Jahat, Sel, buku, ganti, isian, xlsx

_GAYA = '<xf/><xf numFmtId="14"/>'
_HARI_1904 = 44560


def _dicatat(harapan: str | None):
    def periksa(data: Data) -> None:
        isi = data.tabel["realisasi"]["dicatat"].iloc[0]
        assert (isi != isi) if harapan is None else str(isi.date()) == harapan, isi

    return periksa


def _dari_1904(tulisan: bytes):
    sel = Sel(f' s="1"><v>{_HARI_1904}</v>')
    return xlsx(lambda: ganti(buku(_GAYA, G2=sel), BUKU, b"<workbookPr/>", b"<workbookPr " + tulisan + b"/>"))


_TAK_DIKENAL = (
    "31 Des 2025", "31-12-25", "2025/12/31", "20251231", "Desember 2025", "31 Februari 2025", "2025-02-30", "kemarin",
    "12/31/2025", "31.12.25", "0000-00-00", "２０２５-12-31", "2025-12-31T10:00:00 WITA", "46022", "31 Disember 2025",
)  # fmt: skip
_DIKENAL = ("2025-12-31", "31/12/2025", "31-12-2025", "31.12.2025", "31 Desember 2025", "2025-12-31T10:00:00+08:00",
            "2025-12-31 23:59", "2025-12-31T23:30:00Z")  # fmt: skip
_HILANG = {"bukan_tanggal": GALAT}

KORPUS = (
    *(Jahat(f"tanggal_{teks}", isian("realisasi", 0, dicatat=teks), _HILANG, _dicatat(None)) for teks in _TAK_DIKENAL),
    *(Jahat(f"tanggal_baik_{teks}", isian("realisasi", 0, dicatat=teks), {}, _dicatat("2025-12-31")) for teks in _DIKENAL),
    Jahat("tanggal_ambigu", isian("realisasi", 0, dicatat="03/04/2025"), {"tanggal_ambigu": GALAT}, _dicatat(None)),
    Jahat("tanggal_nomor_hari", xlsx(lambda: buku(G2=46022)), _HILANG, _dicatat(None)),
    Jahat("tanggal_hari_nol", xlsx(lambda: buku(_GAYA, G2=Sel(' s="1"><v>0</v>'))), _HILANG, _dicatat(None)),
    Jahat("tanggal_negatif", xlsx(lambda: buku(_GAYA, G2=Sel(' s="1"><v>-5</v>'))), _HILANG, _dicatat(None)),
    Jahat("tanggal_sesudah_9999", xlsx(lambda: buku(_GAYA, G2=Sel(' s="1"><v>2958466</v>'))), _HILANG, _dicatat(None)),
    Jahat("tanggal_raksasa", xlsx(lambda: buku(_GAYA, G2=Sel(' s="1"><v>1e12</v>'))), _HILANG, _dicatat(None)),
    Jahat("tanggal_jam_saja", xlsx(lambda: buku(_GAYA, G2=Sel(' s="1"><v>0.5</v>'))), _HILANG, _dicatat(None)),
    Jahat("tanggal_semu", xlsx(lambda: buku(_GAYA, G2=Sel(' s="1"><v>NaN</v>'))), {"sel_galat_excel": GALAT}, _dicatat(None)),
    Jahat("tanggal_iso_di_sel", xlsx(lambda: buku(G2=Sel(' t="d"><v>2025-12-31</v>'))), {}, _dicatat("2025-12-31")),
    Jahat("tanggal_iso_mustahil", xlsx(lambda: buku(G2=Sel(' t="d"><v>2025-13-41</v>'))), _HILANG, _dicatat(None)),
    Jahat("dihitung_dari_1904", _dari_1904(b'date1904="1"'), {}, _dicatat("2025-12-31")),
    Jahat("dihitung_dari_1904_true", _dari_1904(b'date1904="true"'), {}, _dicatat("2025-12-31")),
    Jahat("dihitung_dari_1900", _dari_1904(b'date1904="0"'), {}, _dicatat("2021-12-30")),
    *(
        Jahat(f"tahun_awal_tidak_jelas_{urut}", _dari_1904(b'date1904="' + satu + b'"'), {"berkas_rusak": GALAT})
        for urut, satu in enumerate((b"on", b"TRUE", b" 1 ", b""))
    ),
)  # fmt: skip
