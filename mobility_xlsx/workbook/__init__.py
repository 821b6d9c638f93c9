"""Excel files, in and out: the only room that imports a spreadsheet library."""
