"""What every synthetic city is like, whatever its size and seed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from penilaian.aturan import muat_buku
from penilaian.contoh import Kota, buat_kota, tulis_kota
from penilaian.contoh.bahan import bahan
from penilaian.data import muat_kamus, periksa_data
from penilaian.galat import GalatParameter
from penilaian.periode import Periode


def _sidik(folder: Path) -> dict[str, str]:
    return {berkas.name: hashlib.sha256(berkas.read_bytes()).hexdigest() for berkas in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tujuan = tmp_path_factory.mktemp("kota")
    tulis_kota(tujuan, 150, 5)
    return tujuan


def test_seed_yang_sama_memberi_byte_yang_sama(folder: Path, tmp_path: Path) -> None:
    langkah: list[str] = []
    berkas = tulis_kota(tmp_path / "lagi", 150, 5, kemajuan=langkah.append)
    assert _sidik(tmp_path / "lagi") == _sidik(folder)
    assert {satu.name for satu in berkas} == set(_sidik(folder))
    assert len(langkah) == len(berkas) + 1


def test_seed_lain_memberi_isi_lain_di_setiap_tabel_yang_diacak(folder: Path, tmp_path: Path) -> None:
    tulis_kota(tmp_path, 150, 6)
    lama, baru = _sidik(folder), _sidik(tmp_path)
    assert lama.keys() == baru.keys()
    assert [nama for nama in lama if lama[nama] == baru[nama]] == [
        "keterangan.yaml",
        "lambang_contoh.svg",
        "profil.yaml",
    ]


def test_yang_ditulis_dibaca_kembali_tanpa_temuan_galat(folder: Path) -> None:
    temuan = periksa_data(folder)
    assert temuan[temuan["tingkat"] == "galat"].to_dict("records") == []
    assert set(temuan.loc[temuan["tingkat"] == "peringatan", "kode"]) <= {"target_tidak_terurai"}


def test_kolom_mengikuti_kamus(kota: Kota) -> None:
    """All but what serves the regimes before 2022 and what only e-Kinerja knows; goals though they are optional."""
    kamus = {nama: satu for nama, satu in muat_kamus().items() if nama not in ("penetapan_angka", "dokumen_skp")}
    assert {nama: list(tabel.columns) for nama, tabel in kota.tabel.items()} == {
        nama: [kolom for kolom, isi in satu.kolom.items() if not isi.boleh_tidak_ada or kolom == "sasaran_daerah"]
        for nama, satu in kamus.items()
    }


def test_triwulan_terakhir_berisi_tepat_sebanyak_yang_diminta(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"]
    assert (pegawai["periode"] == "2025-T4").sum() == 1500
    assert pegawai["periode"].nunique() == 8


@pytest.mark.parametrize("banyak", [120, 300])
def test_kota_kecil_tetap_punya_semua_opd_dengan_tiga_pegawai(banyak: int) -> None:
    kota = buat_kota(banyak, 3)
    akhir = kota.tabel["pegawai"].query("periode == '2025-T4'")
    ukuran = akhir.groupby("kode_opd").size()
    assert set(ukuran.index) == set(kota.tabel["opd"]["kode"])
    assert ukuran.min() >= 3
    assert len(akhir) == banyak


@pytest.mark.parametrize(("pegawai", "seed"), [(119, 1), (50_001, 1), (300, -1)])
def test_parameter_mustahil_ditolak_dengan_saran(pegawai: int, seed: int) -> None:
    with pytest.raises(GalatParameter) as galat:
        buat_kota(pegawai, seed)
    assert galat.value.di_mana
    assert galat.value.mengapa
    assert galat.value.tindakan


def test_setiap_nip_sintetis_dan_nama_bertanda(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"]
    nip = pegawai["nip"]
    assert nip.str.fullmatch(r"\d{18}").all()
    assert nip.str[:4].astype(int).between(1865, 1899).all()
    assert nip.str[8:12].astype(int).between(1885, 1925).all()
    assert pegawai["nama"].str.startswith("Contoh ").all()


def test_nip_mengikuti_susunan_resmi(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"]
    pns = pegawai["jenis"] == "pns"
    assert pegawai.loc[pns, "nip"].str[12:14].astype(int).between(1, 12).all()
    assert pegawai.loc[~pns, "nip"].str[12:14].astype(int).between(21, 29).all()
    assert (pegawai["nip"].str[14].map({"1": "L", "2": "P"}) == pegawai["jenis_kelamin"]).all()
    assert (pegawai.groupby("nip")["nama"].nunique() == 1).all()
    assert not pegawai.duplicated(["nip", "periode"]).any()


def test_kelompok_usia_sesuai_tanggal_lahir_yang_dimajukan_seabad(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"]
    lahir = pd.to_datetime(pegawai["nip"].str[:8].astype(int).add(1_000_000).astype(str), format="%Y%m%d")
    akhir = pegawai["periode"].map({kode: pd.Timestamp(Periode.urai(kode).akhir) for kode in _periode(pegawai)})
    umur = (akhir - lahir).dt.days / 365.25
    batas = pegawai["kelompok_usia"].map(
        {"di_bawah_30": (0, 30), "30_39": (30, 40), "40_49": (40, 50), "50_ke_atas": (50, 61)}
    )
    cocok = [bawah <= tahun < atas for tahun, (bawah, atas) in zip(umur, batas, strict=True)]
    assert all(cocok)


def _periode(tabel: pd.DataFrame) -> list[str]:
    return sorted(tabel["periode"].unique())


def test_penilai_adalah_atasan_di_opd_yang_sama_kecuali_kepala_opd(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"]
    atasan = pegawai[["nip", "periode", "kode_opd"]].set_axis(["nip_penilai", "periode", "opd_penilai"], axis=1)
    pasangan = pegawai.merge(atasan, how="left", on=["nip_penilai", "periode"], validate="many_to_one")
    kepala = pasangan["unit"] == "Pimpinan"
    assert (pasangan.loc[~kepala, "opd_penilai"] == pasangan.loc[~kepala, "kode_opd"]).all()
    dinilai_sekda = pasangan[kepala & (pasangan["kode_opd"] != "setda")]
    assert (dinilai_sekda["opd_penilai"] == "setda").all()
    tanpa = pasangan[pasangan["nip_penilai"].isna()]
    assert set(tanpa["jabatan"]) == {"Sekretaris Daerah"}
    assert len(tanpa) == 8


def test_kepala_di_tabel_opd_memimpin_pada_triwulan_terakhir(kota: Kota) -> None:
    akhir = kota.tabel["pegawai"].query("periode == '2025-T4' and unit == 'Pimpinan'")
    opd = kota.tabel["opd"]
    assert dict(zip(akhir["kode_opd"], akhir["nip"], strict=True)) == dict(zip(opd["kode"], opd["kepala"], strict=True))


def test_mutasi_berarti_unit_berbeda_dari_triwulan_sebelumnya(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"].sort_values(["nip", "periode"])
    sebelum = pegawai.groupby("nip")[["kode_opd", "unit"]].shift()
    lama = sebelum["unit"].notna()
    pindah = (pegawai["unit"] != sebelum["unit"]) | (pegawai["kode_opd"] != sebelum["kode_opd"])
    assert (pegawai.loc[lama, "mutasi"] == pindah[lama]).all()
    assert not pegawai.loc[~lama, "mutasi"].any()
    assert 0.015 < pegawai.loc[lama, "mutasi"].mean() < 0.025


def test_komposisi_pegawai_masuk_akal(kota: Kota) -> None:
    akhir = kota.tabel["pegawai"].query("periode == '2025-T4'")
    bagian = akhir["jenis"].value_counts(normalize=True)
    assert bagian["pns"] == pytest.approx(0.70, abs=0.01)
    assert bagian["pppk_paruh_waktu"] == pytest.approx(0.06, abs=0.01)
    assert not (kota.tabel["pegawai"].query("periode < '2025-T4'")["jenis"] == "pppk_paruh_waktu").any()
    assert akhir.loc[akhir["jenis"] == "pppk_paruh_waktu", "golongan"].isna().all()


def test_setiap_pegawai_membawa_empat_sampai_delapan_indikator(kota: Kota) -> None:
    banyak = kota.tabel["skp"].groupby(["nip", "periode"]).size()
    assert (banyak.min(), banyak.max()) == (4, 8)
    assert len(banyak) == len(kota.tabel["pegawai"])


def test_sebagian_rhk_diukur_dua_indikator(kota: Kota) -> None:
    per_rhk = kota.tabel["indikator"].groupby("kode_rhk").size()
    assert set(per_rhk) == {1, 2}
    assert 0.10 < (per_rhk == 2).mean() < 0.30


def test_perspektif_hanya_untuk_pimpinan_dan_aspek_untuk_lainnya(kota: Kota) -> None:
    indikator = kota.tabel["indikator"]
    assert (indikator["perspektif"].notna() == indikator["aspek"].isna()).all()
    assert (indikator["perspektif"].notna() == indikator["kode_induk"].isna()).all()
    opd = indikator.set_index("kode")["kode_opd"]
    turunan = indikator.dropna(subset="kode_induk")
    assert (turunan["kode_induk"].map(opd) == turunan["kode_opd"]).all()


def test_uraian_indikator_tidak_menyisakan_tempat_isian(kota: Kota) -> None:
    indikator = kota.tabel["indikator"]
    for kolom in ("rhk", "uraian", "sumber_data"):
        assert not indikator[kolom].str.contains(r"[{}]").any()


def test_semua_ragam_target_ada(kota: Kota) -> None:
    indikator, skp = kota.tabel["indikator"], kota.tabel["skp"]
    assert set(indikator["jenis_target"]) == {"nilai", "rentang", "maksimum"}
    assert ((skp["target"] == 0).sum()) > 0
    teks = skp[skp[["target", "target_bawah", "target_atas"]].isna().all(axis=1)]
    assert {"80 – 90%", "7-8 hari", "sesuai ketentuan"} <= set(teks["teks_target"])
    assert (teks["teks_target"] == "sesuai ketentuan").mean() < 0.10


def test_predikat_mengikuti_kuadran(kota: Kota) -> None:
    penetapan = kota.tabel["penetapan"]
    sel = muat_buku().pada(Periode.urai("2025-T4").akhir).nilai("permenpanrb-6-2022/kuadran").sel
    pasangan = zip(penetapan["hasil_kerja"], penetapan["perilaku_kerja"], strict=True)
    assert [sel[hasil][perilaku] for hasil, perilaku in pasangan] == penetapan["predikat"].tolist()
    assert penetapan["predikat"].nunique() == 5


def test_tanggal_berada_di_sekitar_triwulannya(kota: Kota) -> None:
    for nama, kolom, awal, akhir in (
        ("umpan_balik", "waktu", 0, 0),
        ("sosialisasi", "tanggal", 0, 0),
        ("skp", "diubah", 0, 0),
        ("realisasi", "dicatat", 60, 15),
        ("penetapan", "waktu", 90, 31),
    ):
        tabel = kota.tabel[nama].dropna(subset=kolom)
        periode = {kode: Periode.urai(kode) for kode in tabel["periode"].unique()}
        mulai = tabel["periode"].map({kode: pd.Timestamp(satu.awal) for kode, satu in periode.items()})
        selesai = tabel["periode"].map({kode: pd.Timestamp(satu.akhir) for kode, satu in periode.items()})
        assert (tabel[kolom] >= mulai + pd.Timedelta(days=awal)).all(), nama
        assert (tabel[kolom] <= selesai + pd.Timedelta(days=akhir)).all(), nama


def test_pengguna_dan_responden_tidak_melebihi_pegawai(kota: Kota) -> None:
    pegawai = kota.tabel["pegawai"].groupby(["kode_opd", "periode"]).size().rename("pegawai").reset_index()
    for nama, kolom in (("adopsi", "pengguna"), ("survei", "responden")):
        tabel = kota.tabel[nama].merge(pegawai, on=["kode_opd", "periode"], validate="many_to_one")
        assert len(tabel) == len(kota.tabel[nama])
        assert (tabel[kolom] <= tabel["pegawai"]).all()


def test_penerapan_hanya_bergerak_maju(kota: Kota) -> None:
    adopsi = kota.tabel["adopsi"]
    urut = adopsi["tahap"].map({"belum": 0, "sosialisasi": 1, "uji_coba": 2, "penuh": 3})
    langkah = urut.groupby(adopsi["kode_opd"]).diff().dropna()
    assert set(langkah) <= {0.0, 1.0}
    assert set(urut) == {0, 1, 2, 3}


def test_bahan_opd_menyebut_keyakinan_dan_memuat_46_kelurahan() -> None:
    daftar = bahan("opd")["daftar"]
    assert {satu["keyakinan"] for satu in daftar} == {"tinggi", "sedang"}
    kecamatan = [satu for satu in daftar if satu["jenis"] == "kecamatan"]
    assert len(kecamatan) == 8
    assert sum(len(satu["luar"]["kelurahan"]) for satu in kecamatan) == 46
