"""GRIM: a percentage of N people must be k / N, a mean of N whole numbers too (Brown & Heathers, 2017)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal

from pipeline.checks.amounts import endings, is_counted
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.mentions import BEGINNING, words_of
from pipeline.checks.sentences import Sentence, phrases, place, sentence_around, sentences_of
from pipeline.languages.morphology import stem
from pipeline.numbers.interval import Precision, narrow_interval_of
from pipeline.numbers.slips import may_be_slip
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

BY_CHANCE: Final = Decimal("0.01")
"""Shares that nothing ties to a sample are said to fit it only when they would not do so by chance."""

LEAST_SHARES: Final = 3
MOST_SAMPLES: Final = 20
LEAST_SAMPLE: Final = 5

BESIDE: Final = 25
"""Characters between a share and the words that say of whom it is."""

UNLIKE: Final = 5
"""Of the shares of a sample at most one in so many may miss it: more are shares of another number of people."""

MOST_MISSING: Final = 2
"""So many shares may miss it in a paper with few of them."""

TELLING: Final = Decimal("0.5")
"""A share that would fit by chance more often says nothing where only "of the respondents" ties it to them."""

MAIN: Final = 5
"""A survey asks so many times as many people as are interviewed beside it."""

MOST_OF_GROUP: Final = 3
"""Shares of one sentence that a group named at its beginning has."""

SMALL: Final = 100
"""A group of so many at most is called by its name alone later: "of the coordinators 37 % …"."""

MOST_NAMING: Final = 2
"""Words behind its number that name a group."""

_CLAUSE: Final = re.compile(r"[,;:.()]")
_ARTICLE: Final = re.compile(r"(?:the|all|these|our)\s+", re.IGNORECASE)
_DECIMALS: Final = re.compile(r"\d[.,]\d\d+")


def granularity(paper: Paper) -> Iterator[Finding]:
    """Every share of a sample that is named beside it, every list of shares that fits a sample of the paper, every mean
    of whole numbers beside its N."""
    sentences = sentences_of(paper)
    samples = _samples(paper.text, sentences)
    for sentence in sentences:
        figures = sentence.figures()
        shares = [figure for figure in figures if _is_share(figure)]
        sample = _sample_of(paper.text, figures, shares)
        if sample is not None:
            yield from (record(paper, held) for held in _of_named(sample, shares))
        elif len(shares) >= LEAST_SHARES:
            fitting = [n for n in samples if _fit_all(n, shares)]
            if len({n.value for n in fitting}) == 1:
                yield record(paper, sample_held(fitting[0], shares, "consistent"))
        for held in _means(paper.text, sentence, figures):
            yield record(paper, held)
    for held in (*_of_groups(paper.text, sentences), *_listed(paper.text, sentences)):
        yield record(paper, held)
    asked = asked_in(paper.text, sentences)
    if asked is not None:
        for held in _of_respondents(paper.text, sentences, asked):
            yield record(paper, held)


def _is_share(figure: Figure) -> bool:
    claim = figure.claim
    return (
        claim is not None
        and claim.kind == "share"
        and claim.quantity.unit == "percent"
        and claim.quantity.bound == "="
        and 0 < figure.value < 100
        and any(sign.isdigit() for sign in figure.surface)
    )


def _is_percent(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.quantity.unit == "percent"


def _is_sample(figure: Figure) -> bool:
    claim = figure.claim
    return _is_whole(figure) and claim is not None and unit_class(claim.quantity.unit) == "person"


def _is_whole(figure: Figure) -> bool:
    """A whole number of people or things, printed as exact."""
    claim = figure.claim
    if claim is None or claim.quantity.bound != "=" or not (is_counted(figure) or _is_people(figure)):
        return False
    return figure.value == figure.value.to_integral_value() and figure.value >= LEAST_SAMPLE


def _is_people(figure: Figure) -> bool:
    return figure.claim is not None and unit_class(figure.claim.quantity.unit) == "person"


def samples_of(paper: Paper) -> list[Figure]:
    """The numbers of people that the paper asked or examined."""
    return _samples(paper.text, sentences_of(paper))


def _samples(text: str, sentences: Sequence[Sentence]) -> list[Figure]:
    """The numbers of people that sentences on a survey name."""
    found: dict[Decimal, Figure] = {}
    for sentence in sentences:
        if phrases("survey").search(text, sentence.start, sentence.end):
            for figure in filter(_is_sample, sentence.figures()):
                found.setdefault(figure.value, figure)
    return list(found.values())[:MOST_SAMPLES]


def asked_in(text: str, sentences: Sequence[Sentence]) -> Figure | None:
    """The number of people asked where the paper has one: the greatest of each sentence on a survey is the same, or far
    above those who were interviewed beside it; of one mistyped the number that is told in the body."""
    greatest: dict[Decimal, Figure] = {}
    told: Counter[Decimal] = Counter()
    in_body: defaultdict[Decimal, bool] = defaultdict(bool)
    for sentence in sentences:
        if phrases("survey").search(text, sentence.start, sentence.end):
            figures = sentence.figures()
            here = [f for f in figures if _is_sample(f) and _is_printed_in_digits(f) and not is_part(text, f, figures)]
            if here:
                most = max(here, key=lambda figure: figure.value)
                greatest.setdefault(most.value, most)
                told[most.value] += 1
                in_body[most.value] |= sentence.claims[0].section_kind != "abstract"
    ordered = sorted(greatest, reverse=True)
    main = len(ordered) == 1 or (len(ordered) > 1 and ordered[0] >= MAIN * ordered[1])
    if not main and len(ordered) > 1 and may_be_slip(*(greatest[one].surface for one in ordered[:2])):
        one, other = ordered[:2]
        first = max((one, other), key=lambda value: (in_body[value], told[value]))
        return greatest[first] if all(first >= MAIN * value for value in ordered[2:]) else None
    return greatest[ordered[0]] if main else None


def is_part(text: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a share stands right behind the number: "400 people (62.5 %)"."""
    _, end = place(figure)
    between = [text[end : place(share)[0]] for share in figures if _is_share(share) and place(share)[0] > end]
    return any(len(said) <= 2 * BESIDE and ("(" in said or phrases("or").search(said)) for said in between)


def _sample_of(text: str, figures: Sequence[Figure], shares: Sequence[Figure]) -> Figure | None:
    """The sample that the sentence itself gives: "240 farmers, of whom 45 % …", "among 24 tutors, 45 % …",
    "45 % of the 240 farmers"."""
    if not shares:
        return None
    counts = [f for f in figures if not _is_share(f) and not _is_percent(f) and _is_printed_in_digits(f)]
    if len(counts) != 1 or not _is_whole(counts[0]):
        return None
    (sample,) = counts
    start, end = place(sample)
    first_start, first_end = place(shares[0])
    if start < first_start:
        if phrases("of_them").match(text[end:first_start].lstrip(" -")):
            return None  # "52 of them, or 34.2 %": a part itself
        of_them = phrases("parts").search(text, end, first_start)
        tied = of_them is not None and _is_sample(sample) and not text[of_them.end() : first_start].startswith(" (")
        return sample if tied or is_named_whole(text, sample) else None
    between = text[first_end:start]
    tied = len(shares) == 1 and len(between) <= BESIDE and phrases("of_whole").match(between.lstrip(" -")) is not None
    return sample if tied else None


def _is_printed_in_digits(figure: Figure) -> bool:
    """ "Two companies" in words is no number of people asked."""
    return any(sign.isdecimal() for sign in figure.surface)


def is_named_whole(text: str, figure: Figure) -> bool:
    """Whether the words around say "of" of the number: "of the 302 patients", "из 240 опрошенных", "240 адамның"."""
    start, end = place(figure)
    before = text[max(0, start - BESIDE) : start].split()[-3:]
    if any(phrases("of_whole").fullmatch(word) for word in before):
        return True
    kazakh = figure.claim is not None and figure.claim.lang.startswith("kk")
    following = [word.strip(",.;:()") for word in text[end : end + 2 * BESIDE].split()[:2]]
    return kazakh and any(endings("of_endings").search(word) for word in following)


def _of_named(sample: Figure, shares: Sequence[Figure]) -> Iterator[Held]:
    telling = [share for share in shares if chance_of(sample, share) < 1]
    for share in telling:
        if not fits_sample(sample, share):
            yield sample_held(sample, [share], "inconsistent")
    fitting = [share for share in telling if fits_sample(sample, share)]
    if fitting:
        yield sample_held(sample, fitting, "consistent")


def _of_respondents(text: str, sentences: Sequence[Sentence], sample: Figure) -> Iterator[Held]:
    """Shares of "the respondents" where the paper asked one number of people: one that fits none among many that do."""
    shares: dict[Decimal, Figure] = {}
    for sentence in sentences:
        for share in filter(_is_share, sentence.figures()):
            start, end = place(share)
            before = text[max(sentence.start, start - BESIDE) : start].split(",")[-1]
            kazakh = share.claim is not None and share.claim.lang.startswith("kk")
            beside = before if kazakh else text[end : min(sentence.end, end + BESIDE)].split(",")[0]
            if phrases("survey").search(beside) and chance_of(sample, share) <= TELLING:
                shares.setdefault(share.value, share)
    telling = list(shares.values())
    missing = [share for share in telling if not fits_sample(sample, share)]
    if len(missing) <= max(MOST_MISSING, len(telling) // UNLIKE):
        for share in telling:
            yield sample_held(sample, [share], "inconsistent" if share in missing else "consistent")


def _groups(text: str, sentences: Sequence[Sentence]) -> list[tuple[Figure, frozenset[str]]]:
    """The small groups of people that were asked, each with the words that name it: "16 chief doctors"."""
    found: dict[Decimal, tuple[Figure, frozenset[str]]] = {}
    for sentence in sentences:
        if phrases("survey", "examined").search(text, sentence.start, sentence.end):
            for figure in filter(_is_whole, sentence.figures()):
                _, end = place(figure)
                named = _CLAUSE.split(text[end : min(sentence.end, end + 2 * BESIDE)])[0]
                words = [_root(word, figure) for word in words_of(named)[:MOST_NAMING]]
                if _is_printed_in_digits(figure) and words:
                    found.setdefault(figure.value, (figure, frozenset(words)))
    return list(found.values())


def _root(word: str, figure: Figure) -> str:
    lang = figure.claim.lang[:2] if figure.claim is not None else ""
    return stem(word.casefold(), lang)[: None if lang == "en" else BEGINNING]


def _listed(text: str, sentences: Sequence[Sentence]) -> Iterator[Held]:
    """Shares in brackets of a sentence whose subject is a small group asked before: "the mothers named cost (42 %),
    distance (33 %) and queues (22 %)"; one that misses among those that fit."""
    groups = _groups(text, sentences)
    for sentence in sentences if groups else ():
        shares = [f for f in sentence.figures() if _is_share(f)]
        bare = [f for f in sentence.figures() if _is_whole(f) and _is_printed_in_digits(f)]
        if len(shares) < LEAST_SHARES or bare or any(text[place(f)[0] - 1] != "(" for f in shares):
            continue
        first = {_root(word, shares[0]) for word in words_of(text[sentence.start : sentence.start + 2 * BESIDE])}
        meant = [n for n, names in groups if names & first and place(n) < place(shares[0]) and n.value <= SMALL]
        telling = [f for f in shares if meant and chance_of(meant[0], f) <= TELLING]
        missing = [f for f in telling if not fits_sample(meant[0], f)]
        if len(meant) == 1 and len(telling) >= LEAST_SHARES and len(missing) <= 1:
            yield from (_fitting(meant[0], share) for share in telling)


def _of_groups(text: str, sentences: Sequence[Sentence]) -> Iterator[Held]:
    """The shares of a sentence that are of a small group asked before, as the words beside the first one name it."""
    groups = _groups(text, sentences)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        shares = [figure for figure in sentence.figures() if _is_share(figure)]
        if not 0 < len(shares) <= MOST_OF_GROUP or any(
            _is_whole(f) and _is_printed_in_digits(f) for f in sentence.figures()
        ):
            continue
        whole = _only_before(text, before, sentence)
        if whole is not None:
            yield from (_fitting(whole, share) for share in shares[:1] if chance_of(whole, share) <= TELLING)
            continue
        said = (sentence.start, sentence.end)
        if phrases("elsewhere").search(text, *said) and not phrases("survey").search(text, *said):
            continue
        words = {_root(word, shares[0]) for word in words_of(_beside(text, sentence, shares[0]))}
        best = max((len(words & names) for _, names in groups), default=0)
        meant = [figure for figure, names in groups if best and len(words & names) == best]
        if len(meant) != 1 or meant[0].value > SMALL or place(meant[0]) > place(shares[0]):
            continue
        for share in shares:
            own = share is shares[0] or not _beside(text, sentence, share).strip() or _is_bare(text, shares[0], share)
            if own and chance_of(meant[0], share) <= TELLING:
                yield _fitting(meant[0], share)


def _fitting(sample: Figure, share: Figure) -> Held:
    return sample_held(sample, [share], "consistent" if fits_sample(sample, share) else "inconsistent")


def _only_before(text: str, before: Sentence | None, sentence: Sentence) -> Figure | None:
    """The one number of people or things of the sentence before of which a sentence that begins with "of them" tells
    shares; none where something else is counted there."""
    if before is None or before.paragraph != sentence.paragraph:
        return None
    said = text[sentence.start : sentence.end].lstrip()
    opened = phrases("of_them").match(said)
    if opened is not None and phrases("who").match(said[opened.end() :].lstrip()):
        return None  # "of those who took part": of all that were asked
    wholes = [figure for figure in before.figures() if _is_whole(figure) and _is_printed_in_digits(figure)]
    if opened is None or len(wholes) != 1 or any(_is_share(figure) for figure in before.figures()):
        return None
    return wholes[0] if wholes[0].value <= SMALL else None


def _is_bare(text: str, first: Figure, share: Figure) -> bool:
    """Whether a later share follows a comma at once: "40 % are for it, 35 % against"."""
    return text[place(first)[1] : place(share)[0]].rstrip().endswith((",", " и", " and", " және", " ал"))


def _beside(text: str, sentence: Sentence, share: Figure) -> str:
    """The words that may say of whom a share is: "of the …" before or behind it; in Kazakh those before it."""
    start, end = place(share)
    before, behind = text[sentence.start : start].strip(), text[end : min(sentence.end, end + 2 * BESIDE)].strip(" -–—")
    behind = _CLAUSE.split(behind)[0]
    if share.claim is not None and share.claim.lang.startswith("kk"):
        if phrases("of_them").fullmatch(before):
            return _subject_before(text, sentence)
        return before[-2 * BESIDE :]
    if phrases("of_whole").match(before) and len(before) <= 2 * BESIDE:
        return before
    genitive = share.claim is not None and share.claim.lang.startswith("ru")
    of_whole = phrases("of_whole").match(behind)
    if of_whole is not None:
        behind = _ARTICLE.sub("", behind[of_whole.end() :].lstrip())
    return " ".join(behind.split()[: MOST_NAMING + 1]) if genitive or of_whole is not None else ""


def _subject_before(text: str, sentence: Sentence) -> str:
    """The words that begin the sentence before, of which "they" is said: "The guides are new. 30 % of them …"."""
    end = len(text[: sentence.start].rstrip())
    start, _ = sentence_around(text, max(0, end - 1), end)
    return " ".join(text[start:end].split()[:MOST_NAMING]) if "\n\n" not in text[end : sentence.start] else ""


def _means(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Held]:
    """A mean of whole numbers ("number of …", "score") with the one number of people of its sentence; of several means
    each with the one before it."""
    if not phrases("mean").search(text, sentence.start, sentence.end):
        return
    if not phrases("whole_things").search(text, sentence.start, sentence.end):
        return
    samples = [figure for figure in figures if _is_whole(figure)]
    means = [
        figure
        for figure in figures
        if _DECIMALS.search(figure.surface) and figure.claim is not None and figure.claim.quantity.unit != "percent"
    ]
    if len(samples) != len(means) or any(mean in samples for mean in means):
        return
    ordered = sorted((*samples, *means), key=place)
    if len(means) > 1 and any((ordered[i] in samples) != (i % 2 == 0) for i in range(len(ordered))):
        return
    for sample, mean in zip(samples, means, strict=True):
        step = Decimal(1).scaleb(-len(re.split(r"[.,]", _DECIMALS.findall(mean.surface)[0])[1]))
        if step * sample.value < 1:
            yield _mean(sample, mean, step)


def _mean(sample: Figure, mean: Figure, step: Decimal) -> Held:
    low, high = narrow_interval_of(mean.value, Precision(step))
    k = (mean.value * sample.value).to_integral_value()
    fits = any((low or 0) <= (k + more) / sample.value <= (high or 0) for more in (-1, 0, 1))
    nearest = k / sample.value
    verdict: Literal["consistent", "inconsistent"] = "consistent" if fits else "inconsistent"
    words: dict[str, object] = {"n": sample.surface, "k": k}
    return Held("granularity", verdict, [sample, mean], (nearest, nearest), mean.surface, words, f"mean-{verdict}")


def _fit_all(sample: Figure, shares: Sequence[Figure]) -> bool:
    chance = Decimal(1)
    for share in shares:
        if not fits_sample(sample, share):
            return False
        chance *= min(chance_of(sample, share), Decimal(1))
    return chance < BY_CHANCE


def chance_of(sample: Figure, share: Figure) -> Decimal:
    """How likely a share printed so exactly fits a sample of this size by chance; above one it tells nothing."""
    low, high = share.interval
    return Decimal(1) if low is None or high is None else (high - low) * sample.value / 100


def fits_sample(sample: Figure, share: Figure) -> bool:
    low, high = share.interval
    if low is None or high is None:
        return True
    k = (share.value * sample.value / 100).to_integral_value()
    return any(low <= 100 * (k + step) / sample.value <= high for step in (-1, 0, 1))


def sample_held(sample: Figure, shares: Sequence[Figure], verdict: Literal["consistent", "inconsistent"]) -> Held:
    k = (shares[0].value * sample.value / 100).to_integral_value()
    nearest = 100 * k / sample.value
    words: dict[str, object] = {"n": sample.surface, "k": k, "shares": [share.surface for share in shares]}
    printed = ", ".join(share.surface for share in shares)
    return Held("granularity", verdict, [sample, *shares], (nearest, nearest), printed, words)
