"""What the two sidecars share: the command line, errors, settings from the environment, and the page cache."""
