"""The reference of periods, answers that are none, and content of any kind."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.data.uraian import GalatUrai
from penilaian.impor.bacaan import BerkasMasuk
from penilaian.periode import Periode

from .bantu_ekinerja import JENIS, baca, berkas_json, dinilai, dokumen, konteks


def _periode(kode="2025-T1", nomor=1, **ganti):
    satu = Periode.urai(kode)
    tipe = {"bulan": "bulanan", "triwulan": "triwulanan", "tahun": "tahunan", "semester": "semester"}[satu.jenis]
    return {
        "id": nomor, "nama": satu.label, "tahun": satu.tahun, "periode_awal": satu.awal.isoformat(),
        "periode_akhir": satu.akhir.isoformat(), "tipe_periodik": tipe, "angka_periodik": satu.nomor, **ganti,
    }  # fmt: skip


def _baca(*baris):
    return baca(berkas_json(list(baris)))


@pytest.mark.parametrize("kode", ["2025-01", "2025-12", "2025-T1", "2025-T4", "2025-S2", "2025"])
def test_periode_dikenali_dari_tanggalnya(kode):
    hasil = _baca(_periode(kode, 31))
    assert (hasil.jenis, hasil.temuan) == ("ekinerja_periode", [])
    assert dict(hasil.bacaan.periode_ekinerja) == {"31": kode}


@pytest.mark.parametrize(
    "ganti",
    [{"tahun": 2024}, {"tipe_periodik": "bulanan"}, {"angka_periodik": 2}, {"angka_periodik": "03"}, {"tahun": "2026"}],
)
def test_periode_yang_bertentangan_tidak_dipakai(ganti):
    hasil = _baca(_periode(**ganti), _periode("2025-T2", 2))
    assert (hasil.satu("periode_bertentangan").baris, hasil.satu("periode_bertentangan").nilai) == (1, "1")
    assert dict(hasil.bacaan.periode_ekinerja) == {"2": "2025-T2"}


@pytest.mark.parametrize(
    "ganti", [{"tipe_periodik": None}, {"angka_periodik": None}, {"angka_periodik": "01"}, {"tahun": None}]
)
def test_isian_yang_kosong_tidak_dicocokkan(ganti):
    hasil = _baca(_periode(**ganti))
    assert (hasil.temuan, dict(hasil.bacaan.periode_ekinerja)) == ([], {"1": "2025-T1"})


def test_tipe_asing_dicatat_dan_tanggal_tetap_dipakai():
    hasil = _baca(_periode(tipe_periodik="berkala"))
    assert hasil.satu("tipe_periodik_tidak_dikenal").tingkat == "catatan"
    assert dict(hasil.bacaan.periode_ekinerja) == {"1": "2025-T1"}


@pytest.mark.parametrize("ganti", [{"periode_awal": "2025-01-15"}, {"periode_akhir": "entah"}, {"periode_awal": None}])
def test_rentang_lain_menjadi_temuan(ganti):
    hasil = _baca(_periode(**ganti))
    assert hasil.satu("periode_tidak_dikenal").tingkat == "peringatan"
    assert dict(hasil.bacaan.periode_ekinerja) == {}


def test_tahun_di_luar_kode_periode_tidak_dipakai():
    hasil = _baca(_periode(tahun=None, periode_awal="0800-01-01", periode_akhir="0800-12-31"))
    assert hasil.kode() == {"periode_tidak_dikenal": 1}


def test_satu_id_untuk_dua_periode_tidak_dipakai():
    hasil = _baca(_periode(), _periode("2025-T2", 1), _periode("2025-T3", None))
    assert hasil.kode() == {"id_periode_ganda": 1, "id_kosong": 1}
    assert hasil.satu("id_periode_ganda").tingkat == "galat"
    assert dict(hasil.bacaan.periode_ekinerja) == {}
    assert dict(_baca(_periode(), _periode()).bacaan.periode_ekinerja) == {"1": "2025-T1"}


def test_referensi_dengan_dua_urutan_tanggal_tidak_mengartikan_yang_ambigu():
    hasil = _baca(
        _periode(periode_awal="01-01-2025", periode_akhir="31-03-2025"),
        _periode("2025-T2", 2, periode_awal="01-04-2025", periode_akhir="06-30-2025"),
    )
    temuan = hasil.satu("urutan_tanggal_bertentangan")
    assert (temuan.tingkat, temuan.tabel, temuan.baris) == ("peringatan", None, 2)
    assert dict(hasil.bacaan.periode_ekinerja) == {"1": "2025-T1"}


def test_tanggal_hari_bulan_terbukti_oleh_kolom_lain():
    hasil = _baca(_periode(periode_awal="01-01-2025", periode_akhir="31-03-2025"))
    assert dict(hasil.bacaan.periode_ekinerja) == {"1": "2025-T1"}


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"<!DOCTYPE html><html><body>Login</body></html>", "bukan_json"),
        (b"\xef\xbb\xbf\n <html></html>", "bukan_json"),
        (b'{"status": false, "message": "Token kedaluwarsa"}', "jawaban_galat"),
        (b'{"status": false, "message": "Gagal", "data": []}', "jawaban_galat"),
        (b'{"message": "Unauthenticated.", "data": null}', "jawaban_galat"),
        (b'{"status": true, "data": {"nip": "1"}}', "data_bukan_daftar"),
        (b'{"status": true, "data": null}', "data_bukan_daftar"),
        (b'{"data": [', "berkas_rusak"),
        (b"\xff\xfe", "enkode_bukan_utf8"),
    ],
)
@pytest.mark.parametrize("jenis", JENIS, ids=lambda jenis: jenis.NAMA)
def test_jawaban_yang_bukan_laporan_disebut_sebabnya(jenis, isi, kode):
    with pytest.raises(GalatUrai) as galat:
        jenis.kenali(BerkasMasuk("laporan.json", isi))
    assert galat.value.kode == kode
    assert galat.value.tindakan


def test_pesan_ekinerja_ikut_disampaikan():
    with pytest.raises(GalatUrai, match="Token kedaluwarsa"):
        JENIS[0].kenali(BerkasMasuk("a.json", b'{"status": false, "message": "Token kedaluwarsa"}'))


@pytest.mark.parametrize(
    ("nama", "jenis"),
    [
        ("laporan_penilaian_2025_T1.json", "ekinerja_penilaian"),
        ("laporan_skp_2025.json", "ekinerja_skp"),
        ("ref_periode.json", "ekinerja_periode"),
    ],
)
def test_laporan_kosong_dikenali_dari_namanya(nama, jenis):
    hasil = baca(berkas_json({"data": []}, nama))
    assert (hasil.jenis, hasil.kode(), hasil.frame) == (jenis, {"data_kosong": 1}, {})


_NILAI = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["-", "BAIK", "2025-12-31", "31-12-2025", "05-06-2025 10:11:12", "7", "Dinas Contoh"]),
    lambda isi: st.lists(isi, max_size=2) | st.dictionaries(st.text(max_size=3), isi, max_size=2),
    max_leaves=3,
)  # fmt: skip


@pytest.mark.parametrize("asal", [dinilai(), dokumen(), _periode()], ids=["penilaian", "skp", "periode"])
@given(data=st.data())
def test_isi_apa_pun_menjadi_temuan_bukan_kegagalan(asal, data):
    baris = [asal]
    for _ in range(data.draw(st.integers(1, 4))):
        ganti = data.draw(st.dictionaries(st.sampled_from(sorted(asal)) | st.text(max_size=4), _NILAI, max_size=6))
        baris.append({**asal, **ganti})
    berkas = BerkasMasuk("laporan.json", json.dumps({"data": baris}).encode())
    try:
        hasil = baca(berkas, konteks(periode=data.draw(st.sampled_from([None, "2025-T4"]))))
    except GalatUrai:
        return
    assert all(
        satu.apa and satu.tindakan and satu.tingkat in ("galat", "peringatan", "catatan") for satu in hasil.temuan
    )
    for frame in hasil.frame.values():
        assert set(frame["periode"].dropna()) <= {"2025-T4", "2025"} or asal == dokumen()
    sumber = set(range(1, len(baris) + 1))
    assert all(set(mentah.asal.baris.tolist()) <= sumber for mentah in hasil.mentah)
