"""Loading papermill does not build a grammar that nobody here asks for."""

import subprocess
import sys

import pytest

pytest.importorskip("papermill", reason="extra laporan tidak dipasang")


def test_tata_iri_tidak_dibangun_tetapi_tetap_ada_bagi_yang_memintanya():
    program = (
        "import sys; from penilaian.ringan import ringankan; ringankan(); ringankan(); import papermill;"
        "assert 'jsonschema' in sys.modules; assert 'rfc3987_syntax' not in sys.modules;"
        "import importlib.util; print(importlib.util.find_spec('rfc3987_syntax') is not None)"
    )
    terpasang = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    pytest.importorskip("rfc3987_syntax", reason="hanya JupyterLab yang membawanya")
    assert terpasang.strip() == "True"
