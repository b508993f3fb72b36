"""How far words reach: which of a sentence's words a figure is told of, and what it takes from the text before it."""

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing import compare_claims
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.numbers.reading import read_numbers
from pipeline.reading.document import TextFile
from schemas import Claim

VOCABULARY = load_vocabulary()


def topics(*sentences: str, lang: str) -> list[dict[str, str]]:
    """The topics of the last sentence's figures."""
    context = Context()
    drafts = ()
    for text in sentences:
        scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
        drafts, context = draft_claims(scene, context, VOCABULARY)
    return [dict(draft.topic) for draft in drafts]


def claims(text: str, name: str = "p") -> tuple[Claim, ...]:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    facts = PaperFacts(paper_id=f"{name}-00000000", sha256=name.encode().hex().rjust(64, "0"), year=2024)
    return build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=VOCABULARY).claims


@pytest.mark.parametrize(
    ("lang", "text", "slot", "code"),
    [
        ("en", "Women smoke less often than men: 12%.", "sex", "female"),
        ("ru", "Женщины курят реже, чем мужчины, – 12%.", "sex", "female"),
        ("kk", "Әйелдер ер адамдарға қарағанда сирек темекі тартады – 12%.", "sex", "female"),
        ("en", "Engineers estimate that 40% of the water is lost.", "population", None),
        ("ru", "По мнению врачей, 30% жителей больны диабетом.", "population", "population"),
        ("kk", "Дәрігерлердің айтуынша, тұрғындардың 30%-ы диабетпен ауырады.", "population", "population"),
        ("en", "40% of farmers believe that the soil is poor.", "population", "farmer"),
        ("en", "The plant employs 15,000 people; what its harvest means is another matter.", "measure", None),
        ("ru", "В области 3 870 школ, и обеспеченность врачами тут ни при чём.", "population", None),
        ("kk", "Елде 4 063 мектеп бар, олардың басым бөлігі ауылдарда.", "setting", None),
    ],
)
def test_what_a_figure_is_only_set_against_or_told_by_fills_no_slot(
    lang: str, text: str, slot: str, code: str | None
) -> None:
    assert topics(text, lang=lang)[0].get(slot) == code


@pytest.mark.parametrize(
    ("lang", "text", "products"),
    [
        ("ru", "Под пшеницу отвели 2,1 млн га — это меньше всего зернового клина (3,0 млн га).", ["wheat", "grain"]),
        ("en", "Births (412 thousand) exceeded deaths (133 thousand).", ["birth", "death"]),
        ("ru", "Число родившихся (412 тыс.) превысило число умерших (133 тыс.).", ["birth", "death"]),
        ("kk", "Туғандар (412 мың) қайтыс болғандардан (133 мың) көп.", ["birth", "death"]),
    ],
)
def test_a_figure_in_brackets_is_of_the_words_before_them(lang: str, text: str, products: list[str]) -> None:
    assert [t.get("product", t.get("object")) for t in topics(text, lang=lang)] == products


@pytest.mark.parametrize(
    ("lang", "before", "text"),
    [
        ("en", "In 2021 obesity was found in 23.5% of adults.", "Among men the figure stood at 20%."),
        ("en", "In 2021 obesity was found in 23.5% of adults.", "In rural areas this share was 25%."),
        ("ru", "Ожирением страдали 23,5% взрослых.", "Среди сельских жителей показатель был ниже, чем в городах: 21%."),
        ("kk", "Ересектердің 23,5%-ы семіздікке шалдыққан.", "Ауыл халқының арасында деңгей 20%-дан аспады."),
    ],
)
def test_this_figure_is_of_what_the_one_before_was_of(lang: str, before: str, text: str) -> None:
    assert topics(before, text, lang=lang)[-1]["disease"] == "obesity"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Annual inflation was 20% in 2022; in 2021 it stood at 8.4%."),
        ("ru", "Годовая инфляция в 2022 году составила 20%; в 2021 году она была 8,4%."),
        ("kk", "2022 жылы жылдық инфляция 20%-дан асты; 2021 жылы ол 8,4% деңгейінде еді."),
    ],
)
def test_a_pronoun_goes_on_with_a_change_that_has_a_name(lang: str, text: str) -> None:
    assert [topic["measure"] for topic in topics(text, lang=lang)] == ["inflation", "inflation"]


@pytest.mark.parametrize(
    ("lang", "before", "text"),
    [
        ("en", "The spread of tuberculosis is studied.", "In 2023, 1,046 new cases were detected."),
        ("ru", "Рассмотрено распространение туберкулёза.", "Выявлено 1 046 новых случаев болезни."),
        ("kk", "Туберкулездің таралуы қарастырылады.", "2023 жылы аурудың 1 046 жаңа жағдайы анықталды."),
    ],
)
def test_new_cases_are_of_the_disease_told_of(lang: str, before: str, text: str) -> None:
    assert topics(before, text, lang=lang)[-1] == {"disease": "tuberculosis", "measure": "new-cases"}


def test_new_cases_of_another_disease_are_not() -> None:
    found = topics("Tuberculosis is studied.", "Some 1,046 new cases of cancer were found.", lang="en")
    assert found[-1]["disease"] == "cancer"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kazakhstan exported 28.7 thousand tonnes of wool worth 71.5 million US dollars."),
        ("ru", "Экспортировано 28,7 тыс. тонн шерсти на 71,5 млн долларов."),
        ("kk", "28,7 мың тонна жүн экспортталып, одан 78 млн доллар түсті."),
    ],
)
def test_money_that_goods_went_for_is_of_these_goods(lang: str, text: str) -> None:
    assert [(t["measure"], t["product"]) for t in topics(text, lang=lang)] == [("export", "wool")] * 2


@pytest.mark.parametrize(
    ("lang", "text", "sexes"),
    [
        ("kk", "Әйелдердің жұмыссыздығы 5,4%-ды құраса, жастардікі 3,8% екен.", ["female", None]),
        ("ru", "Безработица среди женщин – 5,4%, среди молодёжи – 3,8%.", ["female", None]),
        ("ru", "У сельских женщин анемия – у 40%, в городах – у 30%.", ["female", "female"]),
    ],
)
def test_groups_set_apart_keep_no_slot_of_each_other(lang: str, text: str, sexes: list[str | None]) -> None:
    assert [topic.get("sex") for topic in topics(text, lang=lang)] == sexes


@pytest.mark.parametrize(
    ("lang", "before", "text"),
    [
        ("en", "There were 96 hospitals in the region.", "Private ones numbered 14."),
        ("ru", "В области насчитывалось 96 больниц.", "Частных было 14."),
        ("kk", "Облыста 96 аурухана бар.", "Жекеменшігі – 14."),
    ],
)
def test_an_adjective_alone_is_a_part_of_what_was_counted(lang: str, before: str, text: str) -> None:
    assert topics(before, text, lang=lang)[-1] == {"object": "hospital", "type": "private"}


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("ru", "Число учителей – 300 тысяч: в Алматы – 20 тысяч, в Астане – 15 тысяч.", {"population": "teacher"}),
        (
            "ru",
            "Выявлено 2 418 больных туберкулёзом: в Шымкенте – 512, в Кызылорде – 354.",
            {"disease": "tuberculosis", "measure": "new-cases"},
        ),
    ],
)
def test_parts_by_place_are_of_what_the_whole_is_of(lang: str, text: str, topic: dict[str, str]) -> None:
    assert topics(text, lang=lang) == [topic] * 3


@pytest.mark.parametrize(
    ("lang", "text", "second"),
    [
        ("ru", "Малокомплектных школ 2 712, частных 586; всего же школ — 7 400.", {"object": "school"}),
        ("en", "Loans went to 63% of those asked, while exports reached 5 billion tenge.", {"measure": "export"}),
        ("en", "Life expectancy rose from 73.2 years in 2019 to 75.1 years in 2023.", {"measure": "life-expectancy"}),
        (
            "ru",
            "Намолочено 2,9 млн т пшеницы, или в среднем по 13,6 ц с гектара.",
            {"measure": "yield", "product": "wheat"},
        ),
    ],
)
def test_the_last_figure_is_of_its_own_clause(lang: str, text: str, second: dict[str, str]) -> None:
    assert topics(text, lang=lang)[-1] == second


def test_those_interviewed_at_length_are_another_sample() -> None:
    told = claims("Сауалнамаға 120 шаруашылық қатысты. Сонымен қатар 12 шаруашылықпен терең сұхбат жүргізілді.")
    assert [claim.topic.get("sample") for claim in told] == ["asked", "interviewed"]
    verdicts = [pair.verdict for group in compare_claims(told, works={}) for pair in group.conflicts]
    assert "conflict" not in verdicts


def test_a_longer_code_says_it_again() -> None:
    assert topics("2023 жылы 28 мың тонна балық ауланды.", lang="kk") == topics(
        "The fish catch was 28 thousand tonnes in 2023.", lang="en"
    )


@pytest.mark.parametrize(
    ("russian", "conflicts"),
    [
        ("Цена говядины в 2022 году – 2 690 тенге.", 0),
        ("Цена говядины в 2022 году – 2 100 тенге.", 1),
        ("Цена говядины в 2022 году – 5 млн тенге.", 0),
    ],
)
def test_a_price_is_one_whether_it_says_for_how_much_or_not(russian: str, conflicts: int) -> None:
    kazakh = "2022 жылы сиыр етінің келісі 2 700 теңге тұрды."
    groups = compare_claims([*claims(kazakh, "a"), *claims(russian, "b")], works={})
    told = [pair.verdict for group in groups for pair in group.conflicts]
    assert len(groups) == 1
    assert told.count("conflict") == conflicts


@pytest.mark.parametrize(
    ("lang", "text", "slot"),
    [
        ("en", "When 36% of young workers have no contract, a low rate of unemployment says little.", "measure"),
        ("ru", "Если 36% рабочих не имеют договора, низкий уровень безработицы мало о чём говорит.", "measure"),
        ("kk", "Жұмысшылардың 36%-ының шарты болмағанымен, жұмыссыздық деңгейі төмен болып отыр.", "measure"),
        (
            "en",
            "Contracts are rare: 38% of the employed had none, and in construction hardly anybody has one.",
            "sector",
        ),
        ("ru", "Договоры редки: их нет у 38% занятых, и в строительстве их почти ни у кого нет.", "sector"),
    ],
)
def test_another_clause_behind_a_number_tells_nothing_of_it(lang: str, text: str, slot: str) -> None:
    assert slot not in topics(text, lang=lang)[0]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Migrants earn 182 thousand tenge a month, while the mean wage in the country is 364 thousand tenge."),
        ("ru", "Мигранты зарабатывают 182 тыс. тенге в месяц, а средняя зарплата по стране – 364 тыс. тенге."),
        ("kk", "Мигранттардың айлық табысы 182 мың теңге, ал республика бойынша орташа жалақы 364 мың теңге."),
    ],
)
def test_a_figure_of_the_country_is_not_of_those_told_of_before(lang: str, text: str) -> None:
    assert "population" not in topics(text, lang=lang)[-1]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In May 48 managers and 412 guests were surveyed."),
        ("kk", "Мамырда 48 басшы мен 412 қонақ сұралды."),
    ],
)
def test_all_those_of_a_row_are_asked_whom_the_verb_behind_it_tells_of(lang: str, text: str) -> None:
    assert [topic.get("sample") for topic in topics(text, lang=lang)] == ["asked", "asked"]
