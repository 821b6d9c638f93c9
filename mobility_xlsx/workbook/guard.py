"""May this file be opened at all, and what a fast reader cannot tell about it."""

from typing import Final

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import kinds
from mobility_xlsx.workbook.compound import Compound
from mobility_xlsx.workbook.facts import Facts
from mobility_xlsx.workbook.markup import sound
from mobility_xlsx.workbook.oldexcel import old_excel_facts
from mobility_xlsx.workbook.ooxml import workbook_facts
from mobility_xlsx.workbook.opendocument import opendocument_facts
from mobility_xlsx.workbook.packages import unpack

_TYPES: Final = "[Content_Types].xml"


def inspect(data: bytes, name: str) -> Facts:
    """The facts about one returned file; raises NotReadable, by the limits, before any library has seen it.

    `name` is the file's name, whose ending counts only where the bytes do not tell what it is.
    """
    kind = kinds.kind_of(data, name)
    if kind == "zip":
        return _zipped(data)
    if kind == "ole":
        return old_excel_facts(Compound(data))
    if kind == "biff":
        raise NotReadable("is-old-format", program="Excel 4")
    return Facts("csv")


def _zipped(data: bytes) -> Facts:
    parts, names = unpack(data)
    if _TYPES not in parts:  # or it has another case, as all parts may have: to Excel names are the same in any
        lower = {name.lower(): part for name, part in parts.items()}
        types = lower.pop(_TYPES.lower(), None)
        parts = parts if types is None else {_TYPES: types, **lower}
    kind = kinds.zipped_kind(names, sound(parts.get(_TYPES, b"")), parts.get("mimetype", b""))
    if kind == "xlsx":
        return workbook_facts(parts, names)
    if kind == "ods":
        return opendocument_facts(parts)
    if kind == "xlsb":  # calamine leaves texts out of those that SheetJS saved, and says nothing
        raise NotReadable("is-old-format", program="Excel Binary")
    raise NotReadable("zip-of-files")
