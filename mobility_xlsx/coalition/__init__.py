"""People, organizations and needs; no files, no Excel."""
