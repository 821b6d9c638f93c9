"""Letters written: templates found, what is missing named, every letter rendered and put in its sender's folder."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.declaration import template_folder
from mobility_xlsx.mail.drafts import letter_draft
from mobility_xlsx.mail.letters import Letter, LetterKind, Occasion, Rendered
from mobility_xlsx.mail.missing import Missing, missing
from mobility_xlsx.mail.rendering import fields_of, rendered, text_of
from mobility_xlsx.mail.shelf import Placed, Put, put, replace_file

__all__ = [
    "STAFF_NAMES",
    "LettersOutcome",
    "Rendered",
    "Templates",
    "Written",
    "lacking",
    "render_letters",
    "starters",
    "write_letters",
]

_FIELD = re.compile(r"\{[{%].*?[%}]\}")
_WORDS = 4  # in a sentence that tells its language

# What staff may call their own templates, beside the names under workbook_templates/letters.
STAFF_NAMES = {
    "invitation": "Invitation letter.docx",
    "champion": "Champion letter.docx",
    "community-member": "Community member letter.docx",
    "keep-informed": "Keep informed letter.docx",
}


class Templates(Struct, frozen=True):
    """The Word templates of one language: staff's own from `folders`, else those that come with the program."""

    language: str = "en"
    folders: tuple[Path, ...] = ()

    def find(self, name: str) -> tuple[str, bytes]:
        """The file name and content of a template, by its name without ending.

        A file of staff's whose name tells no language, and which still says a sentence of ours in English, is for
        letters in English only: `new` puts such files into every project.
        """
        inside, english = (f"{name}{language}.docx" for language in (self._ending, ""))
        ours = template_folder() / "letters"
        for folder in self.folders:
            for own in dict.fromkeys((inside, STAFF_NAMES.get(name, inside), english)):
                if not (folder / own).is_file():
                    continue
                content = (folder / own).read_bytes()
                if own == inside or not self._ending or not _share(content, (ours / english).read_bytes(), own):
                    return own, content
        return inside, (ours / inside).read_bytes()

    @property
    def _ending(self) -> str:
        """What the names of templates in this language end with."""
        return "" if self.language == "en" else f".{self.language}"


def _share(one: bytes, other: bytes, name: str) -> bool:
    """True when two templates say a sentence alike. Raises BadTemplate, naming the first, when it is none."""
    fields_of(one, name)
    return bool(_sentences(one) & _sentences(other))


def _sentences(template: bytes) -> set[str]:
    lines = text_of(template).splitlines()
    return {line for line in lines if len(re.findall(r"[^\W\d_]{2,}", _FIELD.sub("", line))) >= _WORDS}


def starters() -> tuple[tuple[str, bytes], ...]:
    """The letter templates under the names staff see, to put into a new project folder."""
    templates = Templates()
    return tuple((shown, templates.find(name)[1]) for name, shown in STAFF_NAMES.items())


class Written(Struct, frozen=True):
    """One letter on disk as it stands there, with its draft; an edited one counts, not the new one beside it."""

    rendered: Rendered
    placed: Placed
    draft: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The letter with its draft, and the new ones beside them."""
        new = self.placed.path
        return tuple(dict.fromkeys((self.placed.stands, self.draft, new, new.with_suffix(".eml"))))


class LettersOutcome(Struct, frozen=True):
    """What came of writing letters: what is missing by cell, and the letters that were written."""

    missing: tuple[Missing, ...]
    written: tuple[Written, ...]


def lacking(letters: Sequence[Letter], templates: Templates, occasion: Occasion) -> tuple[Missing, ...]:
    """What is still missing, before anything is written. Raises BadTemplate when a template is broken."""
    kinds = sorted({letter.kind for letter in letters})
    used = {}
    for kind in kinds:
        name, content = templates.find(kind.value)
        used[kind] = fields_of(content, name)
    return missing(letters, used, occasion)


def render_letters(letters: Sequence[Letter], templates: Templates) -> Iterator[Rendered]:
    """Each letter as a Word document with its text. Raises BadTemplate, naming template and field."""
    found = {kind: templates.find(kind.value) for kind in LetterKind}
    for letter in letters:
        name, content = found[letter.kind]
        docx = rendered(content, letter.fields, name, letter.subject)
        yield Rendered(letter, docx, text_of(docx))


def write_letters(
    letters: Sequence[Letter], templates: Templates, occasion: Occasion, folder: Path, anyway: bool = False
) -> LettersOutcome:
    """Write every letter into a folder for its sender, unless something is missing; then say what, and write none.

    With `anyway` only the essential can stop them: the community, the project manager, and a sender for the letter
    in question; paragraphs without content are left out. Edited letters stay as they are. Raises BadTemplate and
    CannotWrite.
    """
    unsaid = lacking(letters, templates, occasion)
    if any(one.essential and one.setting != "sender" for one in unsaid) or (unsaid and not anyway):
        return LettersOutcome(unsaid, ())
    signed = [letter for letter in letters if letter.sender is not None]
    new = occasion.words.names["new"]
    return LettersOutcome(unsaid, tuple(_written(one, folder, new) for one in render_letters(signed, templates)))


def _written(one: Rendered, folder: Path, new: str) -> Written:
    placed = put(one.docx, folder / one.letter.folder / one.letter.file, new)
    stands = placed.stands
    if placed.edited is not None:
        replace_file(letter_draft(_as(one, placed.path, one.docx)), placed.path.with_suffix(".eml"))
    if placed.edited is not None or placed.put is Put.KEPT:
        one = _as(one, stands, stands.read_bytes())
    replace_file(letter_draft(one), stands.with_suffix(".eml"))
    return Written(one, placed, stands.with_suffix(".eml"))


def _as(one: Rendered, path: Path, docx: bytes) -> Rendered:
    """The letter as it stands in a file."""
    return Rendered(replace(one.letter, file=path.name), docx, text_of(docx))
