"""The cells run in our own process give what a kernel gives, cell by cell."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

from penilaian.jalan.kernel import pilihan_kernel
from penilaian.jalan.lingkungan import LINGKUNGAN, dapat_bercabang
from penilaian.jalan.mesin import baca_catatan

AKAR = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not dapat_bercabang(), reason="cara hangat hanya untuk Linux")

HANGAT = """
import sys
from penilaian.ringan import ringankan
ringankan()
import papermill
from pathlib import Path
from penilaian.jalan.mesin import NAMA_MESIN
masuk, keluar, batas, kerja = sys.argv[1:5]
try:
    papermill.execute_notebook(masuk, keluar, progress_bar=False, engine_name=NAMA_MESIN, request_save_on_cell_execute=False,
        catatan=Path(keluar + ".sel"), execution_timeout=int(batas), cwd=kerja)
except BaseException as galat:
    Path(keluar + ".galat").write_text(type(galat).__name__)
"""

RAGAM = [
    "print('satu'); print('dua')",
    "import sys\nprint('keluar')\nprint('galat', file=sys.stderr)\n1 + 1",
    "from IPython.display import HTML, Markdown, SVG, JSON, clear_output, display, update_display\ndisplay(HTML('<b>x</b>'), Markdown('*y*'))\nprint('sesudah')",
    "pegangan = display('lama', display_id='kotak')\nprint('antara')\nupdate_display('baru', display_id='kotak')",
    "print('hilang'); clear_output(); print('tinggal')",
    "print('ditunda'); clear_output(wait=True); print('pengganti')",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('satu'); plt.figure(); plt.bar([1, 2], [3, 4])",
    "fig, ax = plt.subplots(); ax.plot([3, 1]); plt.close('all')",
    "fig = plt.figure(); fig.gca().plot([1, 3]); plt.show(); print('gambar sudah')",
    "import pandas as pd\npd.DataFrame({'a': [1.5, None], 'b': ['x', 'y']})",
    "import os\nos.system('echo dari cangkang');",
    "os.write(2, b'langsung ke fd 2\\n');",
    "!echo tanda seru",
    "%%capture simpan\nprint('tertangkap')",
    "simpan.stdout",
    "{'kunci': [1, 2, (3, 4)], 'panjang': 'x' * 200}",
    "class A:\n    def _repr_mimebundle_(self, **_):\n        return {'text/plain': 'A', 'application/x-uji+json': {'n': [1, 2.5, None]}}, {'text/plain': {'meta': True}}\nA()",
    "None",
    "_ = 5; 7;",
    "Out[2], In[1], __name__, [x for x in sys.path if x == '']",
    "import logging; logging.getLogger('uji').warning('peringatan catatan')",
    "print('tanpa baris baru', end=''); sys.stdout.flush(); print(' lanjut')",
    "await_ = 1\nget_ipython().run_cell_magic('html', '', '<i>z</i>')",
    "def rekursi(n):\n    return n and rekursi(n - 1)\nrekursi(10)",
    "b'\\x00\\xff', float('nan'), float('inf')",
]
GALAT = [
    "1 / 0",
    "try:\n    int('x')\nexcept ValueError as galat:\n    raise RuntimeError('rantai') from galat",
    "raise KeyboardInterrupt",
    "def f(:\n  pass",
    "class B:\n    def __repr__(self):\n        raise TypeError('tak tampil')\nB()",
    "raise SystemExit(3)",
    "print('sebelum'); raise type('GalatSendiri', (Exception,), {})('é \\u2713')",
]


def _kernel(sel, folder):
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # a kernel that finds this leaves file descriptors alone
    (folder / "k").mkdir(exist_ok=True)
    berkas = _tulis(sel, folder)
    galat = ""
    try:
        papermill.execute_notebook(
            str(berkas), str(folder / "kernel.ipynb"), progress_bar=False, cwd=str(folder / "k"), **pilihan_kernel()
        )
    except Exception as satu:  # noqa: BLE001 -- whatever papermill raises is what is compared
        galat = type(satu).__name__
    return nbformat.read(folder / "kernel.ipynb", 4), galat


def _hangat(sel, folder, batas=60):
    (folder / "k").mkdir(exist_ok=True)
    keluar = folder / "hangat.ipynb"
    argumen = [str(_tulis(sel, folder)), str(keluar), str(batas), str(folder / "k")]
    subprocess.run([sys.executable, "-c", HANGAT, *argumen], check=False, cwd=AKAR, timeout=120, env=_env())
    galat = Path(f"{keluar}.galat")
    nb = nbformat.read(keluar, 4) if keluar.is_file() else None
    return nb, galat.read_text() if galat.is_file() else ""


def _env():
    return {**os.environ, **LINGKUNGAN}


def _tulis(sel, folder):
    nb = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "p"}}
    )
    for nomor, isi in enumerate(sel):
        bagian = {"source": isi} if isinstance(isi, str) else isi
        nb.cells.append(nbformat.v4.new_code_cell(**bagian, id=f"s{nomor}"))
    nbformat.write(nb, folder / "masuk.ipynb")
    return folder / "masuk.ipynb"


def _keluaran(nb):
    """Outputs cell by cell; streams of one cell and name joined, for a kernel cuts them by the clock."""
    hasil = []
    for sel in nb.cells:
        if sel.cell_type != "code":
            hasil.append(sel.source)
            continue
        isi, aliran = [], {}
        for keluaran in sel.outputs:
            satu = json.loads(json.dumps(keluaran))
            if satu["output_type"] == "stream":
                if satu["name"] in aliran:
                    aliran[satu["name"]]["text"] += satu["text"]
                    continue
                aliran[satu["name"]] = satu
            isi.append(satu)
        hasil.append((sel.execution_count, isi, sel.metadata.papermill.status, sel.metadata.papermill.exception))
    return hasil


def test_ragam_keluaran_sama_dengan_kernel(tmp_path):
    kernel, _ = _kernel(RAGAM, tmp_path)
    hangat, galat = _hangat(RAGAM, tmp_path)
    assert galat == ""
    for kode, a, b in zip(RAGAM, _keluaran(kernel), _keluaran(hangat), strict=True):
        assert a == b, kode
    gambar = [k for sel in hangat.cells for k in sel.outputs if "image/png" in k.get("data", {})]
    assert len(gambar) == 3


@pytest.mark.parametrize("kode", [*GALAT[:2], *(pytest.param(kode, marks=pytest.mark.lengkap) for kode in GALAT[2:])])
def test_galat_sama_dengan_kernel(kode, tmp_path):
    sel = ["print('awal')", kode, "print('tidak sampai')"]
    kernel, galat_kernel = _kernel(sel, tmp_path)
    hangat, galat = _hangat(sel, tmp_path)
    assert galat == galat_kernel
    assert _keluaran(hangat) == _keluaran(kernel)


def test_permintaan_masukan_ditolak_seperti_kernel(tmp_path):
    hasil = [_galat(cara(["input('?')"], tmp_path)[0]) for cara in (_kernel, _hangat)]
    assert hasil[0] == hasil[1]
    assert hasil[0][0][0] == "StdinNotImplementedError"


def _galat(nb):
    return [(k.ename, k.evalue) for sel in nb.cells if sel.cell_type == "code" for k in sel.outputs]


def test_galat_yang_diizinkan_tidak_menghentikan(tmp_path):
    sel = [{"source": "1 / 0", "metadata": {"tags": ["raises-exception"]}}, "print('lanjut')"]
    kernel, galat_kernel = _kernel(sel, tmp_path)
    hangat, galat = _hangat(sel, tmp_path)
    assert (galat, _keluaran(hangat)) == (galat_kernel, _keluaran(kernel))


def test_exit_menghentikan_seperti_kernel_yang_mati(tmp_path):
    assert _hangat(["exit()", "print(1)"], tmp_path)[1] == "DeadKernelError"


@pytest.mark.parametrize(
    "kode",
    [
        "import time; print('mulai', flush=True); time.sleep(60)",
        "while True:\n    try:\n        while True: pass\n    except Exception: pass",
    ],
)
def test_sel_yang_terlalu_lama_dihentikan(kode, tmp_path):
    _, galat = _hangat(["print('awal')", kode], tmp_path, batas=2)
    assert galat == "CellTimeoutError"


def test_sel_yang_tidak_dapat_disela_diakhiri_bersama_prosesnya(tmp_path):
    _, galat = _hangat(
        [
            "print('awal')",
            "import signal, time; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); time.sleep(60)",
        ],
        tmp_path,
        batas=1,
    )
    nb, batas = baca_catatan(tmp_path / "hangat.ipynb.sel")
    assert (galat, batas) == ("", 1)
    assert nb.cells[0].outputs[0].text == "awal\n"
    assert not nb.cells[1].outputs


@pytest.mark.parametrize(
    "kode", ["import ipywidgets\nipywidgets.IntSlider()", "import asyncio\nawait asyncio.sleep(0)"]
)
def test_yang_perlu_kernel_dikenali(kode, tmp_path):
    assert _hangat([kode], tmp_path)[1] == "PerluKernel"
