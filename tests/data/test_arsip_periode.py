"""The archive: whole at any moment, found out when touched, one table over many periods."""

import os
import signal
import sys

import pandas as pd
import pytest
from filelock import FileLock

from penilaian.data import arsip_periode_tulis
from penilaian.data.arsip_periode import IsiArsip, baca_arsip, daftar_arsip, muat_arsip, periksa_arsip
from penilaian.data.arsip_periode_lintas import arsip_lintas
from penilaian.data.arsip_periode_tulis import NAMA_KUNCI, Keputusan, tulis_arsip
from penilaian.galat import GalatData
from penilaian.periode import Periode

T1, T2 = Periode.urai("2025-T1"), Periode.urai("2025-T2")
SEMENTARA = Keputusan("sementara", "2025-07-01T00:00:00+00:00", "1")
FINAL = Keputusan("final", "2025-07-02T00:00:00+00:00", "1", oleh="Siti, Kepala BKPSDM")


def isi(*nilai):
    frame = pd.DataFrame({"nip": [f"p{n}" for n in range(len(nilai))], "capaian": [float(n) for n in nilai]})
    return IsiArsip("permenpanrb_6_2022", {"a": {"nilai": 1}}, {"skp": "x"}, {"pegawai": frame})


def test_yang_ditulis_terbaca_sama(tmp_path):
    tulis_arsip(tmp_path, T1, {"dinkes": isi(90, 95.5)}, SEMENTARA)
    terbaca = muat_arsip(tmp_path, T1, "dinkes").isi
    pd.testing.assert_frame_equal(terbaca.tabel["pegawai"], isi(90, 95.5).tabel["pegawai"])
    assert (terbaca.skema, terbaca.aturan) == ("permenpanrb_6_2022", {"a": {"nilai": 1}})
    assert muat_arsip(tmp_path, T1, "disdik") is None
    assert muat_arsip(tmp_path, T2, "dinkes") is None


def test_opd_yang_tidak_disebut_tetap(tmp_path):
    tulis_arsip(tmp_path, T1, {"dinkes": isi(90), "disdik": isi(80)}, SEMENTARA)
    tulis_arsip(tmp_path, T1, {"disdik": isi(85)}, SEMENTARA)
    assert [muat_arsip(tmp_path, T1, kode).isi.tabel["pegawai"]["capaian"][0] for kode in ("dinkes", "disdik")] == [
        90,
        85,
    ]


def test_final_perlu_semua_opd_dan_nama_orang(tmp_path):
    with pytest.raises(GalatData, match="OPD disdik"):
        tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, FINAL, wajib=["dinkes", "disdik"])
    with pytest.raises(GalatData, match="siapa yang memutuskan"):
        tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, Keputusan("final", FINAL.waktu, "1"))
    assert baca_arsip(tmp_path, T1) is None


@pytest.mark.parametrize("saat", ["tulis_utuh", "tulis_teks"])
def test_terhenti_di_tengah_meninggalkan_keadaan_lama_yang_utuh(tmp_path, monkeypatch, saat):
    tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, SEMENTARA)
    with monkeypatch.context() as tambal:

        def mati(*_a, **_k):
            raise KeyboardInterrupt

        tambal.setattr(arsip_periode_tulis, saat, mati)
        with pytest.raises(KeyboardInterrupt):
            tulis_arsip(tmp_path, T1, {"dinkes": isi(50)}, SEMENTARA)
    assert periksa_arsip(tmp_path, T1) == []
    assert muat_arsip(tmp_path, T1, "dinkes").isi.tabel["pegawai"]["capaian"][0] == 90
    tulis_arsip(tmp_path, T1, {"dinkes": isi(50)}, SEMENTARA)
    assert muat_arsip(tmp_path, T1, "dinkes").isi.tabel["pegawai"]["capaian"][0] == 50
    assert len(list((tmp_path / "arsip" / T1.kode).glob("*.parquet"))) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="proses yang dibunuh perlu fork")
def test_dibunuh_sebelum_langkah_mana_pun_yang_final_utuh_dan_sisanya_dibersihkan(tmp_path):
    koreksi = Keputusan("final", FINAL.waktu, "1", FINAL.oleh, "salah")
    terbunuh = selesai = 0
    while not selesai:
        folder = tmp_path / str(terbunuh)
        tulis_arsip(folder, T1, {"dinkes": isi(90), "disdik": isi(80)}, FINAL)
        tempat = folder / "arsip" / T1.kode
        lama = {berkas.name: berkas.read_bytes() for berkas in tempat.glob("*.parquet")}
        selesai = _tulis_lalu_bunuh(terbunuh, folder, {"dinkes": isi(50), "disdik": isi(80)}, koreksi)
        assert periksa_arsip(folder, T1) == []
        catatan = baca_arsip(folder, T1)
        nilai = muat_arsip(folder, T1, "dinkes").isi.tabel["pegawai"]["capaian"][0]
        assert (len(catatan.versi), nilai) in ((1, 90), (2, 50))
        tulis_arsip(folder, T1, {"dinkes": isi(50), "disdik": isi(80)}, koreksi)
        tulis_arsip(folder, T1, {"dinkes": isi(40), "disdik": isi(80)}, koreksi)
        sisa = {berkas.name for berkas in tempat.iterdir()} - {"arsip.json", NAMA_KUNCI}
        assert sisa == {
            opd.tabel["pegawai"].nama for versi in baca_arsip(folder, T1).versi for opd in versi.opd.values()
        }
        assert {nama: (tempat / nama).read_bytes() for nama in lama} == lama
        terbunuh += not selesai
    assert terbunuh >= 10


def _tulis_lalu_bunuh(ke, folder, isi_baru, putusan):
    """Write in a child that kills itself before its file operation number ``ke``; whether it came to the end."""
    pid = os.fork()
    if not pid:
        sisa = iter(range(ke))

        def kait(kejadian, argumen):
            if kejadian in ("open", "os.rename", "os.remove", "os.chmod") and str(folder) in str(argumen[0]):
                next(sisa, None) is None and os.kill(os.getpid(), signal.SIGKILL)

        keluar = 1
        try:
            signal.alarm(30)
            sys.addaudithook(kait)
            tulis_arsip(folder, T1, isi_baru, putusan)
            keluar = 0
        finally:
            os._exit(keluar)
    _, keadaan = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(keadaan) in (0, -signal.SIGKILL)
    return os.WIFEXITED(keadaan)


def test_versi_final_yang_dikoreksi_tetap_tercatat_sama(tmp_path):
    pertama = tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, FINAL).terbaru
    koreksi = Keputusan("final", FINAL.waktu, "2", "Budi, Inspektur", "realisasi terlambat")
    catatan = tulis_arsip(tmp_path, T1, {"dinkes": isi(91)}, koreksi)
    assert catatan.versi[0] == pertama
    assert (catatan.terbaru.oleh, catatan.terbaru.alasan) == ("Budi, Inspektur", "realisasi terlambat")
    assert tulis_arsip(tmp_path, T1, {"dinkes": isi(91)}, koreksi) is None


def test_arsip_final_yang_rusak_menolak_ditulisi(tmp_path):
    tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, FINAL)
    (berkas,) = (tmp_path / "arsip" / T1.kode).glob("*.parquet")
    berkas.unlink()
    with pytest.raises(GalatData, match="berkasnya tidak ada"):
        tulis_arsip(tmp_path, T1, {"dinkes": isi(91)}, Keputusan("final", FINAL.waktu, "1", FINAL.oleh, "salah"))
    with pytest.raises(GalatData, match="dari cadangan"):
        muat_arsip(tmp_path, T1, "dinkes")


@pytest.mark.parametrize(("lama", "baru"), [('"sementara"', '"final"'), ("{", "[")])
def test_catatan_yang_disunting_ditolak(tmp_path, lama, baru):
    tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, SEMENTARA)
    catatan = next((tmp_path / "arsip" / T1.kode).glob("*.json"))
    catatan.write_text(catatan.read_text("utf-8").replace(lama, baru), "utf-8")
    with pytest.raises(GalatData, match="Catatan arsip tidak dapat dipakai"):
        baca_arsip(tmp_path, T1)


def test_dua_penulis_sekaligus_ditolak(tmp_path):
    folder = tmp_path / "arsip" / T1.kode
    folder.mkdir(parents=True)
    with FileLock(folder / NAMA_KUNCI), pytest.raises(GalatData, match="sedang menulis arsip"):
        tulis_arsip(tmp_path, T1, {"dinkes": isi(90)}, SEMENTARA)


def test_satu_tabel_dari_semua_periode(tmp_path):
    tulis_arsip(tmp_path, T1, {"dinkes": isi(90), "disdik": isi(70, 75)}, FINAL)
    tulis_arsip(tmp_path, T2, {"dinkes": isi(95)}, SEMENTARA)
    tulis_arsip(
        tmp_path, T1, {"dinkes": isi(91), "disdik": isi(70, 75)},
        Keputusan("final", FINAL.waktu, "1", FINAL.oleh, "koreksi"),
    )  # fmt: skip
    assert daftar_arsip(tmp_path) == [T1, T2]
    semua = arsip_lintas(tmp_path, "pegawai", ["capaian"])
    assert semua.to_dict("list") == {
        "periode": ["2025-T1"] * 3 + ["2025-T2"],
        "kode_opd": ["dinkes", "disdik", "disdik", "dinkes"],
        "versi": [2, 2, 2, 1],
        "status": ["final"] * 3 + ["sementara"],
        "capaian": [91.0, 70.0, 75.0, 95.0],
    }
    assert len(arsip_lintas(tmp_path, "pegawai", ["capaian"], "dinkes")) == 2
    with pytest.raises(GalatData, match="capain"):
        arsip_lintas(tmp_path, "pegawai", ["capain"])
