"""What every notebook keeps to, so that a run, a reader and nbval can rely on it."""

import re
from pathlib import Path

import papermill
import pytest

from penilaian.jalan.rapikan import baca_notebook, teks_notebook
from penilaian.laporan.parameter import LAPORAN

FOLDER = Path(__file__).parents[2] / "notebooks"
BERKAS = sorted(FOLDER.glob("*.ipynb"))
SEMUA = pytest.mark.parametrize("berkas", BERKAS, ids=lambda berkas: berkas.stem)


def _sel_kode(nb):
    return [sel for sel in nb.cells if sel.cell_type == "code"]


def _bergambar(keluaran):
    return "image/png" in keluaran.data


def test_setiap_notebook_terdaftar_dan_sebaliknya():
    assert {berkas.stem for berkas in BERKAS} == set(LAPORAN)


@SEMUA
def test_dibuka_dengan_judul_dan_empat_keterangan(berkas):
    pertama = baca_notebook(berkas).cells[0]
    assert pertama.cell_type == "markdown"
    assert pertama.source.startswith(f"# {LAPORAN[berkas.stem].judul}\n")
    for kata in ("Pertanyaan", "Pembaca", "Data", "Aturan"):
        assert f"**{kata}.**" in pertama.source


@SEMUA
def test_satu_sel_parameter_bertipe_yang_sama_dengan_modelnya(berkas):
    nb = baca_notebook(berkas)
    bertanda = [nomor for nomor, sel in enumerate(nb.cells) if "parameters" in sel.metadata.get("tags", [])]
    assert bertanda == [1]
    for baris in nb.cells[1].source.splitlines():
        assert re.fullmatch(r"[a-z_]+: (str|int|float|bool) = .+", baris)
    dikenal = papermill.inspect_notebook(str(berkas))
    model = LAPORAN[berkas.stem].model.model_fields
    assert {nama: isi["inferred_type_name"] for nama, isi in dikenal.items()} == {
        nama: isi.annotation.__name__ for nama, isi in model.items()
    }


@SEMUA
def test_parameter_diperiksa_segera_sesudahnya(berkas):
    ketiga = baca_notebook(berkas).cells[2].source
    for nama in LAPORAN[berkas.stem].model.model_fields:
        assert f"{nama}={nama}" in ketiga
    assert f'"{berkas.stem}"' in ketiga


@SEMUA
def test_ditutup_dengan_batasan_dan_jejak(berkas):
    judul = re.findall(
        r"^## (.+)$", "\n".join(s.source for s in baca_notebook(berkas).cells if s.cell_type == "markdown"), re.M
    )
    assert "Batasan" in judul[-2]
    assert "Jejak" in judul[-1]


LARANGAN = {
    "fungsi atau kelas": r"^\s*(def|class|async def) |lambda",
    "jalur mutlak": r"[\"'](/|[A-Za-z]:\\|~)",
    "titik koma di akhir baris": r";\s*$",
    "except tanpa nama": r"except\s*:",
    "perintah IPython": r"^\s*[%!]",
}


@SEMUA
@pytest.mark.parametrize("pola", LARANGAN.values(), ids=LARANGAN)
def test_yang_dilarang_di_sel_kode(berkas, pola):
    for sel in _sel_kode(baca_notebook(berkas)):
        assert not re.search(pola, sel.source, re.M), sel.source


@SEMUA
def test_keluaran_tersimpan_lengkap_dan_tanpa_galat(berkas):
    kode = _sel_kode(baca_notebook(berkas))
    assert [sel.execution_count for sel in kode] == list(range(1, len(kode) + 1))
    for sel in kode[1:]:
        assert sel.outputs, sel.source
        jenis = {keluaran.output_type for keluaran in sel.outputs}
        assert jenis == {"execute_result"} or (jenis == {"display_data"} and all(map(_bergambar, sel.outputs))), (
            sel.source
        )


@SEMUA
def test_setiap_gambar_punya_teks_alternatif_dan_tabel_di_dekatnya(berkas):
    kode = _sel_kode(baca_notebook(berkas))
    jenis = ["gambar" if _bergambar(s.outputs[0]) else "tabel" for s in kode[1:]]
    for nomor, sel in enumerate(kode[1:]):
        if jenis[nomor] == "gambar":
            assert all(satu.metadata["image/png"]["alt"] for satu in sel.outputs)
            assert jenis[nomor + 1] == "tabel"


@SEMUA
def test_tersimpan_dalam_bentuk_rapi(berkas):
    assert teks_notebook(baca_notebook(berkas)) == berkas.read_text("utf-8")
