"""What a file that came in by email may hold; beyond it the file is not read."""

from typing import Final

MEGABYTE: Final = 1_000_000

FILE_BYTES: Final = 20 * MEGABYTE
PARTS: Final = 1_000
UNPACKED_BYTES: Final = 100 * MEGABYTE
PART_BYTES: Final = 64 * MEGABYTE
PACKING_RATIO: Final = 200
XML_DEPTH: Final = 64
XML_ELEMENTS: Final = 1_000_000
SHEET_CELLS: Final = 250_000
SHEET_ROWS: Final = 100_000
GRID_AREA: Final = 5_000_000
NEAR_AREA: Final = 1_000_000  # a larger rectangle is not handed to a reader that walks all of it
GRID_ROWS: Final = 1_048_576
GRID_COLUMNS: Final = 16_384
SHARED_TEXTS: Final = 100_000
TEXT_LENGTH: Final = 32_767
TEXT_REFUSED: Final = 8 * TEXT_LENGTH
MERGES: Final = 2_000
MERGED_CELLS: Final = 20_000
LINKED_CELLS: Final = 5_000
SHEET_RULES: Final = 5_000  # drop-downs, and color rules as well
RULE_RANGE_LENGTH: Final = 100_000
SHEETS: Final = 100
DEFINED_NAMES: Final = 10_000
CELL_FORMATS: Final = 20_000
READING_SECONDS: Final = 30
READING_BYTES: Final = 512 * MEGABYTE
