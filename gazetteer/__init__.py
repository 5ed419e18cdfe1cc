"""The data build: pinned sources in, one compact gazetteer out. Never part of an image."""
