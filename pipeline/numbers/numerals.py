"""One printed number at a token: digits or words, with its scale word, fraction or multiple; no hedge, no unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from pipeline.numbers.digits import POINT_LANGUAGES, Printed, read_digits
from pipeline.numbers.interval import Precision
from pipeline.numbers.lexicon import Lexicon
from pipeline.numbers.parted_decimals import parted_decimal
from pipeline.numbers.scales import scale_at
from pipeline.numbers.tokens import DASHES, VULGAR, Token, phrase_at, word_at
from pipeline.numbers.units import money_symbols

NumeralKind = Literal["cardinal", "ordinal", "fraction", "multiple"]

LARGEST_DENOMINATOR: Final = 1000

SMALLEST_PARTS: Final = 16
"""2 1/2, 3 5/16: a mixed number has handy parts."""

BARE: Final = Precision()

_MONEY: Final = ("долл", "dollar")
"""Beginnings of the currency that is called by its country: US dollars."""

LARGEST_SHARE: Final = 10
"""1 in 4 is a share; 7 in 26 are two counts."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens[first:after].

    `printed` is set while its separator may still be read in two ways; `unit` when the word itself names it
    (десятилетний).
    """

    first: int
    after: int
    value: Decimal
    precision: Precision = BARE
    kind: NumeralKind = "cardinal"
    in_words: bool = False
    scale: Decimal = Decimal(1)
    printed: Printed | None = None
    suffix: str | None = None
    collective: bool = False
    printed_after: int = 0
    unit: str | None = None

    @property
    def surface_after(self) -> int:
        """Where the printed number ends: before a case ending (603-ке) and before the point of "млн."."""
        return self.printed_after or self.after


def numeral_at(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    """The number that starts at token i, or None."""
    token = tokens[i]
    if token.kind == "num":
        return _digits(tokens, i, lex)
    if token.text in VULGAR:
        upper, lower = VULGAR[token.text]
        return _scaled(tokens, Numeral(i, i + 1, Decimal(upper) / lower, Precision(fraction=True)), lex)
    return _words(tokens, i, lex) if token.kind == "word" and token.low in lex.openers else None


def _digits(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    parted = parted_decimal(tokens, i, lex.lang)
    if parted is not None:
        rounding = Precision(step=Decimal(1).scaleb(-len(tokens[i + 2].text)))
        return _scaled(tokens, Numeral(i, i + 3, parted, rounding), lex)
    printed = read_digits(tokens[i].text, lang=lex.lang)
    if printed is None:
        return None
    slash = _slash(tokens, i, printed) or _mixed(tokens, i, printed) or _ratio(tokens, i, printed, lex)
    if slash is not None:
        return slash
    power = _power_of_ten(tokens, i, printed)
    if power is not None:
        return power
    step = None if not printed.decimals else Decimal(1).scaleb(-printed.decimals)
    found = Numeral(
        i, i + 1, printed.value, Precision(step=step), printed=printed if printed.other is not None else None
    )
    share = _share(tokens, found, lex) if lex.shares and printed.decimals == 0 else None
    if share is not None:
        return share
    found = _suffixed(tokens, found, lex)
    vulgar = VULGAR.get(tokens[found.after].text) if found.after < len(tokens) else None
    if vulgar and tokens[found.after].glued and not printed.decimals:
        found = replace(found, after=found.after + 1, value=found.value + Decimal(vulgar[0]) / vulgar[1])
    return _scaled(tokens, found, lex)


def _slash(tokens: Sequence[Token], i: int, printed: Printed) -> Numeral | None:
    """1/5, 2/3; not 14/15 of a school year, which periods have taken before, nor 24/7."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in "/⁄" or tokens[i + 2].kind != "num":
        return None
    if not (tokens[i + 1].glued and tokens[i + 2].glued) or not tokens[i + 2].text.isdigit():
        return None
    lower = Decimal(tokens[i + 2].text) if len(tokens[i + 2].text) < 6 else Decimal(0)
    if printed.decimals or not 0 < printed.value < lower <= LARGEST_DENOMINATOR:
        return None
    return Numeral(i, i + 3, printed.value / lower, Precision(fraction=True), "fraction")


def _mixed(tokens: Sequence[Token], i: int, printed: Printed) -> Numeral | None:
    """2 1/2: a whole number and a part of one."""
    if i + 3 >= len(tokens) or tokens[i + 1].kind != "num" or not tokens[i].text.isdigit() or len(tokens[i].text) > 3:
        return None
    upper = read_digits(tokens[i + 1].text, lang="en")
    part = _slash(tokens, i + 1, upper) if upper is not None else None
    if part is None or int(tokens[i + 3].text) > SMALLEST_PARTS:
        return None
    return Numeral(i, part.after, printed.value + part.value, Precision(step=Decimal("0.1")))


def _ratio(tokens: Sequence[Token], i: int, printed: Printed, lex: Lexicon) -> Numeral | None:
    """3:1, 2,5:1: how many of one come on one of the other; not 12:30, 10:1-4, 1:25 000 nor 5:4:1."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in ":∶" or tokens[i + 2].kind != "num":
        return None
    if not (tokens[i + 1].glued and tokens[i + 2].glued) or (i > 0 and tokens[i - 1].text == ":"):
        return None
    other = read_digits(tokens[i + 2].text, lang=lex.lang)
    if other is None or not (0 < printed.value < LARGEST_RATIO and 0 < other.value < LARGEST_RATIO):
        return None
    if i + 3 < len(tokens) and tokens[i + 3].glued and tokens[i + 3].text in _AFTER_REFERENCE:
        return None
    sides = (printed.value, other.value)
    if min(sides) > SMALL_SIDE and any(side % 5 for side in sides):
        return None  # 40:31 is a verse or a page
    value = printed.value / other.value
    return Numeral(i, i + 3, value, Precision(step=Decimal("0.1")) if value >= 1 else Precision(fraction=True))


LARGEST_RATIO: Final = 100
"""Sides of a ratio are below this; 1:25 000 is the scale of a map."""

SMALL_SIDE: Final = 10
"""One side of a ratio is at most this, or both are round: 3:1, 60:40."""

_AFTER_REFERENCE: Final = frozenset({":", "-", "–", "—", "/"})

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

LARGEST_POWER: Final = 60


def _power_of_ten(tokens: Sequence[Token], i: int, printed: Printed) -> Numeral | None:
    """2,5 × 10^6, 1.99×10−30, 3·10⁵."""
    if i + 3 >= len(tokens) or tokens[i + 1].text not in "×·*xх" or tokens[i + 2].text != "10":
        return None
    at, text = i + 3, ""
    while (
        at < len(tokens)
        and at < i + 7
        and tokens[at].glued
        and (tokens[at].kind == "num" or not tokens[at].low.isalpha())
    ):
        text += tokens[at].text
        at += 1
        if tokens[at - 1].kind == "num":
            break
    text = text.translate(_SUPERSCRIPTS).replace("^", "").replace("−", "-").replace("–", "-")
    if not text.lstrip("-").isdecimal() or not text.isascii() or len(text) > 3 or abs(int(text)) > LARGEST_POWER:
        return None
    step = Decimal(1).scaleb(int(text) - printed.decimals)
    return Numeral(i, at, printed.value.scaleb(int(text)), Precision(step=step))


def _suffixed(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral:
    """45-і, 5-й, 30-дан, 2nd: an ending glued to the digits, with or without a hyphen."""
    at = found.after
    if at >= len(tokens) or not tokens[at].glued:
        return found
    if tokens[at].text in DASHES and word_at(tokens, at + 1) and tokens[at + 1].glued:
        at += 1
    elif tokens[at].kind != "word":
        return found
    ending = tokens[at].low
    printed = found.after
    if ending in lex.collective_suffixes:
        return replace(found, after=at + 1, suffix=ending, collective=True, printed_after=printed)
    if ending in lex.ordinal_suffixes:
        return replace(found, after=at + 1, suffix=ending, kind="ordinal", printed_after=printed)
    if ending in lex.cardinal_suffixes:
        return replace(found, after=at + 1, suffix=ending, printed_after=printed)
    if at > found.after and ending.startswith(lex.numbered_nouns):
        return replace(found, suffix=ending, kind="ordinal", after=at, printed_after=printed)  # 25-орын
    return found


def _scaled(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral:
    """The number with "and a half" and the scale words behind it: 28 жарым мың, 1,2 млн, 1 млн 250 тыс."""
    half = phrase_at(tokens, found.after, lex.half_added)
    if half and found.kind == "cardinal" and found.precision.step is None:
        found = replace(
            found,
            after=found.after + half,
            value=found.value + Decimal("0.5"),
            precision=Precision(step=Decimal("0.5")),
        )
    scale, after = scale_at(tokens, found.after, lex)
    if scale == 1:
        return found
    if scale < 1000:  # hundred: a number word like others, not a rounded scale
        return replace(found, after=after, value=found.value * scale)
    printed = found.printed
    value, step = found.value, found.precision.step or Decimal(1)
    if printed is not None and printed.other is not None and lex.lang not in POINT_LANGUAGES:  # 1,234 млн: decimals
        chosen = printed if printed.decimals else printed.other
        value, step = chosen.value, Decimal(1).scaleb(-chosen.decimals)
    end = _after_point(tokens, after)
    found = replace(
        found, after=end, value=value * scale, precision=Precision(step=step * scale), scale=scale, printed=None,
        printed_after=after if end > after and tokens[after - 1].low not in lex.pointed else 0,
    )  # fmt: skip
    return _with_smaller_part(tokens, found, lex)


def _after_point(tokens: Sequence[Token], at: int) -> int:
    """Past the point of "млн." and "тыс." when the sentence goes on behind it."""
    if at + 1 >= len(tokens) or tokens[at].text != "." or not tokens[at].glued or len(tokens[at - 1].low) > 4:
        return at
    goes_on = tokens[at + 1].text[:1].islower() or tokens[at + 1].kind == "num" or _opens_money(tokens, at + 1)
    return at + 1 if goes_on else at


def _opens_money(tokens: Sequence[Token], at: int) -> bool:
    """The code of a currency, or the country before its name: USD, АҚШ доллары."""
    if tokens[at].text in money_symbols():
        return True
    return tokens[at].text.isupper() and word_at(tokens, at + 1).startswith(_MONEY)


def _with_smaller_part(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral:
    """1 млн 250 тыс.: a second part with a smaller scale, or thousands with a rest below 1000."""
    at = found.after
    if at >= len(tokens) or tokens[at].kind != "num" or not tokens[at].text.isdigit() or len(tokens[at].text) > 3:
        return found
    value = Decimal(tokens[at].text)
    scale, after = scale_at(tokens, at + 1, lex)
    if scale >= found.scale or 1 < scale < 1000:
        return found
    if scale == 1:
        rest = found.scale == 1000 and not found.value % 1000 and len(tokens[at].text) == 3
        goes_on = after < len(tokens) and (tokens[after].glued or tokens[after].kind == "num")
        if not rest or goes_on:
            return found
        return replace(found, after=after, value=found.value + value, precision=BARE, printed_after=0)
    end = _after_point(tokens, after)
    return replace(
        found, after=end, value=found.value + value * scale, precision=Precision(step=scale),
        printed_after=after if end > after else 0,
    )  # fmt: skip


def _words(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    word = tokens[i].low
    if word in lex.frequencies and not {word_at(tokens, i - 1), word_at(tokens, i + 1)} & lex.beside_multiple:
        return None
    if word in lex.multiples:
        return Numeral(i, i + 1, lex.multiples[word], kind="multiple", in_words=True)
    if word in lex.compounds:
        value, unit = lex.compounds[word]
        return Numeral(i, i + 1, value, in_words=True, unit=unit)
    if word in lex.every:
        return _every(tokens, i, lex)
    if word in lex.articles:
        return _after_article(tokens, i, lex)
    if word in lex.fractions:
        return _part(tokens, i, lex)
    bounded = word in lex.alone_bounded and word_at(tokens, i - 1) in lex.before_alone
    if (bounded or word in lex.alone) and word_at(tokens, i - 1) not in lex.vague:
        return _scaled(tokens, Numeral(i, i, Decimal(1), in_words=True), lex)
    found = _cardinal_words(tokens, i, lex)
    if found is None:
        return None
    if found.kind == "ordinal" and word_at(tokens, found.after) in lex.ordinal_parts and found.value >= SMALLEST_PART:
        return _ordinal_part(tokens, found, lex)
    return _fraction(tokens, found, lex) or _scaled_words(tokens, found, lex)


SMALLEST_PART: Final = 4
"""From here on the ordinal of a part tells how small it is; a third part is the third as often."""


def _ordinal_part(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral:
    """пятая часть собраний; not "в пятой части", "пятая часть книги"."""
    before, behind = word_at(tokens, found.first - 1), word_at(tokens, found.after + 1)
    if before in lex.not_before_part or behind in lex.printed_wholes or not behind:
        return found
    return Numeral(found.first, found.after + 1, 1 / found.value, Precision(fraction=True), "fraction", in_words=True)


def _part(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    """половина, a half, жарты миллион, half a million."""
    value = 1 / lex.fractions[tokens[i].low]
    of = word_at(tokens, i + 1) == "of" and word_at(tokens, i + 2) in lex.articles  # a quarter of a billion
    at = i + 1 + of + (word_at(tokens, i + 1 + of) in lex.articles)
    scale = lex.scales.get(word_at(tokens, at))
    if scale is not None:
        return Numeral(i, at + 1, value * scale, Precision(step=scale / 10), in_words=True, scale=scale)
    if _unsaid_part(tokens, i, lex):
        return None
    return Numeral(i, i + 1, value, Precision(fraction=True), "fraction", in_words=True)


def _unsaid_part(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """A half or quarter of a year, a game, a book: "the second half", "first-quarter loss", "this half"."""
    before = word_at(tokens, i - 1) or word_at(tokens, i - 2)
    if before in lex.ordinals or before in lex.not_before_part:
        return True
    if not lex.after_part or word_at(tokens, i + 1) in lex.after_part:
        return False
    if any(word_at(tokens, i - k) in lex.whole_pronouns for k in range(1, _STEP_REACH + 1)):
        return False
    stepped = any(word_at(tokens, i - k) in lex.before_step for k in range(1, _STEP_REACH + 1))
    return word_at(tokens, i + 1) != "" or not stepped


_STEP_REACH: Final = 4
"""So many words before a part may "by" stand: "by more than a quarter"."""


def _scaled_words(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral:
    if found.kind != "cardinal":
        return found
    return _scaled(tokens, found, lex)


def _after_article(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    """a third of, a million, a hundred and fifty."""
    word = word_at(tokens, i + 1)
    if word in lex.scales:
        return _cardinal_words(tokens, i, lex)
    if word in lex.fractions or (word in lex.ordinals and lex.ordinals[word] > 2):
        glued = i + 2 < len(tokens) and tokens[i + 2].glued and tokens[i + 2].text == "-"
        behind = word_at(tokens, i + 2)
        if glued or (behind not in ("of", *lex.points) and word not in ("half", "third")):
            return None
        if word in lex.ordinals and behind in lex.ranked_nouns:
            return None
        value = 1 / (lex.fractions.get(word) or lex.ordinals[word])
        if word in lex.fractions and (part := _part(tokens, i + 1, lex)) is not None and part.scale > 1:
            return replace(part, first=i)  # a quarter of a billion
        return Numeral(i + 1, i + 2, value, Precision(fraction=True), "fraction", in_words=True)
    return None


def _every(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    """каждый четвёртый, әрбір бесінші, every fifth; каждый 5-й."""
    if i + 1 >= len(tokens):
        return None
    rank = lex.ordinals.get(tokens[i + 1].low)
    after = i + 2
    if rank is None and tokens[i + 1].kind == "num":
        digits = _digits(tokens, i + 1, lex)
        if digits is not None and digits.kind == "ordinal":
            rank, after = digits.value, digits.after
    if rank is None or rank < 2:
        return None
    return Numeral(i, after, 1 / rank, Precision(fraction=True), "fraction", in_words=True)


def _cardinal_words(tokens: Sequence[Token], i: int, lex: Lexicon) -> Numeral | None:
    """Number words one after another, biggest first: двадцать пять миллионов, twenty-two, a hundred and five."""
    total, group, last = Decimal(0), None, Decimal("Infinity")
    at, scale, ordinal, collective = i, Decimal(1), False, False
    if tokens[at].low in lex.articles:
        group, at = Decimal(1), at + 1
    while True:
        step = at + _joined(tokens, at, i, lex)
        word = word_at(tokens, step)
        worth, rank = _worth(tokens, step, at > i and group is not None, lex), lex.ordinals.get(word)
        if worth is not None and _fits(worth, group, last):
            group, last, at = (group or Decimal(0)) + worth, worth, step + 1
            collective = word in lex.collectives
        elif (
            rank is not None
            and at > i
            and group is not None
            and group >= lex.compound_from
            and _fits(rank, group, last)
        ):
            group, at, ordinal = group + rank, step + 1, True
            break
        elif word in lex.scales and group is not None and lex.scales[word] < (scale if scale > 1 else 10**18):
            if lex.scales[word] <= 100 and group < 100:
                group, last, at = group * lex.scales[word], Decimal(100), step + 1
                continue
            scale, at = lex.scales[word], step + 1
            total, group, last = total + group * scale, None, Decimal("Infinity")
        else:
            break
    if at == i:
        rank = lex.ordinals.get(tokens[i].low)
        return None if rank is None else Numeral(i, i + 1, rank, kind="ordinal", in_words=True)
    if tokens[at - 1].low in lex.articles:
        return None
    value = total + (group or 0)
    precise = Precision(step=scale) if scale >= 1000 and group is None else Precision()
    if value != value.to_integral_value():
        precise = Precision(step=Decimal("0.5"))
    elif total and group is None and tokens[at - 2].low in lex.cardinals and value % scale:
        precise = Precision(step=scale / 2)
    return Numeral(
        i, at, value, precise, "ordinal" if ordinal else "cardinal", True, scale if group is None else Decimal(1),
        collective=collective,
    )  # fmt: skip


def _worth(tokens: Sequence[Token], at: int, inside: bool, lex: Lexicon) -> Decimal | None:
    """What the word adds to a number: жүз елу бірі ends in one, бірі alone is a pronoun; ста- is half of a word."""
    word = word_at(tokens, at)
    if word in lex.clipped and at + 1 < len(tokens) and tokens[at + 1].text in DASHES and tokens[at + 1].glued:
        return None
    if inside and word in lex.last_ones and tokens[at - 1].low not in lex.denominators:
        return lex.last_ones[word]
    return lex.cardinals.get(word)


def _joined(tokens: Sequence[Token], at: int, first: int, lex: Lexicon) -> int:
    """How many tokens only join two number words here: the hyphen of twenty-two, the "and" of hundred and five."""
    if at == first or at + 1 >= len(tokens):
        return 0
    before, token = tokens[at - 1].low, tokens[at]
    if token.text == "-" and token.glued and tokens[at + 1].glued and lex.cardinals.get(before, Decimal(0)) >= 20:
        return 1
    if token.low == "and" and token.low in lex.joiners and before in lex.scales and tokens[at + 1].low in lex.cardinals:
        return 1
    return 0


def _fits(worth: Decimal, group: Decimal | None, last: Decimal) -> bool:
    """Units after tens, tens after hundreds; nothing after units or teens."""
    if group is None:
        return True
    if last >= 100:
        return worth < 100
    return (last >= 20 and worth < 10) or (last == 10 and worth < 10 and worth == worth.to_integral_value())


def _fraction(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral | None:
    """одна треть, две пятых, two-thirds, three quarters, үштен бірі, one in two."""
    if found.kind != "cardinal" or found.value > 100:
        return None
    at = found.after
    if at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].glued and lex.lang == "en":
        at += 1
    word = word_at(tokens, at)
    part: Decimal | None = None
    if word in lex.fractions and found.value < 10:
        part = found.value / lex.fractions[word]
    elif word in lex.ordinals and lex.ordinals[word] > 2 and found.value < lex.ordinals[word] and _is_part(word, lex):
        part = found.value / lex.ordinals[word]
    elif found.after - found.first == 1 and tokens[found.first].low in lex.denominators:
        upper = Decimal(1) if word in lex.ones_of else lex.cardinals.get(word)
        part = upper / found.value if upper is not None and upper < found.value else None
    if part is not None and part < 1:
        return Numeral(found.first, at + 1, part, Precision(fraction=True), "fraction", in_words=True)
    return _share(tokens, found, lex)


def _is_part(word: str, lex: Lexicon) -> bool:
    return word.endswith(lex.part_endings)


def _share(tokens: Sequence[Token], found: Numeral, lex: Lexicon) -> Numeral | None:
    """one in two, two out of five, 1 in 4: a share."""
    taken = phrase_at(tokens, found.after, lex.shares)
    at = found.after + taken
    if not taken or at >= len(tokens):
        return None
    if tokens[at].kind == "num" and len(tokens[at].text) < 4 and tokens[at].text.isdigit():
        whole = Numeral(at, at + 1, Decimal(tokens[at].text))
        most = LARGEST_DENOMINATOR if found.value == 1 else LARGEST_SHARE  # 1 in 50
    else:
        words = _cardinal_words(tokens, at, lex) if tokens[at].kind == "word" else None
        if words is None:
            return None
        whole, most = words, 100
    if whole.kind != "cardinal" or not 0 < found.value < whole.value or whole.value > most:
        return None
    return Numeral(
        found.first, whole.after, found.value / whole.value, Precision(fraction=True), "fraction", in_words=True
    )
