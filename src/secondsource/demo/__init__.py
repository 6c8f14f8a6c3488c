"""The bundled sample heap; every page is rendered from gold/demo/heap.toml."""
