"""Messages about failed runs arrive, say what to do, hold nobody's data, and never raise."""

import email
import hashlib
import hmac
import json
import threading
import time
from email import policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from penilaian.galat import GalatParameter
from penilaian.jalan.kabar import PALING_BANYAK, Kegagalan, RingkasanJalan, ringkasan_folder, susun_pesan
from penilaian.jalan.kabar_kirim import kirim_kabar
from penilaian.jalan.kabar_tujuan import TujuanKabar, muat_tujuan
from penilaian.jalan.kabar_unit import sebab_henti

NIP = "189001011915031007"
GAGAL = Kegagalan("02_penilaian_opd-dinkes-2025-T4", f"NIP {NIP} dua kali di /srv/data/masuk/skp.csv", "perbaiki data")


def _ringkasan(*gagal, **lain):
    return RingkasanJalan(
        **({"selesai": 3, "tetap": 2, "gagal": gagal, "durasi_detik": 12.0, "folder": Path("/srv/r")} | lain)
    )


@pytest.fixture
def sendmail(tmp_path):
    """A fake sendmail: keeps what it reads, ends as told."""

    def buat(akhir="exit 0"):
        berkas = tmp_path / "sendmail palsu"
        berkas.write_text(f'#!/bin/sh\ncat > "{tmp_path}/surat"\nprintf "%s " "$@" > "{tmp_path}/argumen"\n{akhir}\n')
        berkas.chmod(0o755)
        return {
            "perintah": [str(berkas), "-t", "-i"],
            "dari": "penilaian@palukota.go.id",
            "ke": ["a@b.go.id", "c@d.go.id"],
        }

    return buat


class _Penerima(HTTPServer):
    def __init__(self, jawaban):
        super().__init__(("127.0.0.1", 0), _Jawab)
        self.jawaban, self.diterima = list(jawaban), []

    @property
    def alamat(self):
        return f"http://127.0.0.1:{self.server_port}/kait/rahasia-alamat"


class _Jawab(BaseHTTPRequestHandler):
    def do_POST(self):
        badan = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.diterima.append((self.path, dict(self.headers), badan))
        kode = self.server.jawaban.pop(0) if self.server.jawaban else 200
        if kode == "diam":
            time.sleep(2)
            kode = 200
        self.send_response(kode)
        if kode == 302:
            self.send_header("Location", "/lain")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 -- the name the server looks for

    def log_message(self, *isi):
        pass


@pytest.fixture
def penerima():
    """A real HTTP server on this machine that answers as told, then 200."""
    hidup = []

    def buat(*jawaban):
        satu = _Penerima(jawaban)
        threading.Thread(target=satu.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        hidup.append(satu)
        return satu

    yield buat
    for satu in hidup:
        satu.shutdown()
        satu.server_close()


def _tujuan(**isi):
    return TujuanKabar.model_validate(isi)


def test_surat_sampai_dengan_isi_yang_perlu(sendmail, tmp_path):
    tujuan = _tujuan(pos_el=sendmail(), situs="https://laporan.palukota.go.id/")
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), tujuan)
    assert hasil.terkirim
    surat = email.message_from_bytes((tmp_path / "surat").read_bytes(), policy=policy.default)
    assert surat["To"] == "a@b.go.id, c@d.go.id"
    assert surat["Subject"] == "[penilaian] 1 laporan gagal"
    assert surat["Auto-Submitted"] == "auto-generated"
    isi = surat.get_content()
    assert "3 selesai, 2 tidak berubah, 1 gagal, dalam 12 detik." in isi
    assert "- 02_penilaian_opd-dinkes-2025-T4: NIP …007 dua kali di …/skp.csv" in isi
    assert "- perbaiki data" in isi
    assert "https://laporan.palukota.go.id/" in isi
    assert NIP not in isi
    assert (tmp_path / "argumen").read_text() == "-t -i "


def test_kepala_surat_tidak_dapat_disisipi(sendmail, tmp_path):
    jahat = Kegagalan("x", "a\nBcc: semua@dunia.id\r\n\r\nisi lain", "b\u2028c\x00")
    kirim_kabar(_ringkasan(jahat, henti=Kegagalan("unit\nBcc: semua@dunia.id", "s", "t")), _tujuan(pos_el=sendmail()))
    mentah = (tmp_path / "surat").read_bytes()
    surat = email.message_from_bytes(mentah, policy=policy.default)
    assert "Bcc" not in surat
    assert "\n- x: a Bcc: semua@dunia.id isi lain\n" in surat.get_content()
    assert b"\0" not in mentah


@pytest.mark.parametrize(
    ("akhir", "sebab"),
    [
        ("echo 'tidak ada penerima' >&2; exit 67", "kode 67: tidak ada penerima"),
        ("exec sleep 5", "tidak selesai dalam 1 detik"),
    ],
)
def test_pos_el_yang_gagal_dilaporkan(sendmail, akhir, sebab):
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), _tujuan(pos_el=sendmail(akhir) | {"batas_detik": 1}))
    assert not hasil.terkirim
    assert sebab in str(hasil)


def test_program_pos_el_yang_tidak_ada_dilaporkan(sendmail):
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), _tujuan(pos_el=sendmail() | {"perintah": ["/tidak/ada/sendmail"]}))
    assert "tidak ditemukan" in str(hasil)


def test_webhook_sampai_dan_bertanda(penerima):
    server = penerima()
    tujuan = _tujuan(webhook={"alamat": server.alamat, "rahasia_dari": "RAHASIA"})
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), tujuan, lingkungan={"RAHASIA": "garam"})
    assert hasil.terkirim
    ((_, kepala, badan),) = server.diterima
    waktu = kepala["X-Penilaian-Waktu"]
    assert abs(int(waktu) - time.time()) < 60
    seharusnya = hmac.new(b"garam", waktu.encode() + b"." + badan, hashlib.sha256).hexdigest()
    assert kepala["X-Penilaian-Tanda"] == f"sha256={seharusnya}"
    isi = json.loads(badan)
    assert isi["gagal"][0]["id"] == GAGAL.id
    assert "1 laporan gagal" in isi["text"]
    assert NIP not in badan.decode()
    assert "/srv/data" not in badan.decode()


def test_webhook_tanpa_rahasia_tidak_dikirim_tanpa_tanda(penerima):
    server = penerima()
    tujuan = _tujuan(webhook={"alamat": server.alamat, "rahasia_dari": "RAHASIA"})
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), tujuan, lingkungan={})
    assert "RAHASIA kosong" in str(hasil)
    assert server.diterima == []


def test_gangguan_sementara_dicoba_lagi_dengan_jeda_berlipat(penerima):
    server, jeda = penerima(503, 429), []
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), _tujuan(webhook={"alamat": server.alamat}), tidur=jeda.append)
    assert hasil.terkirim
    assert "percobaan ke-3" in str(hasil)
    assert jeda == [2, 4]


@pytest.mark.parametrize("kode", [400, 403, 404, 302])
def test_penolakan_dan_pengalihan_tidak_diulang(penerima, kode):
    server, jeda = penerima(kode), []
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), _tujuan(webhook={"alamat": server.alamat}), tidur=jeda.append)
    assert not hasil.terkirim
    assert f"kode {kode}" in str(hasil)
    assert (jeda, len(server.diterima)) == ([], 1)


def test_yang_tidak_menjawab_dan_yang_mati_dilaporkan_tanpa_alamat_lengkap(penerima):
    diam, mati = penerima("diam"), penerima()
    (hasil,) = kirim_kabar(
        _ringkasan(GAGAL), _tujuan(webhook={"alamat": diam.alamat, "batas_detik": 1, "percobaan": 1})
    )
    assert "tidak menjawab dalam 1 detik" in str(hasil)
    alamat = mati.alamat
    mati.shutdown()
    mati.server_close()
    (hasil,) = kirim_kabar(_ringkasan(GAGAL), _tujuan(webhook={"alamat": alamat, "percobaan": 2}), tidur=lambda _: None)
    assert "ConnectionRefusedError" in str(hasil)
    assert "2 percobaan" in str(hasil)
    assert "rahasia-alamat" not in str(hasil)


def test_satu_jalan_gagal_tidak_menghalangi_yang_lain(sendmail, penerima):
    server = penerima()
    tujuan = _tujuan(pos_el=sendmail("exit 1"), webhook={"alamat": server.alamat})
    assert [hasil.terkirim for hasil in kirim_kabar(_ringkasan(GAGAL), tujuan)] == [False, True]


def test_ribuan_kegagalan_tetap_satu_pesan_yang_terbaca():
    gagal = [Kegagalan(f"laporan-{n}", "x" * 5000, "perbaiki data") for n in range(2000)]
    isi = susun_pesan(_ringkasan(*gagal)).isi
    assert "- dan 1.970 laporan lain" in isi
    assert isi.count("perbaiki data") == 1
    assert len(isi) < PALING_BANYAK * 600


def test_uji_mengatakan_bahwa_ia_uji():
    pesan = susun_pesan(_ringkasan(GAGAL), uji=True)
    assert "Uji kabar" in pesan.pokok
    assert "tidak ada run yang dijalankan" in pesan.isi


def test_perlu_kabar_hanya_bila_ada_yang_gagal():
    assert not _ringkasan().perlu_kabar
    assert _ringkasan(GAGAL).perlu_kabar
    assert _ringkasan(henti=GAGAL).perlu_kabar


def test_ringkasan_folder_kosong_dan_manifes_rusak(tmp_path):
    (tmp_path / "2025-T4").mkdir()
    (tmp_path / "2025-T4" / "rusak.json").write_text("{")
    ringkasan = ringkasan_folder(tmp_path)
    assert (ringkasan.selesai, ringkasan.gagal) == (0, ())
    assert "Keadaan folder hasil: 0 laporan jadi, 0 gagal." in susun_pesan(ringkasan).isi


@pytest.mark.parametrize(
    ("lingkungan", "kode", "sebab"),
    [
        ({"MONITOR_SERVICE_RESULT": "timeout"}, None, "batas waktu"),
        ({"MONITOR_SERVICE_RESULT": "oom-kill"}, None, "memori habis"),
        ({"MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_STATUS": "1"}, None, "ada laporan yang gagal"),
        ({"MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_STATUS": "217"}, None, "pengguna sistemnya tidak ada"),
        ({"MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_STATUS": "77"}, None, "kode 77"),
        ({}, None, "tidak disebut systemd"),
        ({"MONITOR_EXIT_STATUS": "KILL"}, None, "tidak disebut systemd"),
        ({"MONITOR_SERVICE_RESULT": "timeout"}, 3, "dipakai run lain"),
    ],
)
def test_sebab_unit_berhenti(lingkungan, kode, sebab):
    henti = sebab_henti("penilaian-bulanan.service", lingkungan, kode)
    assert sebab in henti.sebab
    assert "{" not in henti.tindakan


POS = "pos_el: {perintah: [/usr/sbin/sendmail, -t], dari: a@b.id, ke: [c@d.id]}\n"


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ("{}", "sebut pos_el, webhook"),
        (POS + "surel: {}\n", "surel: tidak dikenal"),
        (POS.replace("c@d.id", "c@d.id, bukan alamat"), "bukan satu alamat"),
        (POS.replace("c@d.id", '"c@d.id\\nBcc: e@f.id"'), "bukan satu alamat"),
        (POS.replace("/usr/sbin/sendmail", "sendmail"), "jalur mutlak"),
        (POS.replace(", ke: [c@d.id]", ""), "pos_el.ke: wajib ada"),
        ("webhook: {alamat: 'http://obrolan.id/x'}", "harus https"),
        ("webhook: {alamat: 'https://a:b@obrolan.id/x'}", "kata sandi"),
        ("webhook: {alamat: 'file:///etc/passwd'}", "bukan alamat web"),
        ("webhook: {alamat: 'https://obrolan.id/x', batas_detik: 0}", "bentuknya salah"),
        ("webhook: {alamat: 'https://obrolan.id/x', rahasia_dari: 'a b'}", "rahasia_dari"),
        ("webhook: [", "tidak dapat diurai"),
    ],
)
def test_berkas_kabar_yang_salah_ditolak_dengan_sebabnya(tmp_path, isi, potongan):
    (tmp_path / "kabar.yaml").write_text(isi, "utf-8")
    with pytest.raises(GalatParameter, match=potongan):
        muat_tujuan(tmp_path / "kabar.yaml")


def test_berkas_kabar_terbaca(tmp_path):
    (tmp_path / "kabar.yaml").write_text(POS + "webhook: {alamat: 'https://obrolan.id/x'}\n", "utf-8")
    tujuan = muat_tujuan(tmp_path / "kabar.yaml")
    assert tujuan.pos_el.ke == ("c@d.id",)
    assert tujuan.webhook.tuan_rumah == "obrolan.id"
