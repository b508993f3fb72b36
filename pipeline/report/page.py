"""The page itself: records in, one HTML text out. Nothing that a paper says is ever markup: Jinja escapes it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.claims.topics import label_of
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.decisions import SLOTS
from pipeline.report import cards, wording
from pipeline.report.crops import Crops
from pipeline.report.details import page_details
from schemas import ConflictReport, Decided, DecisionReason, Finding, Index, Paper

PAIRS_SHOWN = 6
"""Pairs of one card that stand in the page whole; the rest is made when it is opened. Under review all stand whole."""


@dataclass(frozen=True, slots=True)
class ReviewMode:
    """The page as it is served for review: the token that its requests carry, who reviews, and claims decided on.

    A large folder is served sheet by sheet; `sheets` is 0 where all stands on one page.
    """

    token: str
    reviewer: str
    claim_decisions: Mapping[str, Decided]
    sheet: int = 1
    sheets: int = 0


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    env.globals.update(
        t=wording.word,
        said=wording.attributes,
        date=wording.date,
        in_all=wording.in_all,
        interval=lambda ends: wording.in_all(lambda lang: wording.interval(ends, lang)),
        quantity=lambda q: wording.in_all(lambda lang: wording.quantity(q, lang)),
        places=lambda where: wording.in_all(lambda lang: wording.places(where, lang)),
        label=lambda labels: wording.in_all(lambda lang: labels.get(lang) or next(iter(labels.values()), "")),
        html_lang=lambda lang: "" if lang == "und" else lang,
        short_name=cards.short_name,
        marked_quote=cards.marked_quote,
        state_of=cards.state_of,
        reasons=get_args(DecisionReason),
        slots=SLOTS,
        ui_languages=[(lang, wording.words()[lang]["name"]) for lang in wording.UI_LANGUAGES],
    )
    return env


def _part(name: str) -> str:
    return (files("pipeline.report") / "templates" / name).read_text("utf-8")


def _csp_hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _policy(style: str, scripts: Iterable[str], *, review: bool) -> str:
    """No network, no frames, no code but the page's own; a page under review may speak to the server it came from."""
    rules = [
        "default-src 'none'",
        f"style-src {_csp_hash(style)}",
        f"script-src {' '.join(map(_csp_hash, scripts))}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*rules, "connect-src 'self'"] if review else rules)


def render_report(
    *,
    index: Index,
    papers: Sequence[Paper],
    conflicts: ConflictReport,
    crops: Crops | None = None,
    review: ReviewMode | None = None,
    unshown: cards.Unshown | None = None,
) -> str:
    """The whole report as one HTML text that needs no network and no server.

    `papers` are the papers that were read; failed ones are shown from `index`. `crops` are pictures of the places where
    figures stand. With `review`, the page offers decisions and sends them to its server. `unshown` tells what
    of a large folder is not in these records. The same records make the same text.
    """
    style, script, review_script = _part("report.css"), _part("report.js"), _part("review.js") if review else ""
    unshown = unshown or cards.Unshown()
    groups = cards.cards(conflicts, papers, review.claim_decisions if review else None, unshown.pairs)
    pictures, findings = crops or Crops(), _findings(conflicts)
    return (
        _environment()
        .get_template("report.html")
        .render(
            policy=_policy(style, (script, review_script) if review else (script,), review=review is not None),
            style=style,
            script=script,
            review_script=review_script,
            review=review,
            review_words=wording.by_key() if review else {},
            entries=index.papers,
            read=papers,
            claims=sum(len(paper.claims) for paper in papers) + unshown.claims,
            unshown=unshown,
            clashes=[card for card in groups if card.verdict == "conflict"],
            cards=groups,
            pairs_shown=None if review else PAIRS_SHOWN,
            options=_options(groups, papers),
            crops=pictures.inside,
            crop_files=pictures.beside,
            papers=papers,
            languages={p.paper_id: _languages(p) for p in papers},
            findings=findings,
            details=page_details(papers, groups, findings, after=PAIRS_SHOWN) | {"ui": wording.details_words()},
            pictures={claim: crop.src for claim, crop in pictures.inside.items()},
        )
    )


def _importance(finding: Finding) -> tuple[bool, bool, str, str]:
    return (
        finding.verdict == "consistent", finding.severity != "changes-conclusion", finding.check, finding.finding_id,
    )  # fmt: skip


def _findings(conflicts: ConflictReport) -> dict[str, list[Finding]]:
    """paper -> its findings, those that don't fit first."""
    ordered = sorted(conflicts.findings, key=_importance)
    found: dict[str, list[Finding]] = {}
    for finding in ordered:
        found.setdefault(finding.paper_id, []).append(finding)
    return found


def _languages(paper: Paper) -> list[str]:
    """The languages of a paper, the one with most text first."""
    letters: dict[str, int] = {}
    for section in paper.sections:
        letters[section.lang] = letters.get(section.lang, 0) + section.end - section.start
    return sorted(letters, key=lambda lang: (-letters[lang], lang))


def _options(groups: Sequence[cards.Card], papers: Sequence[Paper]) -> dict[str, list[tuple[str, Markup]]]:
    """What each filter can choose: values and their words in every language."""
    names = {paper.paper_id: cards.short_name(paper) for paper in papers}
    vocabulary = load_vocabulary()

    def topic(value: str) -> Mapping[str, str]:
        slot, _, code = value.partition(":")
        return label_of({slot: code}, vocabulary)

    known = {v for c in groups for v in c.topics if vocabulary.concept(*v.split(":", 1)) is not None}
    return {
        "topic": _sorted((v, wording.attributes_of(topic(v).__getitem__)) for v in known),
        "place": _sorted(
            (v, wording.attributes_of(_naming(v))) for v in {code for card in groups for code in card.places}
        ),
        "paper": _sorted((v, _same(names[v])) for v in {paper for card in groups for paper in card.papers}),
        "lang": _sorted((v, wording.attributes(f"lang_{v}")) for v in {lang for card in groups for lang in card.langs}),
    }


def _naming(code: str) -> Any:
    return lambda lang: wording.place(code, lang)


def _same(name: str) -> Markup:
    return wording.attributes_of(lambda lang: name)


def _sorted(options: Iterable[tuple[str, Markup]]) -> list[tuple[str, Markup]]:
    return sorted(options, key=lambda option: (option[1].casefold(), option[0]))
