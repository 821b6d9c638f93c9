"""The short emails that carry a workbook: subject and text in the reader's language."""

from functools import cache

from msgspec import Struct

from mobility_xlsx.form.declaration import build, read_toml
from mobility_xlsx.text import one_line


class MessageWords(Struct, frozen=True):
    """One kind of message as the template has it; the `_one` forms are for a count of one."""

    subject: str
    body: str
    subject_one: str = ""
    body_one: str = ""


class Message(Struct, frozen=True):
    """What a draft says."""

    subject: str
    body: str


def message(kind: str, language: str, name: str = "", count: int = 0) -> Message:
    """The message "please_check" or "workbook" to `name`, in `language`; in English if it is not written in that."""
    words = _words(kind, language)
    one = count == 1 and bool(words.subject_one)
    subject, body = (words.subject_one, words.body_one) if one else (words.subject, words.body)
    fields = {"name": one_line(name), "count": str(count)}
    lines = body.strip().format(**fields).splitlines()
    return Message(subject.format(**fields), "\n".join(_greeting(line) for line in lines) + "\n")


def _greeting(line: str) -> str:
    """A greeting to nobody in particular, without the blank before its comma or colon."""
    return line.replace(" ,", ",").replace(", :", ":")


@cache
def _words(kind: str, language: str) -> MessageWords:
    spoken = read_toml("messages.toml")
    chosen = language if language in spoken else "en"
    return build(MessageWords, spoken[chosen][kind], f"messages.toml > {chosen} > {kind}")
