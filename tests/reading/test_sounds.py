"""Characters by their sound."""

from __future__ import annotations

import pytest

from ledger.reading.sounds import sounds
from training.sounds import OUT, listed


@pytest.mark.parametrize(
    ("one", "other"),
    [("陈明", "程民"), ("林静", "宁进"), ("张伟", "章维"), ("胡珊", "福三"), ("陈", "陳"), ("珺", "君")],
)
def test_names_that_recognisers_confuse_sound_the_same(one: str, other: str) -> None:
    assert sounds().of(one) == sounds().of(other)


@pytest.mark.parametrize(("one", "other"), [("张伟", "李伟"), ("陈明", "陈东"), ("王", "黄")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert sounds().of(one) != sounds().of(other)


def test_what_has_no_sound_stays_as_it_is_and_lengths_do_not_change() -> None:
    heard = sounds().of("好，Anna 99！")
    assert heard[1:] == "，Anna 99！"
    assert heard[0] != "好"


def test_near_sounds_share_their_beginning_or_their_end() -> None:
    near = sounds().near(sounds().of("凡"))
    assert all(sounds().of(char) in near for char in "宽饭华")
    assert sounds().of("明") not in near


def test_pinyin_is_spelled_without_tones() -> None:
    assert sounds().pinyin("李录") == "lilu"
    assert sounds().pinyin("A") == ""


def test_the_table_of_sounds_is_what_pypinyin_makes_it() -> None:
    assert OUT.read_text(encoding="utf-8") == listed()
