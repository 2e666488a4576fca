"""What the writer writes, the reader reads."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.data.buku_kerja import BukuKerja
from penilaian.formulir.baca import baca_formulir
from penilaian.formulir.bentuk import Butir, Formulir, Orang, Perilaku
from penilaian.formulir.tulis import tulis_formulir
from penilaian.periode import Periode
from tests.data.conftest import ANI, KEPALA

_DAFTAR = muat_buku().daftar
KATA = st.lists(
    st.sampled_from(["layanan", "selesai", "Laporan", "80%", "dan", "mutu", "(baik)", "2,5"]), min_size=1, max_size=6
).map(lambda kata: f"Isi {' '.join(kata)}")
MUNGKIN = st.none() | KATA


def kode(daftar):
    return st.none() | st.sampled_from(_DAFTAR(f"permenpanrb-6-2022/{daftar}").kode)


@st.composite
def formulir(draw):
    jenis = draw(st.sampled_from(["C.1.1", "C.1.2", "C.1.3"]))
    kualitatif, pimpinan = jenis == "C.1.1", jenis == "C.1.2"
    butir = draw(
        st.lists(
            st.builds(
                Butir,
                kategori=st.sampled_from(["utama", "tambahan"]),
                rhk=KATA,
                iki=st.none() if kualitatif else KATA,
                target=MUNGKIN,
                realisasi=MUNGKIN,
                umpan_balik=MUNGKIN,
                rhk_pimpinan=MUNGKIN if jenis == "C.1.3" else st.none(),
                aspek=st.sampled_from([None, "kuantitas", "waktu"]) if jenis == "C.1.3" else st.none(),
                perspektif=st.sampled_from([None, "penerima_layanan", "anggaran"]) if pimpinan else st.none(),
            ),
            max_size=6,
        )
    )
    perilaku = [
        Perilaku(nilai, draw(MUNGKIN), draw(MUNGKIN)) for nilai in _DAFTAR("permenpanrb-6-2022/nilai_dasar").kode
    ]
    return Formulir(
        jenis=jenis,
        pegawai=Orang("Ani Contoh", ANI, draw(MUNGKIN), "Analis", "Bidang A"),
        penilai=Orang("Kepala Contoh", draw(st.sampled_from([KEPALA, None])), None, "Kepala", "Dinas Contoh"),
        butir=tuple(sorted(butir, key=lambda satu: satu.kategori, reverse=True)),
        periode=Periode.urai(draw(st.sampled_from(["2025-03", "2025-T4", "2025-S1", "2025"]))),
        instansi="Pemerintah Kota Palu",
        capaian_organisasi=draw(kode("predikat_organisasi")),
        rating_hasil=draw(kode("rating")),
        perilaku=tuple(perilaku),
        rating_perilaku=draw(kode("rating")),
        predikat=draw(kode("predikat")),
        tempat="Palu",
        tanggal="2026-01-05",
    )  # fmt: skip


def tanpa_tempat(satu: Formulir) -> Formulir:
    return replace(
        satu,
        lembar=None,
        baris=1,
        instansi=None if satu.instansi is None else satu.instansi.casefold(),
        butir=tuple(replace(butir, baris=0) for butir in satu.butir),
        perilaku=tuple(replace(nilai, baris=0) for nilai in satu.perilaku),
    )


@settings(max_examples=40)
@given(st.lists(formulir(), min_size=1, max_size=2))
def test_formulir_yang_ditulis_terbaca_kembali_sama(semua):
    aliran = io.BytesIO()
    tulis_formulir(semua, aliran)
    buku = BukuKerja.buka(aliran.getvalue())
    sel = {lembar: buku.baca(lembar) for lembar in buku.lembar}
    gabungan = {lembar: buku.excel.book.get_sheet_by_name(lembar).merged_cell_ranges or () for lembar in sel}
    terbaca, temuan = baca_formulir(sel, "f.xlsx", gabungan)
    assert [tanpa_tempat(satu) for satu in terbaca] == [tanpa_tempat(satu) for satu in semua]
    assert {satu.kode for satu in temuan} <= {"pilihan_kosong", "nip_penilai_kosong"}
