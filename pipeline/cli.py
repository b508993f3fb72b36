"""The command `derek`. Every command does what a function of the package does; errors are one line on stderr."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import pipeline
from pipeline.errors import BadOutput, DerekError, EncryptedPaper
from pipeline.garbage import look_seldom

if TYPE_CHECKING:
    from pipeline.run_summary import Summary
    from pipeline.store.intake import Request
    from schemas import IndexEntry

READ_ALL, SOME_UNREAD, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

_WORKERS = min(4, os.cpu_count() or 1)  # each may need half a gigabyte

app = typer.Typer(
    help="Reads papers in Kazakh, Russian and English, and shows which of their figures conflict.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

vocabulary_app = typer.Typer(help="The words for what figures are about.", no_args_is_help=True)
app.add_typer(vocabulary_app, name="vocabulary")


class Ocr(StrEnum):
    """When to read pictures of pages."""

    auto = "auto"
    always = "always"
    never = "never"


class Where(StrEnum):
    """What reads the papers: this machine, or a Dask cluster."""

    here = "here"
    dask = "dask"


class Format(StrEnum):
    """What `export` writes."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


class TableFormat(StrEnum):
    """How `tables` prints them."""

    json = "json"
    csv = "csv"
    markdown = "markdown"


File = Annotated[Path, typer.Argument(metavar="FILE", help="One paper: .pdf, .txt or .md.")]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `derek run` wrote.")]
Pretty = Annotated[bool, typer.Option("--pretty", help="For people: a table of the sections, other JSON indented.")]
PasswordEnv = Annotated[
    str | None, typer.Option("--password-env", metavar="NAME", help="The variable that holds the PDF's password.")
]
Vocabulary = Annotated[Path | None, typer.Option("--vocabulary", metavar="FILE", help="A TOML file of further topics.")]
OcrOption = Annotated[Ocr, typer.Option("--ocr", help="When to read pictures of pages.")]


def main() -> None:
    """Entry point of the command: runs it, and turns what was raised into a line and an exit code."""
    look_seldom()
    try:
        app()
    except BadOutput as error:
        _say_and_leave(str(error), WRONG_USE)
    except DerekError as error:
        _say_and_leave(str(error), SOME_UNREAD)
    except KeyboardInterrupt:
        _say_and_leave("stopped; the same command goes on from here", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(SOME_UNREAD)
    except Exception as error:
        said = " ".join(str(error).split())[:300]
        _say_and_leave(
            f"derek: {type(error).__name__}: {said}; this is a fault of Derek, please report it", SOME_UNREAD
        )


def _say_and_leave(line: str, code: int) -> None:
    print(" ".join(line.split()), file=sys.stderr)
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"derek {pipeline.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Options before the command."""


@app.command()
def run(  # noqa: PLR0913 - one a command-line option
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Papers, and folders searched in depth.")],
    out: Annotated[Path, typer.Option("--out", help="The output folder.")] = Path("extracted"),
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Papers read at one time.")] = _WORKERS,
    ocr: OcrOption = Ocr.auto,
    vocabulary: Vocabulary = None,
    password_env: PasswordEnv = None,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged papers too.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Take out papers whose files have vanished.")] = False,
    on: Annotated[Where, typer.Option("--on", help="Where papers are read.")] = Where.here,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786.")
    ] = None,
) -> None:  # fmt: skip
    """Read every new or changed paper, compare all that OUT holds, write the report."""
    from pipeline.flow_server import serving

    for path in paths:
        if not os.path.lexists(path):
            raise BadOutput(path, "no such file or folder", "check the name")
    _password(password_env)
    if vocabulary:
        from pipeline.store.fingerprint import fingerprint

        fingerprint(vocabulary=vocabulary.absolute(), ocr=ocr.value)  # says of a broken one before Prefect starts
    with serving() as ready:
        from pipeline.store.intake import Request, end_readers, start_readers  # slow, and the server starts meanwhile

        request = Request(
            paths=tuple(map(str, paths)),
            out=str(out),
            workers=workers,
            ocr=ocr.value,
            vocabulary=str(vocabulary) if vocabulary else None,
            password_env=password_env,
            force=force,
            prune=prune,
            on=on.value,
            scheduler=scheduler,
        )
        try:
            if on is Where.here:
                start_readers(request)
            summary = _run_with_progress(request, ready)
        finally:
            end_readers()
    _tell(summary, out)
    raise typer.Exit(SOME_UNREAD if summary.unread else READ_ALL)


def _run_with_progress(request: Request, ready: Callable[[], None]) -> Summary:
    """The flow, with a bar on a terminal."""
    from pipeline import flows, run_summary

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[paper]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=None, paper="")

        def show(entry: IndexEntry | None, total: int) -> None:
            name = Path(entry.source.path).name if entry else ""
            progress.update(bar, total=total, advance=1 if entry else 0, paper=name)

        run_summary.listener.set(show)
        ready()
        return flows.run(request)


def _tell(summary: Summary, out: Path) -> None:
    from pipeline.run_summary import told

    for entry in summary.unread:
        for place in (entry.source.path, *entry.source.also_at):
            print(f"{place}: {'; '.join(d.message for d in entry.diagnostics)}", file=sys.stderr)
    if not summary.asked:
        print("there is no .pdf, .txt or .md file in what was given", file=sys.stderr)
    print(told(summary))
    print(f"report: {out / 'report.html'}")


@app.command()
def watch(  # noqa: PLR0913 - one a command-line option
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where papers arrive; searched in depth.")],
    out: Annotated[Path, typer.Option("--out", help="The output folder.")] = Path("extracted"),
    schedule: Annotated[
        str | None, typer.Option("--schedule", metavar="CRON", help="Look at these times too, as '0 3 * * *'.")
    ] = None,
    every: Annotated[float, typer.Option("--every", min=0.2, help="Seconds between two looks.")] = 5.0,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Papers read at one time.")] = _WORKERS,
    ocr: OcrOption = Ocr.auto,
    vocabulary: Vocabulary = None,
    password_env: PasswordEnv = None,
) -> None:  # fmt: skip
    """Keep running: take papers as they arrive in FOLDER, once each has stopped growing. Ctrl+C ends."""
    from pipeline.flow_server import api_address, serving
    from pipeline.store.intake import Request
    from pipeline.store.waiting import Doorkeeper

    if not folder.is_dir():
        raise BadOutput(folder, "no such folder", "check the name")
    _password(password_env)
    request = Request(
        paths=(str(folder),),
        out=str(out),
        workers=workers,
        ocr=ocr.value,
        vocabulary=str(vocabulary) if vocabulary else None,
        password_env=password_env,
        settle=min(every, 2.0),
    )
    name = f"{folder.absolute().name or 'root'}-{hashlib.sha256(str(out.absolute()).encode()).hexdigest()[:8]}"
    with serving(lasting=True) as ready:
        from pipeline import flows

        ready()
        print(f"watching {folder}; Prefect shows each turn at {api_address()}; Ctrl+C ends", flush=True)
        flows.watch(request, Doorkeeper(folder, out=out), name=name, schedule=schedule, every=every)


@app.command()
def sections(file: File, pretty: Pretty = False, ocr: OcrOption = Ocr.auto, password_env: PasswordEnv = None) -> None:
    """Print the sections of one paper as JSON."""
    paper = _read(file, ocr=ocr, password_env=password_env)
    if pretty:
        from pipeline.languages.section_table import section_table

        _write(section_table(paper["sections"], paper["text"]))
    else:
        _print(paper["sections"])


@app.command()
def tables(
    file: File, pretty: Pretty = False, ocr: OcrOption = Ocr.auto, password_env: PasswordEnv = None,
    kind: Annotated[TableFormat, typer.Option("--format", help="How the tables are printed.")] = TableFormat.json,
    draw: Annotated[Path | None, typer.Option("--draw", metavar="FOLDER", help="Draw the grids on the pages.")] = None,
) -> None:  # fmt: skip
    """Print the tables of one paper; --draw writes pictures of its pages with the grids that were found."""
    folder = str(draw.absolute()) if draw is not None else None
    text = _ask("pipeline.extraction:read_tables", file, password_env, folder=folder, ocr=ocr)
    said: dict[str, Any] = json.loads(text)
    _say_lost(file, said["diagnostics"])
    found = said["tables"]
    if draw is not None:
        print(f"{len(said['drawn'])} pages drawn in {draw}", file=sys.stderr)
    if kind is TableFormat.json:
        _print(found, pretty=pretty)
        return
    from pipeline.tables.printing import as_csv, as_markdown
    from schemas import Table

    records = [Table.model_validate(table) for table in found]
    _write(as_csv(records) if kind is TableFormat.csv else as_markdown(records))


@app.command()
def claims(
    file: File, pretty: Pretty = False, ocr: OcrOption = Ocr.auto, vocabulary: Vocabulary = None,
    password_env: PasswordEnv = None,
) -> None:  # fmt: skip
    """Print the numeric claims of one paper as JSON."""
    paper = _read(file, ocr=ocr, password_env=password_env, vocabulary=vocabulary)
    _print(paper["claims"], pretty=pretty)


def _read(file: Path, *, ocr: Ocr, password_env: str | None, vocabulary: Path | None = None) -> dict[str, Any]:
    """One paper as JSON, read in a child process under limits; what was lost is said on stderr."""
    words = str(vocabulary.absolute()) if vocabulary else None
    text = _ask("pipeline.extraction:read_paper", file, password_env, ocr=ocr, vocabulary=words)
    paper: dict[str, Any] = json.loads(text)
    _say_lost(file, paper["diagnostics"])
    return paper


def _say_lost(file: Path, diagnostics: list[dict[str, Any]]) -> None:
    for said in diagnostics:
        if said["level"] != "info":
            page = f", page {said['page']}" if said["page"] else ""
            print(f"{file}{page}: {said['message']}", file=sys.stderr)


def _ask(function: str, file: Path, password_env: str | None, **options: Any) -> str:
    """What a function says of one paper, called in a child process; a password that is missing is asked for."""
    from pipeline.reading.worker import WorkerPool

    password = _password(password_env)
    with WorkerPool(function) as pool:
        try:
            return pool.read(file, password=password, **options)
        except EncryptedPaper:
            if password or not sys.stdin.isatty():
                raise
            asked = typer.prompt(f"password of {file}", hide_input=True, err=True)
            return pool.read(file, password=asked, **options)


def _password(variable: str | None) -> str | None:
    if variable is None:
        return None
    if not os.environ.get(variable):
        raise BadOutput(f"--password-env {variable}", "this environment variable is not set", "set it to the password")
    return os.environ[variable]


def _print(value: Any, *, pretty: bool = False) -> None:
    indent = 2 if pretty else None
    separators = None if pretty else (",", ":")
    _write(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def _write(text: str) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(text)


@app.command()
def compare(out: Out) -> None:
    """Compare again what OUT holds, without reading papers."""
    from pipeline.store.decision_log import strange_lines

    _renew(out)
    for said in strange_lines(out):
        print(said, file=sys.stderr)


@app.command()
def report(out: Out) -> None:
    """Write report.html again."""
    _renew(out)


@app.command()
def forget(out: Out, paper_id: Annotated[str, typer.Argument(metavar="PAPER_ID")]) -> None:
    """Take a paper out of OUT."""
    _renew(out, without=paper_id)


def _renew(out: Path, *, without: str | None = None) -> None:
    """Write all that is made of the papers together once more."""
    from pipeline.results import write_results
    from pipeline.store.collection import Collection, check_is_collection
    from pipeline.store.files import locked

    check_is_collection(out)
    with locked(out):
        collection = Collection(out)
        if without is not None:
            collection.forget(without)
        write_results(collection, collection.compared())


@app.command()
def review(
    out: Out, port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = 8421
) -> None:
    """Serve the review page of OUT on this machine; decisions are saved at once to OUT/decisions.jsonl."""
    from pipeline.reviewing.server import serve
    from pipeline.store.collection import check_is_collection

    check_is_collection(out)
    serve(out, port=port, ready=lambda address: print(f"{address} (Ctrl+C ends)", flush=True))
    print(f"decisions are applied by: derek compare {out}")


@app.command()
def export(out: Out, to: Annotated[Format, typer.Option("--to", help="The kind of file.")] = Format.csv) -> None:
    """Write OUT as flat tables for other tools, into OUT/export."""
    from pipeline.export import write_frames
    from pipeline.store.collection import check_is_collection

    check_is_collection(out)
    for path in write_frames(out, to.value):
        print(path)


@vocabulary_app.command()
def suggest(out: Out, pretty: Pretty = False) -> None:
    """Print the topics of OUT that no vocabulary knows, the most frequent first, with examples, as JSON."""
    from pipeline.claims.suggesting import suggest_topics
    from pipeline.store.collection import Collection, check_is_collection

    check_is_collection(out)
    papers = Collection(out).papers()
    found = suggest_topics(claim for paper in papers for claim in paper.claims)
    _print([suggestion.record() for suggestion in found], pretty=pretty)


@app.command()
def schema(name: Annotated[str | None, typer.Argument(metavar="NAME", help="paper, claim, table …")] = None) -> None:
    """Print a JSON Schema; without NAME, the names."""
    from schemas.generation import SCHEMAS, json_schema

    if name is None:
        _print(sorted(SCHEMAS))
    elif name.lower() not in SCHEMAS:
        raise BadOutput(f"schema {name}", "there is no such schema", f"choose one of {', '.join(sorted(SCHEMAS))}")
    else:
        _print(json_schema(name.lower()), pretty=True)


@app.command()
def doctor() -> None:
    """Say what this machine has and what is missing, with the command that mends it."""
    from pipeline.machine import components

    found = components()
    for item in found:
        print(
            f"{'ok' if item.ok else '--'}  {item.name}: {item.said}" + (f"\n    {item.remedy}" if item.remedy else "")
        )
    raise typer.Exit(SOME_UNREAD if any(item.needed and not item.ok for item in found) else READ_ALL)


if __name__ == "__main__":
    main()
