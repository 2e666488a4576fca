"""Plan → notebook runs → manifest: the only room that knows papermill."""
