"""Half of the time to load papermill goes into a grammar nobody here asks for; this leaves it out."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module

_TATA_IRI = "rfc3987_syntax"


def ringankan() -> None:
    """Load jsonschema without its check of IRIs, whose grammar takes 2,5 s to build wherever JupyterLab has brought it.

    nbformat, which loads jsonschema, has no IRIs to check. Who asks for the grammar itself still gets it.
    """
    if "jsonschema" in sys.modules or _TATA_IRI in sys.modules:
        return
    sys.modules[_TATA_IRI] = None  # type: ignore[assignment]  # an import of it fails, which jsonschema expects
    try:
        with suppress(ImportError):
            import_module("jsonschema")
    finally:
        del sys.modules[_TATA_IRI]
