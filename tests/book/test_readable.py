"""What readers see of a stretch of a transcript file: the words, and nothing of how the file is written."""

from __future__ import annotations

import pytest

from ledger.book.readable import is_json, readable


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        ("It will\n\n2\n00:00:05,000 --> 00:00:07,000\nrain.", "It will\n\nrain."),
        (
            "It will\n\n00:05.000 --> 00:07.000 align:start\n<v Ann>rain<00:05.500><c> soon</c>.",
            "It will\n\nrain soon.",
        ),
        ("It will\n[00:05.000 --> 00:07.000]  rain.", "It will\nrain."),
        ("It will\n[2.50s -> 5.00s] rain.", "It will\nrain."),
        ("It will\n[00:05.00]rain.", "It will\nrain."),
        ("It will\n2500\t5000\train.", "It will\nrain."),
        ('It will"\n2500,5000,Ann," rain.', "It will rain."),
        ("It will\nDialogue: 0,0:00:02.50,0:00:04.00,Default,Bob,0,0,0,,{\\i1}rain.", "It will\nrain."),
        ('It</s><s t="300" ac="0"> will</s></p>\n<p t="1500">rain.', "It will\nrain."),
        ("It goes A --> B, they say.\nSo it will.", "It goes A --> B, they say.\nSo it will."),
        ("1, 2 <3> 4 [sic] (really)", "1, 2 <3> 4 [sic] (really)"),
    ],
)
def test_words_stay_and_what_stands_around_them_goes(stretch: str, words: str) -> None:
    assert readable(stretch) == words


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        ('It will", "end": 5}, {"start": 5, "text": "rain.', "It will rain."),
        ('It"}, {"utf8": " will", "tOffsetMs": 300}, {"utf8": " rain.', "It  will  rain."),
        ('\\u4f1a\\u6da8", "EndMs": 9}, {"FinalSentence": "\\u3002', "会涨 。"),
    ],
)
def test_json_goes_and_its_escapes_are_undone(stretch: str, words: str) -> None:
    assert readable(stretch, in_json=True) == words
    assert is_json('{"segments": []}') and is_json("[{") and not is_json("[00:01] words")
