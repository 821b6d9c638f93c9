"""A made-up city: a project folder with workbooks as they come back, and everything run on it once."""

import shutil
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mobility_xlsx import project, sending
from mobility_xlsx.errors import CannotWrite, why
from mobility_xlsx.folder import Folder
from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.decisions import decisions_form
from mobility_xlsx.form.declaration import read_toml, template_folder
from mobility_xlsx.listing import summary
from mobility_xlsx.reading import silent
from mobility_xlsx.run import Run
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.write import write_form


def make(path: Path) -> Run:
    """Make the folder, save the made-up answers in returned/, and run. Raises what `new` raises."""
    folder = project.new(path)
    examples = read_toml("examples.toml")
    try:
        _copy(template_folder() / "examples", folder.returned)
        _decide(examples["decisions"], folder)
        sending.remember(folder.send, tuple(_expected(examples)))
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {why(error)}.") from error
    run = project.summarize(folder.root, silent)
    project.letters(folder.root, silent)
    return run


def _copy(source: Traversable, target: Path) -> None:
    """Copy files and folders, wherever the package keeps them."""
    target.mkdir(exist_ok=True)
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            with entry.open("rb") as content, open(target / entry.name, "wb") as copy:
                shutil.copyfileobj(content, copy)


def _decide(decided: dict[str, Any], folder: Folder) -> None:
    """A first Decisions.xlsx with what the made-up staff have settled; the run adds its questions to it."""
    rows: list[Row] = [known_row("settings", decided["settings"])]
    rows += [known_row("team", line, number=str(number)) for number, line in enumerate(decided["team"], 1)]
    write_form(decisions_form(), folder.decisions, Content(workbook_id="Decisions", rows=tuple(rows)))


def _expected(examples: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Everybody the made-up staff wrote to: those who answered, and those who have not yet."""
    for one in (*examples["returned"], *examples["sent_to"]):
        if "name" in one:
            yield one["name"], one["organization"], one["email"]


def story(run: Run) -> list[str]:
    """What to tell whoever ran the demo: that it is made up, what was found, what to open."""
    examples = read_toml("examples.toml")
    return [
        examples["community"]["about"],
        f"{len(run.checked.files)} files came back, as people send them: other programs, moved columns, typing slips.",
        "",
        *summary(run),
        "Then look at Decisions.xlsx, and at the copies in results/to-send-back and the letters in results/letters.",
    ]
