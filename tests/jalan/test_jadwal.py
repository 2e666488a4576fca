"""Timers stand on the days of the rules, look for the last ended period, and quote every path safely."""

import shlex
import shutil
import subprocess
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.galat import GalatParameter
from penilaian.jalan.jadwal import mendatang, tulis_jadwal
from penilaian.jalan.jadwal_irama import (
    Kebijakan,
    Saat,
    periode_terakhir,
    pilihan_irama,
    urai_jam,
    waktu_irama,
    wujudkan_periode,
)
from penilaian.jalan.jadwal_susunan import buat_susunan
from penilaian.jalan.jadwal_unit import CRONTAB, kutip, semua_berkas

ATURAN = muat_buku().pada(date(2026, 11, 24))
WITA = ZoneInfo("Asia/Makassar")
IRAMA = ("bulanan", "triwulanan", "tahunan")


def _susunan(**lain):
    isi = {
        "rencana": "/srv/penilaian/rencana.yaml",
        "keluar": "/srv/penilaian/reports",
        "program": "/opt/penilaian/bin/penilaian",
        "irama": IRAMA,
        "pengguna": "penilaian",
        "kabar": "/etc/penilaian/kabar.yaml",
    }
    return buat_susunan(**(isi | lain))


def _baris(teks, awal):
    return [baris.partition("=")[2] for baris in teks.splitlines() if baris.startswith(f"{awal}=")]


@pytest.mark.parametrize(
    ("jenis", "hari", "kode"),
    [
        ("bulan", date(2026, 1, 31), "2025-12"),
        ("bulan", date(2026, 2, 1), "2026-01"),
        ("bulan", date(2024, 3, 1), "2024-02"),
        ("triwulan", date(2026, 3, 31), "2025-T4"),
        ("triwulan", date(2026, 4, 1), "2026-T1"),
        ("semester", date(2026, 6, 30), "2025-S2"),
        ("semester", date(2026, 7, 1), "2026-S1"),
        ("tahun", date(2026, 12, 31), "2025"),
        ("tahun", date(2027, 1, 1), "2026"),
    ],
)
def test_periode_terakhir_sudah_berakhir_kemarin_atau_sebelumnya(jenis, hari, kode):
    assert periode_terakhir(jenis, hari).kode == kode


@given(st.sampled_from(["bulan", "triwulan", "semester", "tahun"]), st.dates(date(1990, 1, 1), date(2190, 1, 1)))
def test_tidak_ada_periode_yang_berakhir_di_antaranya(jenis, hari):
    terakhir = periode_terakhir(jenis, hari)
    assert terakhir.akhir < hari
    assert periode_terakhir(jenis, terakhir.akhir) == terakhir.sebelumnya()
    assert (hari - terakhir.akhir).days <= {"bulan": 31, "triwulan": 92, "semester": 184, "tahun": 366}[jenis]


def test_susulan_adalah_periode_sebelum_yang_terakhir_dan_kode_biasa_tetap():
    pilihan = wujudkan_periode(["2024-T1", "terakhir:triwulan:4", "terakhir:tahun"], date(2026, 1, 10))
    assert pilihan.wajib == ("2024-T1", "2025-T4", "2025")
    assert pilihan.susulan == ("2025-T1", "2025-T2", "2025-T3")


def test_yang_wajib_tidak_sekaligus_susulan():
    pilihan = wujudkan_periode(["2025-T3", "terakhir:triwulan:2", "terakhir:triwulan"], date(2026, 1, 10))
    assert pilihan.wajib == ("2025-T3", "2025-T4")
    assert pilihan.susulan == ()


@pytest.mark.parametrize(
    "teks",
    ["terakhir", "terakhir:", "terakhir:minggu", "terakhir:bulan:", "terakhir:bulan:0", "terakhir:bulan:25",
     "terakhir:bulan:²", "terakhir:bulan:-1", "terakhir:bulan:1:1"],
)  # fmt: skip
def test_periode_terakhir_yang_salah_tulis_ditolak(teks):
    with pytest.raises(GalatParameter, match="terakhir:triwulan:4"):
        wujudkan_periode([teks], date(2026, 1, 10))


@pytest.mark.parametrize("irama", IRAMA)
def test_pilihan_unit_terbaca_oleh_run(irama):
    assert wujudkan_periode([pilihan_irama(irama)], date(2026, 1, 10)).wajib


def test_run_tahunan_sebelum_dan_sesudah_tenggat_aturan_dengan_sitasinya():
    waktu = waktu_irama("tahunan", ATURAN, Kebijakan())
    assert waktu.saat == (Saat((1,), 24), Saat((2,), 1))
    assert "PermenPANRB 6/2022" in waktu.dasar[0]
    assert "hlm. 90" in waktu.dasar[0]


def test_tenggat_lain_di_aturan_memindahkan_pewaktu():
    tenggat = ATURAN.ketentuan["permenpanrb-6-2022/tenggat"].model_dump(mode="json")
    tenggat["masa"][0]["nilai"]["butir"]["evaluasi_tahunan"]["bulan_tanggal"] = "03-05"
    ketentuan = type(ATURAN.ketentuan["permenpanrb-6-2022/tenggat"]).model_validate(tenggat)
    aturan = type(ATURAN)(ATURAN.hari, dict(ATURAN.ketentuan) | {ketentuan.kode: ketentuan})
    assert waktu_irama("tahunan", aturan, Kebijakan()).saat == (Saat((2,), 26), Saat((3,), 6))


@pytest.mark.parametrize("irama", ["bulanan", "triwulanan"])
def test_yang_tidak_diatur_disebut_kebijakan_lokal(irama):
    assert "kebijakan lokal, bukan peraturan" in waktu_irama(irama, ATURAN, Kebijakan()).dasar[0]


@pytest.mark.parametrize(
    "isi", [{"hari_bulanan": 0}, {"hari_bulanan": 29}, {"hari_triwulanan": 31}, {"hari_sebelum_tenggat": 0}]
)
def test_hari_yang_tidak_ada_di_setiap_bulan_ditolak(isi):
    with pytest.raises(GalatParameter, match=next(iter(isi))):
        Kebijakan(**isi)


@pytest.mark.parametrize("jam", ["5:30", "24:00", "05:30:00", "0530", "pagi", ""])
def test_jam_yang_salah_ditolak(jam):
    with pytest.raises(GalatParameter):
        urai_jam(jam)


# What `systemd-analyze calendar --iterations=4 --base-time='2026-11-24 00:00:00'` (systemd 252) answered.
SYSTEMD = {
    "bulanan": ["2026-12-05", "2027-01-05", "2027-02-05", "2027-03-05"],
    "triwulanan": ["2027-01-10", "2027-04-10", "2027-07-10", "2027-10-10"],
    "tahunan": ["2027-01-24", "2027-02-01", "2028-01-24", "2028-02-01"],
}


def test_tanggal_berikutnya_sama_dengan_systemd():
    kini = datetime(2026, 11, 24, tzinfo=ZoneInfo("UTC"))
    for satu in mendatang(_susunan(), ATURAN, kini):
        assert [f"{kapan:%Y-%m-%d}" for kapan in satu.saat] == SYSTEMD[satu.waktu.irama]
        assert {kapan.utcoffset() for kapan in satu.saat} == {datetime(2026, 1, 1, tzinfo=WITA).utcoffset()}


def test_saat_yang_sudah_lewat_hari_ini_bukan_berikutnya():
    waktu = waktu_irama("bulanan", ATURAN, Kebijakan())
    pas = datetime(2026, 12, 5, 5, 30, tzinfo=WITA)
    assert next(waktu.berikut(pas, time(5, 30), "Asia/Makassar")) == datetime(2027, 1, 5, 5, 30, tzinfo=WITA)


def test_pewaktu_menyusulkan_yang_terlewat():
    isi = semua_berkas(_susunan(), ATURAN)
    for irama in IRAMA:
        teks = isi[f"penilaian-{irama}.timer"]
        assert _baris(teks, "Persistent") == ["true"]
        assert _baris(teks, "RandomizedDelaySec") == ["10min"]
        assert _baris(teks, "Unit") == [f"penilaian-{irama}.service"]
    assert _baris(isi["penilaian-tahunan.timer"], "OnCalendar") == [
        "*-01-24 05:30:00 Asia/Makassar",
        "*-02-01 05:30:00 Asia/Makassar",
    ]


def test_layanan_tanpa_hak_istimewa_dan_tanpa_periode_tetap():
    teks = semua_berkas(_susunan(), ATURAN)["penilaian-triwulanan.service"]
    assert _baris(teks, "User") == ["penilaian"]
    assert _baris(teks, "ProtectSystem") == ["strict"]
    assert _baris(teks, "NoNewPrivileges") == ["yes"]
    assert _baris(teks, "ReadWritePaths") == ['"/srv/penilaian/reports"']
    assert _baris(teks, "ProtectHome") == ["yes"]
    assert _baris(teks, "OnFailure") == ["penilaian-kabar@%n.service"]
    (perintah,) = _baris(teks, "ExecStart")
    assert '"--periode" "terakhir:triwulan:4"' in perintah
    assert "2026" not in perintah


def test_folder_di_rumah_hanya_terbaca():
    teks = semua_berkas(_susunan(keluar="/home/op/reports"), ATURAN)["penilaian-bulanan.service"]
    assert _baris(teks, "ProtectHome") == ["read-only"]


def test_unit_kabar_tidak_mencabut_hak_yang_dipakai_sendmail():
    """Postfix's sendmail is set-group-id; options that imply NoNewPrivileges would break it silently."""
    teks = semua_berkas(_susunan(), ATURAN)["penilaian-kabar@.service"]
    for pilihan in ("NoNewPrivileges", "RestrictSUIDSGID", "SystemCallFilter", "PrivateDevices", "ProtectKernelLogs"):
        assert not _baris(teks, pilihan)


def test_tanpa_kabar_tidak_ada_yang_menyebutnya():
    isi = semua_berkas(_susunan(kabar=None), ATURAN)
    assert "penilaian-kabar@.service" not in isi
    assert not any("OnFailure" in teks or "--kabar-gagal" in teks for teks in isi.values())


ANEH = "/srv/hasil 100%/\"kutip\" $HOME 'satu'"


def _urai_systemd(perintah):
    """Words of an ExecStart line as systemd.syntax(7) reads those we write: double quotes, \\" , %% and $$."""
    return [kata.replace("$$", "$").replace("%%", "%") for kata in shlex.split(perintah, posix=True)]


def test_jalur_aneh_sampai_utuh_di_unit():
    (perintah,) = _baris(semua_berkas(_susunan(keluar=ANEH), ATURAN)["penilaian-bulanan.service"], "ExecStart")
    assert _urai_systemd(perintah) == [
        *("/usr/bin/flock", "-E", "3", "-w", "10800", f"{ANEH}/.jadwal.kunci"),
        *("/opt/penilaian/bin/penilaian", "jalan", "/srv/penilaian/rencana.yaml"),
        *("--keluar", ANEH, "--periode", "terakhir:bulan:3"),
    ]


def test_tidak_ada_persen_atau_dolar_tunggal_tersisa():
    assert kutip("100% $A") == '"100%% $$A"'


def test_jalur_aneh_sampai_utuh_di_cron(tmp_path):
    """The command of a crontab line, run by a real shell after cron's own reading of the percent signs."""
    program = tmp_path / "penilaian palsu"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 1\n')
    program.chmod(0o755)
    keluar = tmp_path / "hasil 100% $HOME 'a'"
    keluar.mkdir()
    isi = semua_berkas(
        _susunan(keluar=str(keluar), program=str(program), rencana=str(tmp_path / "r.yaml"), irama=("bulanan",)), ATURAN
    )
    (baris,) = [b for b in isi[CRONTAB].splitlines() if b.startswith("30 5 5 * * ")]
    perintah = baris.removeprefix("30 5 5 * * ").replace("\\%", "%")
    keluaran = subprocess.run(["/bin/sh", "-c", perintah], capture_output=True, text=True, check=False).stdout
    kata = keluaran.splitlines()
    assert kata[:6] == ["jalan", str(tmp_path / "r.yaml"), "--keluar", str(keluar), "--periode", "terakhir:bulan:3"]
    assert kata[6:9] == ["jadwal", "--kabar-gagal", "cron-bulanan"]
    assert kata[-2:] == ["--kode", "1"]


def test_tidak_ada_persen_telanjang_di_crontab():
    for baris in semua_berkas(_susunan(keluar=ANEH.replace('"', "")), ATURAN)[CRONTAB].splitlines():
        if not baris.startswith("#"):
            assert "%" not in baris.replace("\\%", "")


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ({"keluar": "reports"}, "keluar: harus jalur mutlak"),
        ({"keluar": "/srv/a\nUser=root"}, "ganti baris"),
        ({"keluar": "/srv/a\\b"}, "garis miring terbalik"),
        ({"program": "/opt/$A/penilaian"}, r"\$ atau tanda kutip"),
        ({"pengguna": "root; rm"}, "pengguna"),
        ({"pengguna": "Budi"}, "huruf kecil"),
        ({"zona": "Palu"}, "zona waktu tidak dikenal"),
        ({"zona": "../../etc/passwd"}, "zona waktu tidak dikenal"),
        ({"memori": "banyak"}, "4G"),
        ({"batas": "lama"}, "6h"),
        ({"irama": ()}, "irama"),
        ({"entah": 1}, "entah"),
    ],
)
def test_susunan_yang_berbahaya_ditolak(isi, potongan):
    with pytest.raises(GalatParameter, match=potongan):
        _susunan(**isi)


def test_menulis_dua_kali_sama(tmp_path):
    pertama = {berkas: berkas.read_bytes() for berkas in tulis_jadwal(_susunan(), ATURAN, tmp_path / "unit")}
    assert {berkas: berkas.read_bytes() for berkas in tulis_jadwal(_susunan(), ATURAN, tmp_path / "unit")} == pertama
    assert len(pertama) == 2 * 3 + 2


def test_systemd_sendiri_menerima_unitnya(tmp_path):
    """An addition where systemd is installed; the dates above are stored answers of it and need nothing."""
    if shutil.which("systemd-analyze") is None:
        return
    program = tmp_path / "bin 100%" / "penilaian"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    susunan = _susunan(program=str(program), rencana=str(tmp_path / "r.yaml"), keluar=str(tmp_path))
    berkas = [str(b) for b in tulis_jadwal(susunan, ATURAN, tmp_path / "unit") if b.name != CRONTAB]
    hasil = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *berkas], capture_output=True, text=True, check=False, timeout=60
    )
    assert hasil.returncode == 0, hasil.stderr
    assert "penilaian-" not in hasil.stderr
