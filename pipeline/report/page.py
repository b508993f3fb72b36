"""The page itself: records in, one HTML text out. Nothing that a paper says is ever markup: Jinja escapes it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.report import cards, wording
from schemas import ConflictReport, Finding, Index, Paper


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        t=wording.word,
        in_all=wording.in_all,
        interval=lambda ends: wording.in_all(lambda lang: wording.interval(ends, lang)),
        quantity=lambda q: wording.in_all(lambda lang: wording.quantity(q, lang)),
        places=lambda where: wording.in_all(lambda lang: wording.places(where, lang)),
        label=lambda labels: wording.in_all(lambda lang: labels.get(lang) or next(iter(labels.values()), "")),
        short_name=cards.short_name,
        marked_quote=cards.marked_quote,
        ui_languages=[(lang, wording.words()[lang]["name"]) for lang in wording.UI_LANGUAGES],
    )
    return env


def _part(name: str) -> str:
    return (files("pipeline.report") / "templates" / name).read_text("utf-8")


def _csp_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def render_report(*, index: Index, papers: Sequence[Paper], conflicts: ConflictReport) -> str:
    """The whole report as one HTML text that needs no network and no server.

    `papers` are the papers that were read; failed ones are shown from `index`. The same records make the same text.
    """
    style, script = _part("report.css"), _part("report.js")
    groups = cards.cards(conflicts, papers)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_csp_hash(style)}'",
            f"script-src '{_csp_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        _environment()
        .get_template("report.html")
        .render(
            policy=policy,
            style=style,
            script=script,
            lead=cards.lead(conflicts, papers, len(groups)),
            entries=index.papers,
            cards=groups,
            papers=papers,
            findings={p.paper_id: _findings(p, conflicts) for p in papers},
        )
    )


def _findings(paper: Paper, conflicts: ConflictReport) -> list[Finding]:
    mine = [f for f in conflicts.findings if f.paper_id == paper.paper_id]
    return sorted(mine, key=lambda f: (f.verdict == "consistent", f.check, f.finding_id))
