"""The chain as pure data: whatever is changed, dropped, moved or slipped in is found."""

import unicodedata
from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from penilaian.galat import GalatRapat
from penilaian.rapat.catatan import (
    JENIS,
    PANGKAL,
    Catatan,
    bentuk_baku,
    jam_mundur,
    periksa_rantai,
    rapikan,
    sambung,
    sidik_catatan,
    utuh,
)

TEKS = st.text(st.characters(codec="utf-8"), max_size=12)
NILAI = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEKS,
    lambda isi: (
        st.lists(isi, max_size=3) | st.dictionaries(st.text(st.characters(codec="ascii"), max_size=5), isi, max_size=3)
    ),
    max_leaves=8,
)
ISI = st.dictionaries(st.sampled_from(["nip", "suara", "alasan", "sesudah"]), NILAI, max_size=4)
BIDANG = [satu.name for satu in fields(Catatan)]


@st.composite
def rantai(draw, paling_sedikit=1):
    kepala, semua = None, []
    entri = draw(st.lists(st.tuples(st.sampled_from(JENIS), ISI, TEKS), min_size=paling_sedikit, max_size=6))
    for nomor, (jenis, isi, oleh) in enumerate(entri):
        waktu = f"2026-01-05T03:04:{nomor:02d}+00:00"
        kepala = sambung(kepala, rapat="dinkes-2025-T4", jenis=jenis, isi=isi, oleh=oleh, waktu=waktu)
        semua.append(kepala)
    return semua


@given(rantai())
def test_rantai_yang_tidak_disentuh_utuh(semua):
    assert periksa_rantai(semua) == []
    assert semua[0].sebelum == PANGKAL
    assert all(map(utuh, semua))


@given(rantai(), st.data())
def test_setiap_bidang_yang_diubah_ditemukan(semua, data):
    di = data.draw(st.integers(0, len(semua) - 1))
    bidang = data.draw(st.sampled_from(BIDANG))
    asal = getattr(semua[di], bidang)
    baru = data.draw({"nomor": st.integers(-2, 9), "isi": ISI}.get(bidang, TEKS))
    # Equal is what is written the same: in Python 1 == True, on paper not.
    assume(bentuk_baku({"x": baru}) != bentuk_baku({"x": asal}))
    rusak = [*semua[:di], replace(semua[di], **{bidang: baru}), *semua[di + 1 :]]
    masalah = periksa_rantai(rusak)
    assert masalah
    assert "catatan" in masalah[0]


@given(rantai(2), st.data())
def test_catatan_yang_diubah_lalu_disidik_ulang_memutus_yang_berikutnya(semua, data):
    di = data.draw(st.integers(0, len(semua) - 2))
    asal = semua[di]
    bidang = {nama: getattr(asal, nama) for nama in BIDANG if nama != "sidik"} | {"oleh": asal.oleh + "x"}
    palsu = Catatan(**bidang, sidik=sidik_catatan(**bidang))
    masalah = periksa_rantai([*semua[:di], palsu, *semua[di + 1 :]])
    assert masalah == [
        f"catatan {di + 2} ({semua[di + 1].jenis}, {semua[di + 1].waktu}) tidak menyambung ke catatan sebelumnya"
    ]


@given(rantai(2), st.data())
def test_catatan_yang_dihapus_dari_tengah_ditemukan(semua, data):
    di = data.draw(st.integers(0, len(semua) - 2))
    assert periksa_rantai(semua[:di] + semua[di + 1 :])


@given(rantai(2), st.data())
def test_catatan_yang_ditukar_tempat_ditemukan(semua, data):
    a, b = data.draw(st.lists(st.integers(0, len(semua) - 1), min_size=2, max_size=2, unique=True))
    tukar = list(semua)
    tukar[a], tukar[b] = tukar[b], tukar[a]
    assert periksa_rantai(tukar)


@given(rantai(), st.data())
def test_catatan_yang_disisipkan_ditemukan(semua, data):
    di = data.draw(st.integers(0, len(semua) - 1))
    sisip = sambung(
        semua[di - 1] if di else None, rapat="x", jenis="suara", isi={}, oleh="x", waktu="2026-01-05T03:04:09+00:00"
    )
    assert periksa_rantai([*semua[:di], sisip, *semua[di:]])


@given(NILAI, NILAI)
def test_bentuk_baku_membedakan_yang_berbeda(satu, lain):
    """One text for one content: it reads back as what went in, so that no two contents share it."""
    import json

    assert json.loads(bentuk_baku(satu)) == satu
    if bentuk_baku(satu) == bentuk_baku(lain):
        assert satu == lain


def test_bentuk_baku_tidak_bergantung_urutan_dan_ditulis_tanpa_lolos():
    assert bentuk_baku({"b": "é", "a": [True, None]}) == bentuk_baku({"a": (True, None), "b": "é"})
    assert bentuk_baku({"b": "é", "a": [True, None]}) == '{"a":[true,null],"b":"é"}'


@pytest.mark.parametrize("isi", [1.5, float("nan"), {"a": 0.1}, {1: "a"}, {"é": 1}, b"a", 2**54, "\ud800", {"a"}])
def test_yang_tidak_punya_satu_bentuk_ditolak(isi):
    with pytest.raises(GalatRapat, match="tidak dapat dicatat"):
        bentuk_baku(isi)


def test_sidik_dapat_dihitung_siapa_pun():
    """The fingerprint as the guide describes it, computed without this package's help."""
    import hashlib

    satu = sambung(None, rapat="dinkes-2025-T4", jenis="kunci", isi={"alasan": "ya"}, oleh="Siti", waktu="2026-01-05T03:04:05+00:00")  # fmt: skip
    teks = (
        '{"isi":{"alasan":"ya"},"jenis":"kunci","nomor":1,"oleh":"Siti","rapat":"dinkes-2025-T4",'
        f'"sebelum":"{"0" * 64}","versi":1,"waktu":"2026-01-05T03:04:05+00:00"}}'
    )
    assert satu.sidik == hashlib.sha256(teks.encode()).hexdigest()


def test_teks_dicatat_dalam_bentuk_nfc():
    terurai = unicodedata.normalize("NFD", "Désirée")
    assert rapikan({"nama": [terurai]}) == {"nama": ["Désirée"]}
    assert bentuk_baku(terurai) != bentuk_baku("Désirée")


def test_jam_yang_mundur_terlihat_dan_rantainya_tetap_utuh():
    a = sambung(None, rapat="x", jenis="kunci", isi={}, oleh="S", waktu="2026-01-05T03:04:05+00:00")
    b = sambung(a, rapat="x", jenis="kunci", isi={}, oleh="S", waktu="2026-01-05T03:04:04+00:00")
    assert periksa_rantai([a, b]) == []
    assert jam_mundur([a, b]) == [b]
