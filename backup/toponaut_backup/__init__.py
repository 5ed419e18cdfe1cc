"""The backup sidecar: takes, verifies, rotates and restores backups of the database in an S3-compatible bucket."""
