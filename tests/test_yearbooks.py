"""Land, waters, forests, waste, energy and emergencies as papers of three languages tell them: one figure, one key;
its neighbours have keys of their own."""

from itertools import combinations

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing.same_measure import measure_of
from pipeline.numbers.reading import read_numbers
from pipeline.numbers.units import unit_class

VOCABULARY = load_vocabulary()

FIGURES = {
    "fish caught": (
        "Көлден 4,1 мың тонна балық ауланды.",
        "Из озера выловили 4,1 тыс. тонн рыбы.",
        "Fishers took 4.1 thousand tonnes of fish from the lake.",
    ),
    "fish farmed": (
        "Тауарлы балық өсіру көлемі 7,2 мың тоннаны құрады.",
        "В садковых хозяйствах выращено 7,2 тыс. тонн товарной рыбы.",
        "Fish farms produced 7.2 thousand tonnes of fish.",
    ),
    "fertiliser put on a hectare": (
        "Егістіктің гектарына 31 кг минералды тыңайтқыш енгізілді.",
        "Минеральных удобрений внесено 31 кг/га.",
        "Mineral fertilisers were applied at 31 kg per hectare.",
    ),
    "area treated against locusts": (
        "Шегірткеге қарсы 380 мың гектар жер өңделді.",
        "От саранчи обработано 380 тыс. га.",
        "Some 380 thousand hectares were treated against locusts.",
    ),
    "yield of grain and legumes": (
        "Дәнді және дәнді бұршақты дақылдардың өнімділігі 12,4 ц/га болды.",
        "Урожайность зерновых и зернобобовых культур составила 12,4 ц/га.",
        "The yield of grain and leguminous crops was 12.4 centners per hectare.",
    ),
    "saline water": (
        "Судың тұздылығы 6,1 г/л болды.",
        "Солёность воды – 6,1 г/л.",
        "Water salinity was 6.1 g/l.",
    ),
    "wear of heat networks": (
        "Жылу желілерінің тозуы 61 % болды.",
        "Тепловые сети изношены на 61 %.",
        "Heat networks are 61% worn out.",
    ),
    "wear of water mains": (
        "Су құбырларының тозуы 54 % болды.",
        "Водопроводные сети изношены на 54 %.",
        "Water mains are 54% worn out.",
    ),
    "forest burned": (
        "Өрттен 812 гектар орман күйіп кетті.",
        "Пожаром пройдено 812 га леса.",
        "Fire swept through 812 ha of forest land.",
    ),
    "timber cut without leave": (
        "Заңсыз кесілген ағаштың көлемі 2,6 мың текше метр болды.",
        "Объём незаконных рубок леса достиг 2,6 тыс. куб. м.",
        "Illegal logging amounted to 2.6 thousand cubic metres.",
    ),
    "carbon dioxide": (
        "CO2 шығарындылары 214 млн тонна болды.",
        "Выбросы CO2 составили 214 млн тонн.",
        "Carbon dioxide emissions were 214 million tonnes.",
    ),
    "coarse dust": (
        "PM10 концентрациясы 71 мкг/м³ болды.",
        "Концентрация PM10 – 71 мкг/м³.",
        "The PM10 concentration was 71 µg/m3.",
    ),
    "fine dust": (
        "PM2.5 концентрациясы 71 мкг/м³ болды.",
        "Концентрация PM2,5 – 71 мкг/м³.",
        "The PM2.5 concentration was 71 µg/m3.",
    ),
    "waste buried": (
        "Қалдықтардың 63 %-ы полигондарда көміледі.",
        "На полигонах захоранивается 63 % отходов.",
        "Landfills receive 63% of waste.",
    ),
    "oil refined": (
        "Мұнай өңдеу көлемі 16,4 млн тонна болды.",
        "Переработано 16,4 млн тонн нефти.",
        "Refineries processed 16.4 million tonnes of crude oil.",
    ),
    "oil extracted": (
        "Мұнай өндіру көлемі 88,1 млн тонна болды.",
        "Нефтедобыча достигла 88,1 млн тонн.",
        "Oil output came to 88.1 million tonnes.",
    ),
    "copper in the ore": (
        "Кенде 2,3 % мыс бар.",
        "Руда содержит 2,3 % меди.",
        "The ore grade is 2.3% copper.",
    ),
    "freight turnover": (
        "Жүк айналымы 498 млрд тонна-километр болды.",
        "Грузооборот составил 498 млрд ткм.",
        "Freight turnover stood at 498 billion tonne-kilometres.",
    ),
    "paved roads": (
        "Жолдардың 81 %-ының жабыны қатты.",
        "Твёрдое покрытие имеют 81 % дорог.",
        "Some 81% of roads are paved.",
    ),
    "people rescued": (
        "Құтқарушылар судан 274 адамды аман алып шықты.",
        "Спасатели вытащили из воды 274 человека.",
        "Rescuers saved 274 people from drowning.",
    ),
    "homes under water": (
        "Тасқын 5,4 мың тұрғын үйді су астында қалдырды.",
        "В результате паводков подтоплено 5,4 тыс. домов.",
        "Floodwater inundated 5.4 thousand homes.",
    ),
    "growing season": (
        "Вегетациялық кезең 108 күнге созылады.",
        "Вегетационный период длится 108 дней.",
        "The growing season lasts 108 days.",
    ),
}


def told(text: str, lang: str) -> tuple[dict[str, str], str]:
    """The topic and the measure of the unit of the one figure that a sentence prints."""
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    drafts, _ = draft_claims(scene, Context(), VOCABULARY)
    (draft,) = drafts
    unit = draft.quantity.unit
    return {k: v for k, v in draft.topic.items() if k != "statistic"}, measure_of(unit) or unit_class(unit)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_one_figure_is_told_alike_in_three_languages(name: str) -> None:
    kk, ru, en = (told(text, lang) for text, lang in zip(FIGURES[name], ("kk", "ru", "en"), strict=True))
    assert kk == ru == en


@pytest.mark.parametrize(("one", "other"), sorted(combinations(sorted(FIGURES), 2)))
def test_two_figures_are_told_apart(one: str, other: str) -> None:
    assert told(FIGURES[one][1], "ru") != told(FIGURES[other][1], "ru")


@pytest.mark.parametrize(
    ("text", "lang", "unit"),
    [
        ("The mean wheat yield was 26.0 c/ha.", "en", "centner per hectare"),
        ("Wheat gave 12 q/ha.", "en", "quintal per hectare"),
        ("Reserves are put at 82 billion m3.", "en", "cubic metre"),
    ],
)
def test_units_of_the_fields_are_read(text: str, lang: str, unit: str) -> None:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    assert [q.unit for q in scene.quantities] == [unit]
