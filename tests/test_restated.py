"""One figure told several times in one paper: which claims are one, and the topic they take."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.one_topic import with_one_topic
from pipeline.claims.restated import restatements
from schemas import Claim, Location, Period, Places, Quantity

_AT = iter(range(0, 10**9, 1000))


def claim(
    value: str | int,
    quote: str,
    lang: str = "ru",
    *,
    part: str = "abstract",
    unit: str | None = "percent",
    kind: str = "share",
    **more: object,
) -> Claim:
    """A claim in a sentence of its own, or in that of the claim `beside` it."""
    beside = more.pop("beside", None)
    start = beside.location.quote_start if isinstance(beside, Claim) else next(_AT)
    assert start is not None
    at = start + (100 if beside else 1)
    number = Decimal(str(value))
    interval = (number - Decimal("0.5"), number + Decimal("0.5"))
    fields = {
        "claim_id": f"c{at}",
        "paper_id": "p",
        "origin": "prose",
        "lang": lang,
        "section_kind": part,
        "quote": quote,
        "surface": str(value),
        "location": Location(start=at, end=at + 1, quote_start=start, quote_end=start + 900),
        "quantity": Quantity(value=number, unit=unit, interval=interval, interval_narrow=interval),
        "kind": kind,
        "topic": {"open": quote},
        "label": {"en": quote, "kk": quote, "ru": quote},
    }
    return Claim.model_validate(fields | more)


def test_abstracts_are_aligned_in_their_order_and_a_changed_figure_meets_its_original() -> None:
    ru = [claim(v, f"о {v}") for v in (62, 143, 8, 57)]
    en = [claim(v, f"of {v}", "en") for v in (62, 134, 8, 57)]
    assert restatements([*ru, *en]) == [[0, 4], [1, 5], [2, 6], [3, 7]]


def test_a_figure_that_one_abstract_leaves_out_stays_alone() -> None:
    ru = [claim(v, f"о {v}") for v in (62, 14, 8, 57)]
    en = [claim(v, f"of {v}", "en") for v in (62, 8, 57)]
    assert restatements([*ru, *en]) == [[0, 4], [2, 5], [3, 6]]


def test_abstracts_that_are_no_translations_are_not_aligned() -> None:
    ru = [claim(v, f"о {v}") for v in (11, 12, 13, 14, 15)]
    en = [claim(v, f"of {v}", "en") for v in (21, 22, 13, 24, 25)]
    assert restatements([*ru, *en]) == []


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (("Охвачено 3976 клубов", {}), ("В стране 3976 кружков и секций", {}), True),  # told by its digits
        (("Своих питомцев чипировали 44 % владельцев", {}), ("Чипированы питомцы у 44 % владельцев", {}), True),
        (("Доля каменных мостов равна 44 %", {}), ("Чипированы питомцы у 44 % владельцев", {}), False),
        (("Охвачено 3976 клубов", {"unit": "club"}), ("На это ушло 3976 тенге", {"unit": "kzt"}), False),
        (
            ("Охвачено 3976 клубов", {"period": Period(start="2019", end="2019", text="2019")}),
            ("Охвачено 3976 клубов", {"period": Period(start="2020", end="2020", text="2020")}),
            False,
        ),
        (
            ("Охвачено 3976 клубов", {"places": Places(area="KZ-75")}),
            ("Охвачено 3976 клубов", {"places": Places(area="KZ")}),
            False,
        ),
    ],
)
def test_equal_figures_of_two_parts(
    a: tuple[str, dict[str, object]], b: tuple[str, dict[str, object]], one: bool
) -> None:
    value = 3976 if "3976" in a[0] else 44
    first, second = claim(value, a[0], **a[1]), claim(value, b[0], part="body", **b[1])  # type: ignore[arg-type]
    assert bool(restatements([first, second])) == one


@pytest.mark.parametrize(
    ("other", "slot", "one"),
    [
        ("Итак, сеть страны насчитывает 72 пункта приёма макулатуры", {}, True),
        ("Итак, сеть страны насчитывает 72 пункта приёма батареек", {"product": "battery"}, False),
    ],
)
def test_one_sentence_with_another_figure_in_the_conclusion(other: str, slot: dict[str, str], one: bool) -> None:
    said = {"unit": "point", "kind": "count"}
    first = claim(74, "Сеть страны насчитывает 74 пункта приёма макулатуры", topic={"product": "paper"}, **said)
    second = claim(72, other, part="conclusion", topic=slot, **said)
    assert bool(restatements([first, second])) == one


@pytest.mark.parametrize(("value", "unit", "one"), [(7, "ferry", True), (2, "ferry", False), (7, "person", False)])
def test_so_many_of_one_noun(value: int, unit: str, one: bool) -> None:
    first = claim(value, "У компании семь судов на линии", unit=unit, kind="count")
    second = claim(value, "Эксплуатируются паромы", part="body", unit=unit, kind="count")
    assert bool(restatements([first, second])) == one


def test_a_rate_is_told_as_most_wordings_tell_it() -> None:
    units = {"ru": "kzt", "kk": "kzt", "en": "kzt per month"}
    told = with_one_topic([claim(210, "x", lang, unit=unit, kind="money") for lang, unit in units.items()])
    assert [c.quantity.unit for c in told] == ["kzt", "kzt", "kzt"]


@pytest.mark.parametrize(
    ("told", "printed", "one"),
    [
        (("3.2", {}), ("3.248", {}), True),
        (("3.2", {}), ("3.31", {}), False),
        (("44", {}), ("44", {}), True),
        (("44", {}), ("44", {"unit": "times", "kind": "ratio"}), False),
        (("44", {"topic": {"sex": "female"}}), ("44", {"topic": {"sex": "male"}}), False),
        (("44", {"topic": {"language": "kazakh"}}), ("44", {"topic": {"language": "russian"}}), False),
        (("441", {"topic": {"product": "milk"}}), ("441", {"topic": {"product": "meat"}}), False),
        (("7", {}), ("7", {}), False),
    ],
)
def test_what_an_abstract_tells_stands_in_the_body(
    told: tuple[str, dict[str, object]], printed: tuple[str, dict[str, object]], one: bool
) -> None:
    first = claim(told[0], "Стоит на учёте судов", **told[1])  # type: ignore[arg-type]
    second = claim(printed[0], "Здесь плавает много новых больших белых старых судов", part="body", **printed[1])  # type: ignore[arg-type]
    near = (Decimal(told[0]) - Decimal("0.05"), Decimal(told[0]) + Decimal("0.05"))
    first = first.model_copy(update={"quantity": first.quantity.model_copy(update={"interval_narrow": near})})
    assert bool(restatements([first, second])) == one


def test_of_several_equal_figures_of_the_body_none_is_the_abstracts() -> None:
    told = claim(44, "Всего 44 % судов верфи")
    body = [claim(44, quote, part="body") for quote in ("Ржавые причалы у судов", "Новые склады речных судов")]
    assert restatements([told, *body]) == []


def test_translations_put_the_words_of_a_sentence_in_their_own_order() -> None:
    ru = claim(1150, "Опрошено 1150 лет от 18", unit="person", kind="count")
    age = claim(18, ru.quote, unit="year", kind="age", beside=ru)
    later = claim(38, "И 38 %")
    kk_age = claim(18, "18 жастағы 1510 адам", "kk", unit="year", kind="age")
    kk = claim(1510, kk_age.quote, "kk", unit="person", kind="count", beside=kk_age)
    kk_later = claim(38, "38 %", "kk")
    assert restatements([ru, age, later, kk_age, kk, kk_later]) == [[0, 4], [1, 3], [2, 5]]


_TOPICS = {"a": {"population": "student", "sex": "female"}, "b": {"population": "student"}, "c": {"object": "club"}}


@pytest.mark.parametrize(("wordings", "taken"), [("aab", "a"), ("abb", "b"), ("bbc", "b"), ("abc", "b")])
def test_the_topic_nearest_to_all_wordings_is_taken(wordings: str, taken: str) -> None:
    langs = ("ru", "kk", "en")
    told = with_one_topic(
        [claim(640, "640", lang, topic=_TOPICS[word]) for word, lang in zip(wordings, langs, strict=True)]
    )
    assert [dict(c.topic) for c in told] == [_TOPICS[taken]] * 3


@pytest.mark.parametrize(
    ("wordings", "taken"),
    [
        # words are compared within one language: the paper's own
        ([("en", "abstract", {"open": "guest"}), ("ru", "abstract", {"open": "гость"})], {"open": "гость"}),
        # a conclusion sums up several things in one sentence
        (
            [("ru", "conclusion", {"population": "doctor", "measure": "coverage"}), ("ru", "body", _TOPICS["b"])],
            _TOPICS["b"],
        ),
        # a value near by under the same topic is the same thing mistyped, one far off is another thing
        (
            [("ru", "body", {"object": "club"}), ("ru", "abstract", {"object": "building", "by": "owner"})],
            {"object": "club"},
        ),
    ],
)
def test_of_wordings_that_are_equally_near(
    wordings: list[tuple[str, str, dict[str, str]]], taken: dict[str, str]
) -> None:
    told = [claim(4018, "4018", lang, part=part, topic=topic) for lang, part, topic in wordings]
    near = claim(4180, "4180 клубов", part="body", topic={"object": "club"})
    found = with_one_topic([*told, near])
    assert [dict(c.topic) for c in found[:-1]] == [taken] * len(told)


def test_money_told_beside_migrants_has_an_area() -> None:
    way, area = Places(origin="WLD", host="KZ"), Places(area="KZ")
    said = {"unit": "kzt", "kind": "money", "topic": {"measure": "rd-spending"}, "inherited": ("places",)}
    told = [claim(640, "640", lang, places=way, **said) for lang in ("ru", "en")]  # type: ignore[arg-type]
    told.append(claim(640, "640", part="body", places=area, **said))  # type: ignore[arg-type]
    assert {c.places for c in with_one_topic(told)} == {area}


def test_a_figure_of_another_year_goes_along() -> None:
    years = [Period(start=year, end=year, text=year) for year in ("2018", "2023", "2015")]
    told = [claim(28210, "28 210", lang, topic={"population": "student"}) for lang in ("ru", "kk", "en")]
    told.append(claim(28210, "В 2023 году 28 210", part="body", topic={"population": "foreigner"}, period=years[1]))
    early = claim(
        21700, told[-1].quote, part="body", topic={"population": "foreigner"}, period=years[0], beside=told[-1]
    )
    whole = claim(40100, told[-1].quote, part="body", topic={"population": "foreigner"}, beside=told[-1])
    own = claim(19300, "Иностранцев 19 300", part="body", topic={"population": "foreigner"}, period=years[2])
    found = with_one_topic([*told, early, whole, own])
    assert [c.topic["population"] for c in found] == ["student"] * 5 + ["foreigner"] * 2


def test_two_figures_of_one_sentence_stay_two() -> None:
    one = claim(3976, "Из 3976 клубов и 3976 секций")
    other = claim(3976, one.quote, beside=one)
    again = claim(3976, "Всего 3976 клубов", part="body")
    for group in restatements([one, other, again]):
        assert not {0, 1} <= set(group)


def test_the_most_telling_topic_is_taken_and_marked() -> None:
    ru = claim(640, "640 страховщиков", unit="страховщик", kind="count", topic={"open": "страховщик"})
    kk = claim(640, "640 ұйым", "kk", unit="insurer", kind="count", topic={"object": "insurer"})
    en = claim(640, "640 firms in Kazakhstan", "en", unit="insurer", kind="count", topic={"object": "insurer"},
               places=Places(area="KZ"))  # fmt: skip
    told = with_one_topic([ru, kk, en])
    assert {str(c.topic) for c in told} == {"{'object': 'insurer'}"}
    assert {c.places.area for c in told} == {"KZ"}
    assert {c.quantity.unit for c in told} == {"insurer"}
    assert [c.inherited for c in told] == [("object", "places"), ("places",), ()]
    assert [c.quantity.value for c in told] == [640, 640, 640]


def test_a_topic_that_other_figures_of_the_paper_have_tells_less() -> None:
    count = claim(398, "398 кружков", unit="club", kind="count", topic={"object": "club"})
    stock = claim(684, "фонд 684", unit="club", kind="count", topic={"object": "club"})
    body = claim(684, "фонд кружков 684", part="body", unit="club", kind="count", topic={"open": "фонд"})
    told = with_one_topic([count, stock, body])
    assert [dict(c.topic) for c in told] == [{"object": "club"}, {"open": "фонд"}, {"open": "фонд"}]


_CLAIMS = st.lists(
    st.builds(
        lambda value, lang, part: claim(value, f"о {value} из них", lang, part=part),
        st.integers(1, 999),
        st.sampled_from(["kk", "ru", "en"]),
        st.sampled_from(["abstract", "body", "conclusion"]),
    ),
    max_size=24,
)


@given(_CLAIMS)
def test_values_and_places_in_the_text_never_change(claims: list[Claim]) -> None:
    told = with_one_topic(claims)
    assert [(c.claim_id, c.quantity.interval, c.location) for c in told] == [
        (c.claim_id, c.quantity.interval, c.location) for c in claims
    ]
    groups = restatements(claims)
    assert sorted({i for group in groups for i in group}) == sorted(i for group in groups for i in group)
    for group in groups:
        assert len({str(told[i].topic) for i in group}) == 1


@given(_CLAIMS)
def test_a_second_time_changes_nothing(claims: list[Claim]) -> None:
    told = with_one_topic(claims)
    assert with_one_topic(told) == told


def test_a_figure_mistyped_in_the_abstract_meets_its_original() -> None:
    told = claim(
        "36.2", "До ближайшей больницы сельский житель едет в среднем 36,2 минуты", unit="minute", kind="duration"
    )
    body = claim("32.6", "Сельский житель едет до больницы 32,6 минуты", part="body", unit="minute", kind="duration")
    other = claim("41.5", "Сельский житель едет до школы 41,5 минуты", part="body", unit="minute", kind="duration")
    assert restatements([told, body, other]) == [[0, 1]]
    again = claim("36.2", "Дорога занимает 36,2 минуты", part="body", unit="minute", kind="duration")
    assert restatements([told, body, again]) == [[0, 2]]


@pytest.mark.parametrize(("value", "part", "one"), [(3, "body", False), (3, "abstract", True), (34, "body", True)])
def test_parts_that_are_as_few_are_no_figure_told_again(value: int, part: str, one: bool) -> None:
    told = {"kind": "count", "unit": "person", "topic": {"population": "graduate", "sample": "interviewed"}}
    first = claim(value, "graduates of Polish universities were interviewed", "en", part="body", **told)
    again = claim(value, "graduates of Czech universities were interviewed", "en", part=part, **told)
    assert restatements([first, again]) == ([[0, 1]] if one else [])


CLUBS = "Without heating remain 61.4 % of the village clubs."


@pytest.mark.parametrize(
    ("abstract", "body", "expected"),
    [
        (CLUBS, ["57.2"], [[0, 1]]),
        (CLUBS, ["41.2"], []),  # too far apart
        (CLUBS, ["61.43", "57.2"], [[0, 1]]),  # what it rounds stands there
        (CLUBS, ["57.2", "58.3"], []),  # which of the two?
        ("Concerts were given by 61.4 % of the orchestras.", ["57.2"], []),
    ],
)
def test_a_figure_that_the_body_changed_is_known_by_the_words_beside_it(
    abstract: str, body: list[str], expected: list[list[int]]
) -> None:
    lines = [claim(v, f"Of the village clubs {v} % had no heating.", "en", part="body") for v in body]
    assert restatements([claim("61.4", abstract, "en"), *lines]) == expected


def test_a_figure_that_an_abstract_prints_too_is_no_other_one_changed() -> None:
    front = [claim(v, f"Without heating remain {v} % of the village clubs.", "en") for v in ("61.4", "57.2")]
    body = claim("57.2", "Of the village clubs 57.2 % had no heating.", "en", part="body")
    assert restatements([*front, body]) == [[1, 2]]
