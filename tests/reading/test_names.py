"""Names in a talk: how they are met, and what they are doing there."""

from __future__ import annotations

import pytest

from ledger.model import Person, Roster
from ledger.reading.calls import ADDRESSED, CALLED, FIRST, NAMED, RECALLED, SELF, SPOKEN_OF, find_calls
from ledger.reading.names import SOUNDED, SPELLED, find_mentions, forms_of

ROSTER = Roster(
    (Person("罗文博", "host"), Person("邵凯文"), Person("林静怡"), Person("Helen Zhou"), Person("老郑"))
)


@pytest.mark.parametrize(
    ("name", "spelled", "titled", "latin"),
    [
        ("邵凯文", {"邵凯文", "凯文"}, {"邵"}, set()),
        ("邵文", {"邵文"}, {"邵", "文"}, set()),
        ("欧阳文静", {"欧阳文静", "文静"}, {"欧阳"}, set()),
        ("城南徐老师", {"城南徐老师"}, {"徐"}, set()),
        ("老郑", {"老郑"}, set(), set()),
        ("Helen Zhou", set(), set(), {"Helen", "Zhou"}),
        ("Helen周", set(), {"周"}, {"Helen"}),
    ],
)
def test_a_person_has_these_forms(name: str, spelled: set[str], titled: set[str], latin: set[str]) -> None:
    forms = forms_of(Person(name))
    assert (set(forms.spelled), set(forms.titled), set(forms.latin)) == (spelled, titled, latin)


@pytest.mark.parametrize(
    ("text", "person", "sureness"),
    [
        ("邵凯文刚才说", "邵凯文", SPELLED),
        ("凯文刚才说", "邵凯文", SPELLED),
        ("邵老师刚才说", "邵凯文", SPELLED),
        ("小邵刚才说", "邵凯文", SPELLED),
        ("开文刚才说", "邵凯文", SOUNDED),
        ("少老师刚才说", "邵凯文", SOUNDED),
        ("Helen刚才说", "Helen Zhou", SPELLED),
        ("Hellen刚才说", "Helen Zhou", SOUNDED),
    ],
)
def test_a_name_is_met_as_spelled_and_as_it_sounds(text: str, person: str, sureness: int) -> None:
    (mention,) = find_mentions(text, ROSTER)
    assert (mention.person, mention.sureness) == (person, sureness)


def test_a_title_belongs_to_the_name() -> None:
    (mention,) = find_mentions("谢谢凯文老师。", ROSTER)
    assert (mention.start, mention.end) == (2, 6)


def test_a_surname_two_people_share_is_nobodys() -> None:
    roster = Roster((Person("陈立"), Person("陈冬梅")))
    assert not find_mentions("陈老师怎么看？", roster)
    assert [one.person for one in find_mentions("冬梅怎么看？", roster)] == ["陈冬梅"]


@pytest.mark.parametrize(
    ("text", "person", "part"),
    [
        ("好，那个凯文，你怎么看。", "邵凯文", ADDRESSED),
        ("下面有请静怡，", "林静怡", CALLED),
        ("好的，凯文老师，", "邵凯文", CALLED),
        ("我们从静怡这边开始吧，", "林静怡", FIRST),
        ("更加成熟 Helen 对我同意", "Helen Zhou", CALLED),
        ("Helen你要不要先讲讲", "Helen Zhou", CALLED),
        ("老郑呢？", "老郑", CALLED),
        ("大家好，我是凯文。", "邵凯文", SELF),
        ("大家好，我是北方资本的凯文，", "邵凯文", SELF),
        ("我叫林静怡，", "林静怡", SELF),
        ("Hello, Helen here.", "Helen Zhou", SELF),
        ("我同意刚才凯文说的，", "邵凯文", RECALLED),
        ("我补充一下静怡刚刚提到的，", "林静怡", RECALLED),
        ("As Helen said, prices will fall.", "Helen Zhou", RECALLED),
        ("凯文的公司在北方，", "邵凯文", SPOKEN_OF),
        ("我跟静怡他们一起做过，", "林静怡", SPOKEN_OF),
        ("那个凯文在的公司，", "邵凯文", NAMED),
    ],
)
def test_the_words_around_a_name_tell_what_it_does(text: str, person: str, part: str) -> None:
    assert [(call.person, call.part) for call in find_calls(text, ROSTER)] == [(person, part)]


@pytest.mark.parametrize("text", ["他去开门，", "这个凯恩很好，", "开恩以后，"])
def test_a_word_that_only_sounds_near_a_name_calls_nobody(text: str) -> None:
    assert not find_calls(text, ROSTER)


def test_only_a_whole_clause_introduces_somebody_by_a_word_that_sounds_like_them() -> None:
    assert [call.part for call in find_calls("我是北方资本的开文，", ROSTER)] == [SELF]
    assert not find_calls("我是开问题库的，", ROSTER)


@pytest.mark.parametrize("text", ["好，那凯恩你怎么看，", "我们先从凯真开始吧，", "有请开门，"])
def test_the_same_word_calls_somebody_up_with_the_right_words_beside_it(text: str) -> None:
    assert [call.person for call in find_calls(text, ROSTER)] == ["邵凯文"]
