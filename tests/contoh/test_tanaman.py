"""Every planted effect can be seen in the tables, and only where the truth file says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.contoh import Kota
from penilaian.contoh.tulis import yaml_teks


def _penilai(kota: Kota) -> pd.DataFrame:
    return pd.DataFrame(kota.kebenaran["penilai"]).set_index("nip")


def _orang(kota: Kota, jenis: str) -> list[str]:
    daftar: Any = kota.kebenaran["permainan"][jenis]
    return daftar["nip"]


def test_penilai_longgar_memberi_lebih_dari_yang_dijelaskan_capaian(kota: Kota, nilai: pd.DataFrame) -> None:
    benar = _penilai(kota)
    per_penilai = nilai.groupby("nip_penilai")["lebih"].agg(["mean", "size"]).query("size >= 30")
    gabung = per_penilai.join(benar, how="inner", validate="one_to_one")
    assert len(gabung) > 80
    assert gabung["mean"].corr(gabung["keringanan"]) >= 0.8
    assert benar["keringanan"].std() == pytest.approx(kota.kebenaran["parameter"]["penilai"]["sd_keringanan"], rel=0.2)


def test_halo_terlihat_sebagai_perilaku_yang_ikut_capaian(kota: Kota, nilai: pd.DataFrame) -> None:
    def landai(baris: pd.DataFrame) -> float:
        return float(np.polyfit(baris["capaian"], baris["tingkat_perilaku"], 1)[0])

    besar = nilai.groupby("nip_penilai").filter(lambda baris: len(baris) >= 40)
    kemiringan = besar.groupby("nip_penilai")[["capaian", "tingkat_perilaku"]].apply(landai)
    gabung = kemiringan.rename("landai").to_frame().join(_penilai(kota), how="inner", validate="one_to_one")
    assert len(gabung) > 60
    assert gabung["landai"].corr(gabung["halo"]) >= 0.5


def test_tahun_longgar_hanya_di_opd_dan_tahun_yang_tercatat(kota: Kota, nilai: pd.DataFrame) -> None:
    tanam = kota.kebenaran["tahun_longgar"]
    tahun = nilai["periode"].str[:4].astype(int) == tanam["tahun"]
    kena = nilai["kode_opd"].isin(tanam["kode_opd"])
    naik = {opd: nilai.loc[kena == opd, "lebih"].groupby(tahun).mean().diff().iloc[-1] for opd in (True, False)}
    assert naik[True] > 0.25
    assert abs(naik[False]) < 0.05


def test_bias_kelompok_hanya_di_opd_yang_tercatat(kota: Kota, nilai: pd.DataFrame) -> None:
    tanam = kota.kebenaran["bias"]
    kena = nilai["kode_opd"].isin(tanam["kode_opd"])
    kelompok = nilai["jenis_kelamin"] == tanam["jenis_kelamin"]

    di_antara_rekan = nilai["lebih"] - nilai.groupby("nip_penilai")["lebih"].transform("mean")

    def selisih(opd: bool) -> float:
        rata = di_antara_rekan[kena == opd].groupby(kelompok).mean()
        return float(rata[True] - rata[False])

    assert selisih(True) < -0.10
    assert abs(selisih(False)) < 0.03


def test_perbedaan_nyata_ada_di_capaian_tetapi_tidak_di_penetapan(kota: Kota, nilai: pd.DataFrame) -> None:
    nyata = kota.kebenaran["perbedaan_nyata"]
    staf = nilai[nilai["jenis_jabatan"].isin(["pelaksana", "fungsional"])]
    pns = staf["jenis"] == "pns"
    selisih = staf.loc[~pns, "capaian"].mean() - staf.loc[pns, "capaian"].mean()
    poin = kota.kebenaran["parameter"]["capaian"]["poin_per_satuan"]
    assert selisih == pytest.approx(nyata["pppk_dan_paruh_waktu"] * poin, abs=1.0)
    assert abs(staf.loc[~pns, "lebih"].mean() - staf.loc[pns, "lebih"].mean()) < 0.06
    jauh = nilai["lokasi"].isin(nyata["lokasi"])
    assert nilai.loc[jauh, "capaian"].mean() < nilai.loc[~jauh, "capaian"].mean() - 1.0


def test_yang_menumpuk_lebih_dari_enam_puluh_persen_tepat_seratus(kota: Kota, butir: pd.DataFrame) -> None:
    tanam = kota.kebenaran["permainan"]["menumpuk"]
    kena = butir["nip"].isin(tanam["nip"]) & butir["periode"].isin(tanam["periode"]) & butir["capaian"].notna()
    lain = butir["capaian"].notna() & ~butir["nip"].isin(tanam["nip"] + _orang(kota, "persis_target"))
    assert (butir.loc[kena, "capaian"] == 100).mean() > 0.60
    assert (butir.loc[lain, "capaian"] == 100).mean() < 0.20
    tepat_lewat = butir["capaian"].between(90, 91)
    assert tepat_lewat[kena].mean() > 2 * tepat_lewat[lain].mean()


def test_target_yang_diturunkan_tercatat_lengkap(kota: Kota, butir: pd.DataFrame) -> None:
    tanam = pd.DataFrame(kota.kebenaran["permainan"]["target_diturunkan"])
    diubah = butir.dropna(subset="target_semula")
    akhir = diubah[diubah["diubah"].dt.month % 3 == 0]
    kunci = ["nip", "periode", "kode_indikator"]
    assert len(tanam) > 20
    assert sorted(map(tuple, akhir[kunci].to_numpy())) == sorted(map(tuple, tanam[kunci].to_numpy()))
    assert (akhir["target"] < akhir["target_semula"]).all()
    assert len(diubah) - len(akhir) == kota.kebenaran["target_diubah_wajar"]


def test_target_yang_diturunkan_menaikkan_capaian(butir: pd.DataFrame) -> None:
    akhir = butir.dropna(subset="target_semula")
    akhir = akhir[(akhir["diubah"].dt.month % 3 == 0) & akhir["realisasi"].notna()]
    semula = akhir["realisasi"] / akhir["target_semula"] * 100
    assert (semula < 98).all()
    assert (akhir["capaian"] > semula).all()


def test_yang_persis_target_selalu_sama_sampai_desimal(kota: Kota, butir: pd.DataFrame) -> None:
    kena = butir["nip"].isin(_orang(kota, "persis_target")) & butir["realisasi"].notna() & butir["target"].notna()
    assert kena.sum() > 100
    assert (butir.loc[kena, "realisasi"] == butir.loc[kena, "target"]).all()


def test_penilai_salinan_memakai_satu_kalimat(kota: Kota) -> None:
    umpan = kota.tabel["umpan_balik"].query("peran == 'atasan'").dropna(subset="isi")
    tanam = {satu["nip"]: satu["isi"] for satu in kota.kebenaran["permainan"]["umpan_balik_salinan"]}
    isi = umpan.groupby("dari")["isi"].agg(["nunique", "size", "first"])
    salin = isi.loc[isi.index.isin(list(tanam))]
    assert len(salin) == len(tanam) >= 3
    assert salin["first"].to_dict() == tanam
    assert (salin["nunique"] == 1).all()
    lain = isi.loc[~isi.index.isin(list(tanam))].query("size >= 20")
    assert (lain["nunique"] / lain["size"]).min() > 0.6


def test_nada_umpan_balik_ikut_capaian(nilai: pd.DataFrame, kota: Kota) -> None:
    umpan = kota.tabel["umpan_balik"].query("jenis_sasaran == 'rhk'")
    nada = umpan["nada"].map({"negatif": -1, "netral": 0, "positif": 1})
    rata = nada.groupby([umpan["nip"], umpan["periode"]]).mean().rename("nada").reset_index()
    assert nilai.merge(rata, on=["nip", "periode"])[["nada", "capaian"]].corr().iloc[0, 1] > 0.4


def test_data_kosong_punya_alasan_dan_lebih_banyak_di_opd_tercatat(kota: Kota, butir: pd.DataFrame) -> None:
    tanam = kota.kebenaran["data_kosong"]
    kosong = butir["realisasi"].isna()
    assert (kosong == butir["alasan_kosong"].notna()).all()
    assert butir["alasan_kosong"].value_counts().to_dict() == tanam["jumlah_per_alasan"]
    assert 0.03 < kosong.mean() < 0.06
    opd = butir["kode_indikator"].str.split("-").str[0]
    per_opd = (butir["alasan_kosong"] == "belum_dilaporkan").groupby(opd.isin(tanam["kode_opd_tinggi"])).mean()
    assert per_opd[True] > 2 * per_opd[False]


def test_tugas_belajar_dan_mutasi_sesuai_catatan(kota: Kota, butir: pd.DataFrame) -> None:
    catatan = {(satu["nip"], p) for satu in kota.kebenaran["data_kosong"]["tugas_belajar"] for p in satu["periode"]}
    kena = butir["alasan_kosong"] == "tugas_belajar"
    assert set(butir.loc[kena, ["nip", "periode"]].itertuples(index=False, name=None)) == catatan
    pindah = kota.tabel["pegawai"].query("mutasi")
    tercatat = {(satu["nip"], satu["periode"], *satu["ke"]) for satu in kota.kebenaran["mutasi"]}
    assert set(pindah[["nip", "periode", "kode_opd", "unit"]].itertuples(index=False, name=None)) == tercatat


def test_alasan_hilang_pada_seperlima_keputusan_yang_berbeda(kota: Kota) -> None:
    tanam = kota.kebenaran["penetapan"]
    beralasan = kota.tabel["penetapan"]["alasan"].notna().sum()
    assert beralasan == tanam["beda_dari_kira_kira"] - tanam["beda_tanpa_alasan"]
    laju = kota.kebenaran["parameter"]["penetapan"]["alasan_hilang"]
    assert tanam["beda_tanpa_alasan"] / tanam["beda_dari_kira_kira"] == pytest.approx(laju, abs=0.03)


def test_yang_belum_ditetapkan_hanya_di_triwulan_akhir(kota: Kota) -> None:
    kunci = ["nip", "periode"]
    gabung = kota.tabel["pegawai"].merge(kota.tabel["penetapan"][kunci], how="left", on=kunci, indicator=True)
    belum = gabung[gabung["_merge"] == "left_only"]
    assert set(belum["periode"]) == {"2025-T4"}
    assert sorted(belum["nip"]) == sorted(kota.kebenaran["penetapan"]["belum_ditetapkan"])
    assert 0.015 < len(belum) / 1500 < 0.045


def test_predikat_organisasi_ikut_capaian_pegawainya(kota: Kota, nilai: pd.DataFrame) -> None:
    rata = nilai.groupby(["kode_opd", "periode"])["capaian"].mean().rename("capaian").reset_index()
    organisasi = kota.tabel["kinerja_organisasi"].query("asal == 'tahun_ini'")
    tingkat = organisasi["predikat"].map(
        {"sangat_kurang": 0, "kurang": 1, "butuh_perbaikan": 2, "baik": 3, "istimewa": 4}
    )
    gabung = organisasi.assign(tingkat=tingkat).merge(rata, on=["kode_opd", "periode"], validate="one_to_one")
    assert gabung["tingkat"].corr(gabung["capaian"]) > 0.6
    assert organisasi["predikat"].value_counts(normalize=True)["baik"] > 0.5


def test_predikat_tahun_lalu_hanya_di_akhir_dan_sama_dengan_tahun_lalu(kota: Kota) -> None:
    organisasi = kota.tabel["kinerja_organisasi"].pivot_table(
        index="kode_opd", columns="periode", values="predikat", aggfunc="first"
    )
    lama = kota.tabel["kinerja_organisasi"].query("asal == 'tahun_lalu'")
    assert set(lama["periode"]) == {"2025-T4"}
    pilihan = organisasi.loc[lama["kode_opd"]]
    assert (pilihan["2025-T4"] == pilihan["2024-T4"]).all()


def test_ikm_naik_sesudah_penerapan_penuh_sebesar_yang_tercatat(kota: Kota) -> None:
    tanam = kota.kebenaran["penerapan"]
    assert tanam["efek_ikm_menurut_triwulan_sejak_penuh"][-1] >= 2
    ikm = kota.tabel["ikm"].pivot_table(index="kode_opd", columns="periode", values="ikm")
    periode = list(ikm.columns)
    banding = ikm.loc[tanam["tidak_menerapkan"]].mean()
    selisih = []
    for gelombang in tanam["gelombang"]:
        urut = periode.index(gelombang["penuh_sejak"])
        lepas = ikm.loc[gelombang["kode_opd"]] - banding
        sesudah, sebelum = lepas.iloc[:, urut + 2 :], lepas.iloc[:, :urut]
        if sesudah.shape[1]:
            selisih.extend(sesudah.mean(axis=1) - sebelum.mean(axis=1))
    assert np.mean(selisih) == pytest.approx(tanam["efek_ikm_menurut_triwulan_sejak_penuh"][-1], abs=0.7)


def test_survei_menangkap_bias_dan_kegiatan(kota: Kota) -> None:
    survei = kota.tabel["survei"]
    adil = survei.query("butir == 'adil'")
    per_bias = adil.groupby(adil["kode_opd"].isin(kota.kebenaran["bias"]["kode_opd"]))["rata_rata"].mean()
    assert per_bias[True] < per_bias[False] - 0.2
    paham = survei.query("butir == 'paham'").groupby("periode")["rata_rata"].mean()
    assert paham.iloc[-1] > paham.iloc[0] + 0.3


def test_berkas_kebenaran_terbaca_kembali_sama(kota: Kota, tmp_path: Path) -> None:
    berkas = tmp_path / "kebenaran.yaml"
    berkas.write_text(yaml_teks(kota.kebenaran), encoding="utf-8")
    isi = muat_yaml(berkas)
    assert isi["penilai"][0]["nip"] == kota.kebenaran["penilai"][0]["nip"]
    assert isi["mutasi"] == kota.kebenaran["mutasi"]
    assert isi["permainan"]["menumpuk"]["nip"] == _orang(kota, "menumpuk")
    assert float(isi["parameter"]["penilai"]["sd_keringanan"]) == 0.5
