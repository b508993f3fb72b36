"""Write docs/reference/ from the code: commands, records, codes. A test holds it to the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import click
import typer.main

from pipeline.checks import CHECKS
from pipeline.cli import app
from pipeline.export import columns
from pipeline.report.wording import words
from schemas import Check, DecisionReason, Reason, UnreadReason
from schemas.generation import SCHEMAS, json_schema

FOLDER = Path(__file__).parents[1] / "docs" / "reference"


def commands() -> str:
    """Every command with its arguments and options, from the command itself."""
    root = typer.main.get_command(app)
    parts = ["# Commands", *_command("derek", root)]
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    if isinstance(command, click.Group) or hasattr(command, "commands"):
        for child, sub in sorted(command.commands.items()):
            yield from _command(f"{name} {child}", sub)
        return
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join([name, *(a.metavar or a.name.upper() for a in arguments), "[OPTIONS]"])
    yield f"## {name}"
    yield f"`{usage}`"
    yield _line(command.help or "")
    rows = [f"| `{_named(p)}` | {_cell(getattr(p, 'help', None) or '')} |" for p in command.params]
    if rows:
        yield "\n".join(["| option or argument | meaning |", "| --- | --- |", *rows])


def _named(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return ", ".join(parameter.opts)


def records() -> str:
    """Every record with its fields, from the JSON Schemas; then the columns of the frames."""
    parts = ["# Records", "`derek schema` lists the schemas, `derek schema NAME` prints one."]
    seen: set[str] = set()
    for name in sorted(SCHEMAS):
        schema = json_schema(name)
        parts += _record(schema["title"], schema, seen)
        for title, inner in sorted(schema.get("$defs", {}).items()):
            parts += _record(title, inner, seen)
    parts.append("# Frames")
    for frame, fields in columns().items():
        parts.append(f"## {frame}")
        rows = [f"| `{column}` | {kind} | {_cell(said)} |" for column, (kind, said) in fields.items()]
        parts.append("\n".join(["| column | type | meaning |", "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def _record(title: str, schema: Mapping[str, Any], seen: set[str]) -> list[str]:
    if title in seen or "properties" not in schema:
        return []
    seen.add(title)
    rows = [f"| `{name}` | {_cell(_type(field))} |" for name, field in schema["properties"].items()]
    return [
        f"## {title}",
        _line(schema.get("description", "")),
        "\n".join(["| field | type |", "| --- | --- |", *rows]),
    ]


def _type(field: Mapping[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return ", ".join(map(str, field["enum"]))
    if "anyOf" in field:
        return " or ".join(_type(option) for option in field["anyOf"])
    if field.get("type") == "array" and "items" in field:
        return f"list of {_type(field['items'])}"
    return str(field.get("type", "any"))


def codes() -> str:
    """The codes that records carry, with the report's words for them."""
    said = words()["en"]
    parts = ["# Codes"]
    for title, codes_, prefix in (
        ("Reasons of a difference", get_args(Reason), "reason_"),
        ("Reasons of a reviewer", get_args(DecisionReason), "reason_"),
        ("Checks", get_args(Check), "check_"),
        ("Why a number is no claim", get_args(UnreadReason), "unread_"),
    ):
        rows = [f"| `{code}` | {said[prefix + code]} |" for code in codes_]
        parts += [f"## {title}", "\n".join(["| code | in words |", "| --- | --- |", *rows])]
    rows = [f"| `{check.__name__}` | {_cell(check.__doc__ or '')} |" for check in CHECKS]
    parts += ["## What is held against what", "\n".join(["| function | what it looks at |", "| --- | --- |", *rows])]
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    return re.sub(r"(?<!`)<", "&lt;", " ".join(text.split()))


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


PAGES = {"commands.md": commands, "records.md": records, "codes.md": codes}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), "utf-8")
