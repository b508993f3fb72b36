"""GRIM: a percentage of N people must be k / N, a mean of N whole numbers too (Brown & Heathers, 2017)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from pipeline.checks.amounts import has_ending, is_counted, is_in_digits
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.part_and_whole import gives
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
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

SMALL: Final = 100
"""A group of so many at most is one of which each share tells a whole number."""

MAIN: Final = 5
"""A survey asks so many times as many people as are interviewed beside it."""

BACK: Final = 4
"""Sentences before it in which the whole of a number is told."""

LED_WITHIN: Final = 40
"""Characters before a number of households or firms in which the survey is named."""

_CLAUSE: Final = re.compile(r"[,;:.()]")
_DECIMALS: Final = re.compile(r"\d[.,]\d\d+")


def granularity(paper: Paper) -> Iterator[Finding]:
    """Every share of a sample that is named beside it, every list of shares that fits a sample of the paper, every mean
    of whole numbers beside its N."""
    sentences = sentences_of(paper)
    samples = _samples(paper.text, sentences)
    asked = asked_in(paper.text, sentences)
    for i, (before, sentence) in enumerate(zip((None, *sentences), sentences, strict=False)):
        figures = sentence.figures()
        shares = [figure for figure in figures if is_exact_share(figure)]
        sample, shares = _own_sample(paper.text, sentences[max(0, i - BACK) : i + 1], shares, asked)
        if sample is None and before is not None:
            group = _told_before(paper.text, before, sentence, shares)
            if group is not None:
                yield from (record(paper, held) for held in _of_named(group, shares[:1]))
                continue
        settled = _settled(paper.text, figures, shares) if sample is None else None
        each = _each_with_its_own(paper.text, figures, shares) if sample is None and settled is None else []
        for whole, share in each:
            yield from (record(paper, held) for held in _of_named(whole, [share]))
        if settled is not None:
            yield from (record(paper, held) for held in _of_named(*settled))
        elif sample is not None:
            yield from (record(paper, held) for held in _of_named(sample, shares))
        elif len(shares) >= LEAST_SHARES:
            fitting = [n for n in samples if _fit_all(n, shares)]
            if len({n.value for n in fitting}) == 1:
                yield record(paper, sample_held(fitting[0], shares, "consistent"))
        for held in _means(paper.text, sentence, figures):
            yield record(paper, held)
    if asked is not None:
        for held in _of_respondents(paper.text, sentences, asked):
            yield record(paper, held)


def _own_sample(
    text: str, told: Sequence[Sentence], shares: list[Figure], asked: Figure | None
) -> tuple[Figure | None, list[Figure]]:
    """The sample of the last of some sentences with its shares, but for those that it is itself of a number told before
    it: "of all asked 90 keep a cow, 17.3 %"."""
    sample = _sample_of(text, told[-1].figures(), shares)
    if sample is None:
        return None, shares
    wholes = [figure for one in told for figure in one.figures() if is_whole(figure)]
    wholes += [asked] if asked is not None else []
    greater = [whole for whole in wholes if whole.value > sample.value]
    own = [share for share in shares if not any(gives(share, sample, whole) for whole in greater)]
    return (sample if own else None), own


def is_exact_share(figure: Figure) -> bool:
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
    return is_whole(figure) and claim is not None and unit_class(claim.quantity.unit) == "person"


def is_whole(figure: Figure) -> bool:
    """A whole number of people or things, printed as exact."""
    claim = figure.claim
    if claim is None or claim.quantity.bound != "=" or not (is_counted(figure) or is_of_people(figure)):
        return False
    return figure.value == figure.value.to_integral_value() and figure.value >= LEAST_SAMPLE


def is_of_people(figure: Figure) -> bool:
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
            here = [f for f in figures if _may_be_asked(text, f) and is_in_digits(f) and not is_part(text, f, figures)]
            if here and not _is_led_by_sample(text, sentence, here[0]):
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


def _may_be_asked(text: str, figure: Figure) -> bool:
    """People; or whatever a survey is told to cover: "a survey of 520 households", "the sample comprised 64 firms"."""
    if _is_sample(figure):
        return True
    start, _ = place(figure)
    lead = _CLAUSE.split(text[max(0, start - LED_WITHIN) : start])[-1]
    return is_whole(figure) and phrases("survey", "took_part").search(lead) is not None


def _is_led_by_sample(text: str, sentence: Sentence, first: Figure) -> bool:
    """Whether a sentence tells parts of those asked: "By sex the respondents were …", "Of the respondents, 151 …"."""
    lead = text[sentence.start : place(first)[0]]
    asked = list(phrases("survey").finditer(lead))
    if not asked:
        return False
    if phrases("by_kind").match(lead.lstrip()):
        return True
    if sentence.claims[0].lang.startswith("kk"):
        words = lead[asked[-1].start() :].split()
        return len(words) == 1 and has_ending(words[0], "genitive_endings", sentence.claims[0].lang)
    before = lead[: asked[-1].start()].split()[-2:]
    return any(phrases("of_whole").fullmatch(word) for word in before)


def is_part(text: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a share stands right behind the number: "400 people (62.5 %)"."""
    _, end = place(figure)
    between = [text[end : place(share)[0]] for share in figures if _is_percent(share) and place(share)[0] > end]
    return any(len(said) <= 2 * BESIDE and ("(" in said or phrases("or").search(said)) for said in between)


def _sample_of(text: str, figures: Sequence[Figure], shares: Sequence[Figure]) -> Figure | None:
    """The sample that the sentence itself gives: "240 farmers, of whom 45 % …", "among 24 tutors, 45 % …",
    "45 % of the 240 farmers"."""
    if not shares:
        return None
    counts = [f for f in figures if not is_exact_share(f) and not _is_percent(f) and is_in_digits(f)]
    counts = [f for f in counts if not _is_part_of(text, f, shares) and not _is_length_of_time(f)]
    if len(counts) != 1 or not is_whole(counts[0]):
        return None
    (sample,) = counts
    start, end = place(sample)
    first_start, first_end = place(shares[0])
    if start < first_start:
        if phrases("of_them").match(text[end:first_start].lstrip(" -")):
            return None  # "52 of them, or 34.2 %": a part itself
        led = text[max(0, start - BESIDE) : start].split()[-2:]
        if text[end:first_start].count("(") == 1 and text[:first_start].endswith("(") and not _says_of(led):
            return None  # "among the citizens 124 people (39.7 %)"
        if phrases("of_them").search(text[max(0, start - BESIDE) : start]):
            return None  # "of them 71 people (53.4 %)"
        if _is_sample(sample) and phrases("of_them").match(text[first_end:][:BESIDE].lstrip()):
            return sample  # "28 tutors took part, 64.3 % of them …"
        of_them = phrases("parts").search(text, end, first_start)
        tied = of_them is not None and _is_sample(sample) and not text[of_them.end() : first_start].startswith(" (")
        return sample if tied or is_named_whole(text, sample) else None
    between = text[first_end:start]
    tied = len(shares) == 1 and len(between) <= BESIDE and phrases("of_whole").match(between.lstrip(" -")) is not None
    return sample if tied else None


def _is_length_of_time(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.kind in ("duration", "age")


def _told_before(text: str, before: Sentence, sentence: Sentence, shares: Sequence[Figure]) -> Figure | None:
    """The small group that the sentence before counts alone, where this one opens with a share of them: "18 heads were
    interviewed; 45 % of them …"."""
    counts = [f for f in before.figures() if not _is_length_of_time(f)]
    if not shares or before.paragraph != sentence.paragraph or len(counts) != 1:
        return None
    if not (_is_sample(counts[0]) and is_in_digits(counts[0]) and counts[0].value <= SMALL):
        return None
    start, end = place(shares[0])
    lead, behind = text[sentence.start : start].strip(), text[end:][:BESIDE].lstrip(" -–—")
    opened = phrases("of_them").match(behind) if not lead else phrases("of_them").fullmatch(lead)
    others = [f for f in sentence.figures() if f is not shares[0] and is_counted(f) and is_in_digits(f)]
    return counts[0] if opened is not None and not others else None


def _each_with_its_own(text: str, figures: Sequence[Figure], shares: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Two samples or more each of which one share follows: "among 48 women 33 % …, among 72 men 29.2 %"."""
    counts = [f for f in figures if not _is_percent(f) and is_in_digits(f)]
    wholes = [f for f in counts if is_whole(f) and f.value <= SMALL and is_named_whole(text, f)]
    told = [figure for figure in figures if figure in wholes or figure in shares]
    pairs = [(one, other) for one, other in pairwise(told) if one in wholes and other in shares]
    alone = [pair for pair in pairs if "(" not in text[place(pair[0])[1] : place(pair[1])[0]]]
    return alone if len(alone) == len(shares) > 1 else []


def _settled(text: str, figures: Sequence[Figure], shares: Sequence[Figure]) -> tuple[Figure, list[Figure]] | None:
    """The small sample of a sentence whose first share holds with its part, and the shares behind that go on with it:
    "of the 36 drivers 9, that is 25 %, named the checks, 45.2 % the roads"."""
    counts = [f for f in figures if not _is_percent(f) and is_counted(f)]
    if len(counts) != 2 or len(shares) < 2 or not (is_whole(counts[0]) and counts[0].value <= SMALL):
        return None
    sample, part = counts
    first, *others = shares
    if not (place(sample) < place(part) < place(first)) or not gives(first, part, sample):
        return None
    telling = [
        share
        for before, share in pairwise(shares)
        if chance_of(sample, share) <= TELLING and goes_on(text, before, share)
    ]
    return (sample, telling) if len(telling) == len(others) else None


def goes_on(text: str, before: Figure, share: Figure) -> bool:
    """Whether a share follows the one before it within its clause, of the same people."""
    between, behind = text[place(before)[1] : place(share)[0]], text[place(share)[1] :][:BESIDE].lstrip(" -–—")
    parted = (
        any(mark in between.rstrip("; ") for mark in ";.")
        or phrases("contrast", "elsewhere").search(between) is not None
    )
    last = between.rstrip()[-1:] == "," or phrases("joining", "another").search(between) is not None
    return last and not parted and phrases("of_whole").match(behind) is None


def _is_part_of(text: str, figure: Figure, shares: Sequence[Figure]) -> bool:
    """Whether a number stands in brackets right behind a share: "37.5 % (18 people)"."""
    between = [text[place(share)[1] : place(figure)[0]] for share in shares if place(share) < place(figure)]
    return bool(between) and between[-1].endswith("(") and len(between[-1]) <= BESIDE


def _says_of(words: Sequence[str]) -> bool:
    return any(phrases("of_whole").fullmatch(word) is not None for word in words)


def is_named_whole(text: str, figure: Figure) -> bool:
    """Whether the words around say "of" of the number: "of the 302 patients", "из 240 опрошенных", "240 адамның"."""
    start, end = place(figure)
    before = text[max(0, start - BESIDE) : start].split()[-3:]
    if any(phrases("of_whole").fullmatch(word) for word in before):
        return True
    lang = figure.claim.lang if figure.claim is not None else ""
    following = [word.strip(",.;:()") for word in text[end : end + 2 * BESIDE].split()[:2]]
    return lang.startswith("kk") and any(has_ending(word, "of_endings", lang) for word in following)


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
        for share in filter(is_exact_share, sentence.figures()):
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


def _means(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Held]:
    """A mean of whole numbers ("number of …", "score") with the one number of people of its sentence; of several means
    each with the one before it."""
    if not phrases("mean").search(text, sentence.start, sentence.end):
        return
    if not phrases("whole_things").search(text, sentence.start, sentence.end):
        return
    samples = [figure for figure in figures if is_whole(figure)]
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
