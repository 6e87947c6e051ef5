"""Who speaks, as far as it is told beside the words."""

from __future__ import annotations

import pytest

from ledger.model import AUDIENCE
from ledger.reading.roster import find_roster, speaker_of
from tests.reading.talks import talk


def names_for(text: str, host: str = "", guests: tuple[str, ...] = ()) -> list[str]:
    """The speaker each label stands for, in the order of the labels."""
    document = talk(text, host, guests)
    roster = find_roster(document)
    return [speaker_of(mark.label, roster) for mark in document.marks if mark.label]


def dialogue(*labels: str) -> str:
    words = ("今天我们聊聊这个行业。", "我觉得明年会好起来。", "那后年呢？", "后年也不会差。")
    lines = [f"{label}：{words[i % 4]}" for i, label in enumerate(labels)]
    return "\n\n".join(lines * (3 if len(labels) < 4 else 1))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("主持人", "邵凯文"), ["罗文博", "邵凯文"]),
        (("文博", "凯文"), ["罗文博", "邵凯文"]),
        (("罗老师", "邵总"), ["罗文博", "邵凯文"]),
        (("问", "答"), ["罗文博", "邵凯文"]),
        (("Luo Wenbo", "Kaiwen"), ["罗文博", "邵凯文"]),
        (("罗文博 (主持人)", "邵凯文"), ["罗文博", "邵凯文"]),
    ],
)
def test_a_label_is_a_spelling_of_somebody_known(labels: tuple[str, ...], expected: list[str]) -> None:
    assert names_for(dialogue(*labels), "罗文博", ("邵凯文",))[:2] == expected


def test_initials_and_first_names_are_known_again() -> None:
    text = "Helen Zhou: Welcome back.\n\nOscar N. Berg: Thank you.\n\nHZ: So, where?\n\nONB: At the start."
    assert names_for(text, "Helen Zhou", ("Oscar N. Berg",)) == [
        "Helen Zhou", "Oscar N. Berg", "Helen Zhou", "Oscar N. Berg",
    ]  # fmt: skip


def test_a_label_gives_its_own_short_form() -> None:
    text = (
        "**亨利·沃德（Henry Ward，以下简称亨利）**：欢迎。\n\n**玛丽·道森（Mary Dawson）**：谢谢。\n\n"
        "**亨利**：我们开始吧。\n\n**玛丽**：好的。"
    )
    assert names_for(text) == ["亨利·沃德", "玛丽·道森", "亨利·沃德", "玛丽·道森"]


def test_whoever_is_not_known_keeps_the_label_as_written() -> None:
    text = dialogue("Operator", "邵凯文", "王芳")
    assert names_for(text, "", ("邵凯文",))[:3] == ["Operator", "邵凯文", "王芳"]


@pytest.mark.parametrize("label", ["观众", "提问者", "Audience", "Unidentified", "Questioner"])
def test_a_voice_from_the_floor_is_the_audience(label: str) -> None:
    text = dialogue("主持人", "邵凯文", label, "邵凯文")
    assert AUDIENCE in names_for(text, "罗文博", ("邵凯文",))


INTERVIEW = """说话人 1：欢迎收听本期节目，今天我们请到了一位嘉宾，先给听众介绍一下自己？

说话人 2：我这几年一直在做储能，之前在工厂里待过十年，我觉得这个行业刚刚开始。

说话人 1：你觉得明年价格会怎么走？你们自己的判断是什么？

说话人 2：我觉得还会降，因为产能在那里，可能要降两成左右。

说话人 1：明白，那你怎么看海外？

说话人 2：海外会慢一些，我个人比较看好中东，因为那边的电价比较特别。"""


def test_numbered_voices_are_told_by_who_leads_and_who_answers() -> None:
    assert names_for(INTERVIEW, "罗文博", ("邵凯文",))[:2] == ["罗文博", "邵凯文"]


def test_numbered_voices_the_recording_itself_numbers_stay() -> None:
    assert names_for(INTERVIEW, "说话人 2", ("说话人 1",))[:2] == ["说话人 1", "说话人 2"]


def test_numbered_voices_stay_where_nothing_tells_them_apart() -> None:
    text = "\n\n".join(f"说话人 {i % 2 + 1}：天气不错。" for i in range(6))
    assert names_for(text, "罗文博", ("邵凯文",))[:2] == ["说话人 1", "说话人 2"]


@pytest.mark.parametrize("called", ["林静怡", "主持人林静怡", "主播林静怡"])
def test_without_anything_else_people_introduce_themselves(called: str) -> None:
    document = talk(f"大家好，欢迎收听我们的节目，我是{called}。今天我一个人来说说这半年的变化。")
    assert [(one.name, one.role) for one in find_roster(document).people] == [("林静怡", "host")]


def test_what_is_known_of_the_recording_is_not_overruled() -> None:
    document = talk("大家好，我是小林。今天说说这半年的变化。", "林静怡")
    assert [one.name for one in find_roster(document).people] == ["林静怡"]


def test_a_guest_is_known_by_another_name_once_all_others_are_called_beside_it() -> None:
    document = talk(
        "好 Kevin你先说说 静怡，你也准备一下 我先说 市场很大 Kevin你觉得呢 静怡你来补充 我同意 市场确实很大",
        "罗文博",
        ("邵先生", "林静怡"),
    )
    assert [one.aliases for one in find_roster(document).guests] == [("Kevin",), ()]


def test_a_host_who_is_to_be_asked_answers() -> None:
    document = talk("以前都是我在问你，今天我们换一换。好，那我来问。", "罗文博", ("邵凯文",))
    assert [(one.name, one.role) for one in find_roster(document).people] == [
        ("罗文博", "guest"), ("邵凯文", "host"),
    ]  # fmt: skip
