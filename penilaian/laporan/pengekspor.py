"""nbconvert's HTML exporter without its own second look at the page, which `badan` takes anyway."""

from __future__ import annotations

from typing import Any

from nbconvert import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode


class PengeksporBadan(HTMLExporter):
    """Converts prose and outputs; code cells are left out, so nothing is highlighted."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The body as the template gives it. The parent parses it once more to name pictures that have no text, in English."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        saring = WidgetsDataTypeFilter(  # type: ignore[no-untyped-call]
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        )
        self.register_filter("filter_data_type", saring)  # type: ignore[no-untyped-call]
        hasil: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return hasil
