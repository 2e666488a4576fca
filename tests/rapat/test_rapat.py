"""The course of a meeting: what counts, what is refused, who was first."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatBentrok, GalatRapat
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.rapat import (
    SuaraPegawai,
    beri_banyak_suara,
    beri_suara,
    buka_kembali,
    buka_rapat,
    daftar_rapat,
    kunci_rapat,
    muat_rapat,
    periksa_buku,
    putuskan,
)
from tests.rapat.bahan_uji import BUDI, CICI, ID, KETUA, NIP, cuplikan


def _putus(buku, aturan, nip=NIP[0], hasil="sesuai", *, berdasar=0, oleh=KETUA, alasan="bukti sudah dilihat", **lain):
    return putuskan(buku, ID, nip, hasil, "sesuai", alasan, oleh, berdasar=berdasar, aturan=aturan, **lain)


def test_rapat_dibuka_dengan_cuplikan_yang_sama_saat_dimuat_lagi(buku):
    rapat = muat_rapat(buku, ID)
    asal = cuplikan()
    assert (rapat.id, rapat.kode_opd, rapat.nama_opd, rapat.periode) == (ID, "dinkes", "Dinas Kesehatan", "2025-T4")
    assert rapat.pegawai.to_dict("records") == asal.pegawai.to_dict("records")
    assert rapat.dibuka.isi["masukan"] == asal.masukan
    assert rapat.dibuka.oleh == KETUA
    assert rapat.terkunci is None
    assert rapat.suara.empty
    assert rapat.putusan.empty
    assert list(rapat.suara) == ["nip", "oleh", "suara", "catatan", "waktu", "nomor"]


def test_rapat_yang_sudah_dibuka_tidak_dibuka_lagi(buku):
    with pytest.raises(GalatBentrok, match="sudah dibuka") as galat:
        buka_rapat(buku, cuplikan(), CICI)
    assert KETUA in galat.value.mengapa
    assert len(buku.catatan()) == 1


def test_beberapa_rapat_berbagi_satu_buku(buku):
    buka_rapat(buku, cuplikan(periode="2025-T3"), CICI)
    beri_suara(buku, "dinkes-2025-T3", NIP[1], "pertanyakan", BUDI)
    assert [satu.id for satu in daftar_rapat(buku)] == [ID, "dinkes-2025-T3"]
    assert muat_rapat(buku, ID).ringkasan["bersuara"] == 0
    assert muat_rapat(buku, "dinkes-2025-T3").ditanyakan == [NIP[1]]
    with pytest.raises(GalatRapat, match="belum dibuka") as galat:
        muat_rapat(buku, "dinkes-2025-T2")
    assert "dinkes-2025-T4 dan dinkes-2025-T3" in galat.value.mengapa


def test_suara_terakhir_orang_yang_sama_berlaku_dan_yang_lama_tetap_tercatat(buku):
    beri_suara(buku, ID, NIP[0], "pertanyakan", BUDI, "mengapa turun?")
    beri_suara(buku, ID, NIP[0], "pertanyakan", CICI)
    beri_suara(buku, ID, NIP[0], "setuju", BUDI)
    rapat = muat_rapat(buku, ID)
    assert rapat.suara[["oleh", "suara"]].to_numpy().tolist() == [[CICI, "pertanyakan"], [BUDI, "setuju"]]
    assert [satu.isi["suara"] for satu in rapat.catatan[1:]] == ["pertanyakan", "pertanyakan", "setuju"]
    assert rapat.ditanyakan == [NIP[0]]
    beri_suara(buku, ID, NIP[0], "belum", CICI)
    assert muat_rapat(buku, ID).ditanyakan == []


@pytest.mark.parametrize(
    ("nip", "suara", "oleh", "pesan"),
    [
        ("123", "setuju", BUDI, "tidak ada di cuplikan"),
        (NIP[0], "Setuju", BUDI, "tidak dikenal"),
        (NIP[0], "setuju", "  ", "Nama dan jabatan belum ditulis"),
        (NIP[0], "setuju", "Budi\x00", "tidak terlihat"),
        (NIP[0], "setuju", "B" * 201, "terlalu panjang"),
        (NIP[0], "setuju", "Budi\udcff", "rusak"),
    ],
)
def test_suara_yang_keliru_ditolak(buku, nip, suara, oleh, pesan):
    with pytest.raises(GalatRapat, match=pesan):
        beri_suara(buku, ID, nip, suara, oleh)
    assert len(buku.catatan()) == 1


def test_tidak_seorang_pun_bersuara_atau_memutuskan_tentang_dirinya(buku, aturan):
    with pytest.raises(GalatRapat, match="tidak dapat memberi suara tentang dirinya"):
        beri_suara(buku, ID, NIP[0], "setuju", BUDI, nip_pemberi=NIP[0])
    with pytest.raises(GalatRapat, match="tidak dapat memutuskan tentang dirinya"):
        _putus(buku, aturan, nip_pemutus=NIP[0])
    with pytest.raises(GalatRapat, match="dirinya"):
        beri_banyak_suara(buku, ID, [SuaraPegawai(n, "setuju") for n in NIP], BUDI, nip_pemberi=NIP[4])
    assert len(buku.catatan()) == 1
    assert beri_suara(buku, ID, NIP[1], "setuju", BUDI, nip_pemberi=NIP[0]).isi["nip_pemberi"] == NIP[0]


def test_banyak_suara_dicatat_semua_atau_tidak_satu_pun(buku):
    semua = [SuaraPegawai(nip, "setuju", "ya") for nip in NIP]
    with pytest.raises(GalatRapat):
        beri_banyak_suara(buku, ID, [*semua, SuaraPegawai("123", "setuju")], BUDI)
    assert len(buku.catatan()) == 1
    assert len(beri_banyak_suara(buku, ID, semua, BUDI)) == len(NIP)


def test_suara_yang_sama_tidak_dicatat_dua_kali_sehingga_tidak_bertanya_lagi(buku, aturan):
    semua = [SuaraPegawai(NIP[0], "pertanyakan", "mengapa?"), SuaraPegawai(NIP[1], "setuju")]
    assert len(beri_banyak_suara(buku, ID, semua, BUDI)) == 2
    _putus(buku, aturan, berdasar=2)
    assert beri_banyak_suara(buku, ID, semua, f"  {BUDI} ") == []
    assert muat_rapat(buku, ID).ditanyakan == []
    assert len(beri_banyak_suara(buku, ID, [SuaraPegawai(NIP[1], "setuju", "kini beralasan")], BUDI)) == 1
    assert len(beri_banyak_suara(buku, ID, semua, CICI)) == 2
    assert muat_rapat(buku, ID).ditanyakan == [NIP[0]]


def test_putusan_memakai_kuadran_dan_tidak_mengubah_cuplikan(buku, aturan):
    satu = putuskan(buku, ID, NIP[0], "di_atas", "di_atas", "inovasi terbukti", KETUA, berdasar=0, aturan=aturan)
    rapat = muat_rapat(buku, ID)
    assert satu.isi["sebelum"] == {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai", "predikat": "baik"}
    assert satu.isi["sesudah"] == {"hasil_kerja": "di_atas", "perilaku_kerja": "di_atas", "predikat": "sangat_baik"}
    (baris,) = rapat.putusan.to_dict("records")
    assert (baris["sebelum_predikat"], baris["predikat"], baris["alasan"], baris["oleh"], baris["nomor"]) == (
        "baik", "sangat_baik", "inovasi terbukti", KETUA, 2,
    )  # fmt: skip
    assert rapat.pegawai["predikat"].tolist() == [*["baik"] * 4, None]
    assert rapat.akhir["predikat"].tolist() == ["sangat_baik", *["baik"] * 3, None]


def test_rating_yang_tetap_dan_yang_belum_pernah_ditetapkan_dapat_diputuskan(buku, aturan):
    _putus(buku, aturan, alasan="tetap")
    belum = _putus(buku, aturan, nip=NIP[4])
    assert belum.isi["sebelum"] == {"hasil_kerja": None, "perilaku_kerja": None, "predikat": None}
    ringkas = muat_rapat(buku, ID).ringkasan
    assert (ringkas["putusan"], ringkas["tetap"], ringkas["berubah"]) == (2, 1, 1)


@pytest.mark.parametrize("alasan", ["", "   ", "\n\t", "…", "\u200b"])
def test_putusan_tanpa_alasan_ditolak(buku, aturan, alasan):
    with pytest.raises(GalatRapat, match="Alasan putusan belum ditulis"):
        _putus(buku, aturan, alasan=alasan)
    assert len(buku.catatan()) == 1


@pytest.mark.parametrize("huruf", ["\u202e", "\u2066", "\x00", "\x1b", "\ud800"])
def test_teks_yang_terbaca_lain_dari_yang_disidik_ditolak(buku, aturan, huruf):
    with pytest.raises(GalatRapat, match="tidak terlihat atau rusak"):
        _putus(buku, aturan, alasan=f"rating {huruf}naik")
    with pytest.raises(GalatRapat, match="tidak terlihat atau rusak"):
        beri_suara(buku, ID, NIP[0], "setuju", f"Siti{huruf}, Kepala")
    assert len(buku.catatan()) == 1


def test_huruf_tak_terlihat_hanya_ditolak_di_nama(buku, aturan):
    """Two names that look the same would be two voters; in a reason an emoji needs its joiners."""
    with pytest.raises(GalatRapat, match="Nama dan jabatan memuat karakter"):
        beri_suara(buku, ID, NIP[0], "setuju", f"{BUDI}\u200b")
    assert _putus(buku, aturan, alasan="kerja sama 👩‍💻 baik").isi["alasan"] == "kerja sama 👩‍💻 baik"


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"hasil": "bagus"}, "di_bawah, sesuai, dan di_atas"),
        ({"nip": "123"}, "tidak ada di cuplikan"),
        ({"berdasar": 5}, "Catatan 5 tentang"),
        ({"berdasar": -1}, "Catatan -1 tentang"),
        ({"alasan": "a" * 4001}, "terlalu panjang"),
    ],
)
def test_putusan_yang_keliru_ditolak(buku, aturan, ubah, pesan):
    with pytest.raises(GalatRapat, match=pesan):
        _putus(buku, aturan, **ubah)
    assert len(buku.catatan()) == 1


def test_dua_penyunting_yang_kedua_diberi_tahu_siapa_kapan_dan_apa(buku, aturan):
    dilihat = muat_rapat(buku, ID).terakhir(NIP[0])
    pertama = _putus(buku, aturan, hasil="di_bawah", berdasar=dilihat, alasan="bukti tidak ada")
    with pytest.raises(GalatBentrok) as galat:
        _putus(buku, aturan, hasil="di_atas", berdasar=dilihat, oleh=CICI)
    for kata in (KETUA, pertama.waktu, "hasil kerja di bawah", "predikat butuh perbaikan", "bukti tidak ada"):
        assert kata in galat.value.mengapa
    assert "catatan 2" in galat.value.tindakan
    assert len(buku.catatan()) == 2
    kedua = _putus(buku, aturan, hasil="di_atas", berdasar=pertama.nomor, oleh=CICI)
    rapat = muat_rapat(buku, ID)
    assert rapat.putusan["nomor"].tolist() == [kedua.nomor]
    assert [satu.nomor for satu in rapat.catatan if satu.jenis == "putusan"] == [pertama.nomor, kedua.nomor]
    assert kedua.isi["sebelum"] == pertama.isi["sebelum"]


def test_suara_baru_tidak_menghalangi_putusan(buku, aturan):
    dilihat = muat_rapat(buku, ID).terakhir(NIP[0])
    beri_suara(buku, ID, NIP[0], "pertanyakan", BUDI)
    assert _putus(buku, aturan, berdasar=dilihat).nomor == 3


def test_rapat_tidak_dikunci_selama_ada_yang_belum_dijawab(buku, aturan):
    for nip in NIP:
        beri_suara(buku, ID, nip, "pertanyakan", BUDI)
    _putus(buku, aturan, berdasar=2)
    with pytest.raises(GalatRapat, match="4 pegawai yang dipertanyakan belum diputuskan") as galat:
        kunci_rapat(buku, ID, KETUA)
    assert "Contoh 1" in galat.value.mengapa
    assert NIP[1] not in galat.value.mengapa
    for nomor, nip in enumerate(NIP[1:], start=3):
        _putus(buku, aturan, nip, berdasar=nomor)
    assert kunci_rapat(buku, ID, KETUA).isi["ringkasan"]["ditanyakan"] == 0


def test_pertanyaan_sesudah_putusan_harus_dijawab_lagi(buku, aturan):
    _putus(buku, aturan)
    beri_suara(buku, ID, NIP[0], "pertanyakan", CICI)
    with pytest.raises(GalatRapat, match="belum dapat dikunci"):
        kunci_rapat(buku, ID, KETUA)
    _putus(buku, aturan, berdasar=3)
    assert kunci_rapat(buku, ID, KETUA).nomor == 5


def test_sesudah_dikunci_suara_putusan_dan_kunci_ditolak_sampai_dibuka_kembali(buku, aturan):
    with pytest.raises(GalatRapat, match="tidak terkunci"):
        buka_kembali(buku, ID, "banding", KETUA)
    kunci = kunci_rapat(buku, ID, KETUA)
    assert muat_rapat(buku, ID).terkunci == kunci
    langkah = (
        lambda: beri_suara(buku, ID, NIP[0], "setuju", BUDI),
        lambda: _putus(buku, aturan),
        lambda: kunci_rapat(buku, ID, KETUA),
    )
    for satu in langkah:
        with pytest.raises(GalatRapat, match="sudah dikunci") as galat:
            satu()
        assert KETUA in galat.value.mengapa
    with pytest.raises(GalatRapat, match="belum ditulis"):
        buka_kembali(buku, ID, " ", KETUA)
    assert len(buku.catatan()) == 2
    assert buka_kembali(buku, ID, "putusan banding nomor 12", KETUA).isi == {"alasan": "putusan banding nomor 12"}
    assert muat_rapat(buku, ID).terkunci is None
    assert [satu() and satu for satu in langkah]
    assert [satu.jenis for satu in buku.catatan()] == ["buka", "kunci", "buka_kembali", "suara", "putusan", "kunci"]


def test_langkah_di_rapat_yang_belum_dibuka_ditolak(buku, aturan):
    for langkah in (
        lambda: beri_suara(buku, "lain-2025-T4", NIP[0], "setuju", BUDI),
        lambda: putuskan(buku, "lain-2025-T4", NIP[0], "sesuai", "sesuai", "ya", KETUA, berdasar=0, aturan=aturan),
        lambda: kunci_rapat(buku, "lain-2025-T4", KETUA),
        lambda: buka_kembali(buku, "lain-2025-T4", "banding", KETUA),
    ):
        with pytest.raises(GalatRapat, match="belum dibuka"):
            langkah()
    assert len(buku.catatan()) == 1


LANGKAH = st.one_of(
    st.tuples(st.just("suara"), st.sampled_from(NIP[:2]), st.sampled_from([BUDI, CICI]), st.sampled_from(["setuju", "pertanyakan", "belum"])),
    st.tuples(st.just("putus"), st.sampled_from(NIP[:2]), st.integers(0, 6)),
    st.tuples(st.sampled_from(["kunci", "buka_kembali"])),
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LANGKAH, max_size=14))
def test_apa_pun_urutan_langkahnya_yang_tercatat_selalu_menurut_tata_cara(aturan, tmp_path_factory, langkah):
    """What is refused leaves no trace; what is recorded replays as allowed; nobody locks over an open question."""
    with BukuRapat.buka(tmp_path_factory.mktemp("alur") / "kalibrasi.sqlite", buat=True) as buku:
        buka_rapat(buku, cuplikan(), KETUA)
        for satu in langkah:
            dulu = len(buku.catatan())
            try:
                _lakukan(buku, aturan, *satu)
            except GalatRapat:
                assert len(buku.catatan()) == dulu
            else:
                assert len(buku.catatan()) == dulu + 1
                if satu[0] == "kunci":
                    assert muat_rapat(buku, ID).ditanyakan == []
        assert periksa_buku(buku) == []


def _lakukan(buku, aturan, kerja, *isi):
    if kerja == "suara":
        beri_suara(buku, ID, isi[0], isi[2], isi[1])
    elif kerja == "putus":
        _putus(buku, aturan, isi[0], berdasar=isi[1])
    elif kerja == "kunci":
        kunci_rapat(buku, ID, KETUA)
    else:
        buka_kembali(buku, ID, "banding", KETUA)
