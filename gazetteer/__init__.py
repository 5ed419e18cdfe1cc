"""The data build: makes the site's data file from the pinned sources. No container image contains it."""
