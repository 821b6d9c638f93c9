"""The command line: words → values → one call → print. The only module that knows click."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobility_xlsx.errors import MobilityError, why
from mobility_xlsx.garbage import collect_no_more, collect_seldom
from mobility_xlsx.text import for_console
from mobility_xlsx.version import VERSION

if TYPE_CHECKING:
    from mobility_xlsx.run import Checked

Command = Callable[..., int]


def main() -> None:
    """Run the command line and leave with its exit code: 0 nothing to fix, 1 problems found, 2 could not do it."""
    collect_seldom()
    try:
        code = commands(None if sys.argv[1:] else ["--help"], standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = _fail("Stopped. The former results are as they were.")
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as error:
        code = _fail(_usage(error))
    collect_no_more()
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: click.ClickException) -> str:
    """One sentence about a wrong argument, in plain words, and where to look."""
    sentence = " ".join(error.format_message().split()).rstrip(".").removeprefix("Invalid value for ")
    sentence = sentence.replace("a valid integer range", "a whole number")
    context = getattr(error, "ctx", None)
    ended = sentence if sentence.endswith("?") else f"{sentence}."
    return f"{ended} See: {context.command_path if context else 'mobility-xlsx'} --help"


def _fail(sentence: str) -> int:
    _say(sentence, err=True)
    return 2


def _say(text: str = "", err: bool = False) -> None:
    """Print a line that any console can show; a reader that has gone away ends the program quietly."""
    stream = sys.stderr if err else sys.stdout
    try:
        stream.write(for_console(text, stream.encoding or "ascii") + "\n")
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None


def everywhere(command: Command) -> Command:
    """A command with --json, --quiet and --verbose, whose errors are one sentence and exit code 2."""

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
    @click.option("--quiet", is_flag=True, help="Print only what went wrong.")
    @click.option("--verbose", is_flag=True, help="Show the full report of an error, for whoever mends the program.")
    @wraps(command)
    def guarded(*words: Any, verbose: bool, **values: Any) -> int:
        try:
            return command(*words, **values)
        except (MobilityError, OSError) as error:
            if verbose:
                raise
            sentence = _sentence(error)
            if values["as_json"]:
                _say(json.dumps({"tool": {"name": "mobility-xlsx", "version": VERSION}, "error": sentence}))
            return _fail(sentence)

    return guarded


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        named = f" {error.filename}" if error.filename else ""
        return f"Could not read or write{named}: {why(error)}."
    return str(error)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="mobility-xlsx", message="%(prog)s %(version)s")
def commands() -> None:
    """The Stakeholder Inventory of Boosting Upward Mobility, Step Four, as Excel workbooks.

    Send out the workbook (template), save what comes back in returned/, then run: mobility-xlsx summarize
    """


@commands.command()
@click.argument("name", required=False)
@everywhere
def new(name: str | None, as_json: bool, quiet: bool) -> int:
    """Make a project folder: the workbook to send out, an empty returned/, and a file to double-click."""
    from mobility_xlsx import project

    if name is None:
        if not sys.stdin.isatty():
            return _fail('Say what to call the folder, for example: mobility-xlsx new "Forest City"')
        name = click.prompt("What is your city or county called?")
    made = project.new(Path(name))
    _report(as_json, quiet, {"folder": str(made.root)}, [f"Made {made.root}.", *project.NEXT_AFTER_NEW])
    return 0


@commands.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@everywhere
def demo(folder: Path | None, as_json: bool, quiet: bool) -> int:
    """Make a project folder of a made-up city, with workbooks as they come back, and run everything on it."""
    from mobility_xlsx import demo, documents
    from mobility_xlsx.form.declaration import reading_form

    run = demo.make(folder or Path("Maple Hollow (made up)"))
    document = documents.summarize_document(run, reading_form()) if as_json else {}
    _report(as_json, quiet, document, demo.story(run))
    return 0


@commands.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; a folder with --people.")
@click.option("--for", "for_whom", metavar='"NAME <EMAIL>"', help="Whom it is for; filled in on Start here.")
@click.option("--organization", metavar="NAME", help="Their organization; filled in on Start here.")
@click.option("--people", type=click.Path(path_type=Path), help="A list of people: one workbook and one draft each.")
@click.option("--prefill", type=click.Path(path_type=Path), help="Put in what this project knows of them already.")
@click.option("--room", type=click.IntRange(1, 500), help="How many organizations fit in Part 2.")
@click.option("--room-per-sector", type=click.IntRange(1, 500), help="How many organizations fit per sector in Part 3.")
@click.option("--language", default="en", show_default=True, help="The language of the form.")
@everywhere
def template(as_json: bool, quiet: bool, **wanted: Any) -> int:
    """Write the workbook that partners fill in."""
    from mobility_xlsx import sending

    asked = sending.Wanted(**wanted)
    written, not_used = sending.write(asked), sending.not_used(asked)
    document = {"written": [str(path) for path in written], "not_used": list(not_used)}
    done = [] if quiet else [f"Wrote {path}." for path in written]
    _report(as_json, False, document, [*done, *not_used])
    return 1 if not_used else 0


@commands.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dask", metavar="ADDRESS", help="Read on the computers of this Dask scheduler.")
@everywhere
def check(paths: tuple[Path, ...], dask: str | None, as_json: bool, quiet: bool) -> int:
    """List every problem of returned workbooks, by cell. Nothing is written.

    PATHS are files or folders; without any, returned/ in this folder.
    """
    from mobility_xlsx import documents, listing, project
    from mobility_xlsx.form.declaration import reading_form

    checked = project.check(paths or (Path("returned"),), _progress(quiet or as_json), dask)
    document = documents.check_document(checked, reading_form()) if as_json else {}
    _report(as_json, quiet, document, listing.lines(checked))
    return _code(checked)


@commands.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--dask", metavar="ADDRESS", help="Read on the computers of this Dask scheduler.")
@everywhere
def summarize(folder: Path, dask: str | None, as_json: bool, quiet: bool) -> int:
    """Make one inventory of all answers, the shortlist, and who invites whom.

    FOLDER is a project folder or any folder of returned workbooks. Results are written to results/, questions for
    you to Decisions.xlsx.
    """
    from mobility_xlsx import documents, listing, project
    from mobility_xlsx.form.declaration import reading_form

    run = project.summarize(folder, _progress(quiet or as_json), dask)
    document = documents.summarize_document(run, reading_form()) if as_json else {}
    _report(as_json, quiet, document, listing.summary(run))
    return _code(run.checked)


@commands.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--language", default="en", show_default=True, help="The language of the letters.")
@click.option("--anyway", is_flag=True, help="Leave out paragraphs nobody filled in, and write the rest.")
@everywhere
def letters(folder: Path, language: str, anyway: bool, as_json: bool, quiet: bool) -> int:
    """Write a letter and an email draft for every invitation, and agendas for the first meetings."""
    from mobility_xlsx import listing, project

    written = project.letters(folder, _progress(quiet or as_json), language, anyway)
    document = {"written": [str(path) for path in written.files], "sentences": list(written.sentences)}
    _report(as_json, quiet, document, listing.letters(written, anyway))
    return 1 if written.sentences else 0


@commands.command()
@click.argument("subject", metavar="CODE or NAME")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@everywhere
def explain(subject: str, folder: Path, as_json: bool, quiet: bool) -> int:
    """Explain a problem by its code, or tell everything about one organization of this project."""
    from mobility_xlsx import explanation

    told = explanation.explain(subject, folder)
    _report(as_json, quiet, {"subject": subject, "says": list(told)}, list(told))
    return 0


def _code(checked: Checked) -> int:
    """0 nothing to fix, 1 problems found, 2 nothing could be read."""
    if not checked.any_read:
        return 2
    return 1 if checked.to_fix else 0


def _report(as_json: bool, quiet: bool, document: dict[str, Any], lines: list[str]) -> None:
    if as_json:
        _say(json.dumps(document, ensure_ascii=True, indent=1))
    elif not quiet:
        for line in lines:
            _say(line)


def _progress(silent: bool) -> Callable[[int, int], None]:
    """What shows progress on a terminal after the first second; nothing when piped, quiet or --json."""
    if silent or not sys.stderr.isatty():
        return lambda done, total: None  # noqa: ARG005
    from time import monotonic

    began = monotonic()

    def show(done: int, total: int) -> None:
        if monotonic() - began < 1:
            return
        filled = round(24 * done / max(total, 1))
        bar = "#" * filled + "." * (24 - filled)
        end = "\r" + " " * 70 + "\r" if done >= total else ""
        sys.stderr.write(f"\rReading [{bar}] {done} of {total} files. Ctrl-C stops.{end}")
        sys.stderr.flush()

    return show
