"""JSON transcripts: words found through their escapes, times in seconds, and clear refusals."""

from __future__ import annotations

import json

import pytest

from ledger.errors import BadInput
from ledger.reading.formats import read_bytes
from tests.reading.formats.exact import document, labels


def test_words_are_mapped_through_escapes_to_the_json_as_stored() -> None:
    words = '大家好，"明年"\n会\\涨😀。'
    read = document(json.dumps({"segments": [{"start": 1.5, "end": 2, "text": words}]}))
    assert read.spoken == '大家好，"明年"\n会\\涨😀。'
    at = read.spoken.index("明年")
    start, end = read.in_file(at, at + 2)
    assert read.text[start:end] == "\\u660e\\u5e74"
    smile = read.in_file(read.spoken.index("😀"), read.spoken.index("😀") + 1)
    assert read.text[slice(*smile)] == "\\ud83d\\ude00"


def test_unescaped_words_keep_their_own_places() -> None:
    read = document(
        '{"body": [{"from": 0, "to": 1, "content": "大家好"}, {"from": 61.5, "content": "欢迎"}]}'
    )
    assert read.format == "bilibili"
    assert [(mark.at, mark.seconds) for mark in read.marks] == [(0, 0), (4, 61.5)]
    assert read.text[slice(*read.in_file(4, 6))] == "欢迎"


@pytest.mark.parametrize(
    ("segments", "seconds"),
    [
        ([{"text": "a", "start": 0}, {"text": "b", "start": 5}], [0, 5]),
        ([{"text": "a", "start": 500}, {"text": "b", "start": 4500}], [0.5, 4.5]),
        ([{"text": "a", "startTime": "00:01:05,500"}], [65.5]),
        ([{"text": "a", "timestamps": {"from": "00:00:02,000", "to": "00:00:03,000"}}], [2]),
        ([{"text": "a", "start": -1}, {"text": "b", "start": None}, {"text": "c", "start": True}], []),
    ],
)
def test_times_are_read_as_seconds_whatever_their_form(segments: object, seconds: list[float]) -> None:
    read = document(json.dumps({"transcription": segments}))
    assert [mark.seconds for mark in read.marks] == seconds


def test_speakers_are_labels_and_a_new_one_begins_a_paragraph() -> None:
    segments = [
        {"speaker": "Ann", "text": "Hello"},
        {"speaker": "Ann", "text": "there"},
        {"speaker": 2, "text": "Hi"},
    ]
    read = document(json.dumps(segments))
    assert labels(read) == [("Ann", "Hello\nthere"), ("Speaker 2", "Hi")]


def test_segments_of_single_words_are_joined_as_text() -> None:
    words = ["it", "will", "rain", "all", "day"] * 5
    segments = [{"startTime": n, "body": word} for n, word in enumerate(words)]
    assert document(json.dumps({"version": "1.0.0", "segments": segments})).spoken == " ".join(words)


def test_a_transcript_as_one_string_is_read_too_and_tells_its_language() -> None:
    read = document('{"text": "大家好。", "language": "zh", "duration": 3}')
    assert (read.spoken, read.recording.language) == ("大家好。", "zh")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"segments": [\n{"text": "a",}\n]}', "talk.json:2: is no JSON"),
        ('{"segments": []}', "holds no segments"),
        ('{"title": "facts only"}', "holds no segments"),
        ("not json at all", "talk.json:1: is no JSON"),
        ('{"segments": [{"text": "a"}]} more', "something stands after its end"),
        ('{"a":' * 5000, "is no JSON that can be read"),
        ('{"segments": [{"text": "a", "start": ' + "1" * 5000 + "}]}", "is no JSON that can be read"),
    ],
)
def test_json_that_is_no_transcript_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        read_bytes(text.encode(), "talk.json")


def test_text_that_opens_with_a_bracket_is_no_json() -> None:
    assert document("[Speaker 1]: 你好，\n[Speaker 1]: 你好。\n[Speaker 2]: 好。").format == "text"


def test_half_of_a_surrogate_pair_is_left_out() -> None:
    assert document('{"segments": [{"text": "a\\ud800b\\u0000c\\u200bd"}]}').spoken == "abcd"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            {
                "text": "Hello there. It rains.",
                "words": [{"text": word, "start": 500, "speaker": "A"} for word in ("Hello", "there.", "It")],
                "utterances": [
                    {"speaker": "A", "text": "Hello there.", "start": 500},
                    {"speaker": "B", "text": "It rains.", "start": 2500},
                ],
            },
            [("Speaker A", 0.5, "Hello there."), ("Speaker B", 2.5, "It rains.")],
            id="words, utterances and the whole (AssemblyAI)",
        ),
        pytest.param(
            [{"key": "x", "text": "好，会涨。", "sentence_info": [
                {"text": "好，", "start": 500, "spk": 0}, {"text": "会涨。", "start": 1500, "spk": 1},
            ]}],
            [("Speaker 0", 0.5, "好，"), ("Speaker 1", 1.5, "会涨。")],
            id="sentences within the whole (FunASR)",
        ),
        pytest.param(
            {"events": [
                {"tStartMs": 0, "id": 1},
                {"tStartMs": 80, "segs": [{"utf8": "it"}, {"utf8": " will", "tOffsetMs": 300}]},
                {"tStartMs": 150, "aAppend": 1, "segs": [{"utf8": "\n"}]},
                {"tStartMs": 150, "segs": [{"utf8": "rain"}]},
            ]},
            [(None, 0.08, "it will"), (None, 0.15, "rain")],
            id="parts of events (YouTube json3)",
        ),
        pytest.param(
            {"monologues": [{"speaker": 0, "elements": [
                {"type": "text", "value": "Hi", "ts": 0.5}, {"type": "punct", "value": " "}, {"value": "all"},
            ]}]},
            [("Speaker 0", 0.5, "Hi all")],
            id="parts of monologues (Rev)",
        ),
        pytest.param(
            {"results": [{"alternatives": [{"transcript": "it will"}, {"transcript": "it wilt"}]},
                         {"alternatives": [{"transcript": " rain"}]}]},
            [],
            id="the best of alternatives (Google)",
        ),
        pytest.param(
            {"chunks": [{"timestamp": [0, 2.5], "text": " Hi."}, {"timestamp": [2.5, 4.0], "text": "Rain."}]},
            [(None, 0, "Hi."), (None, 2.5, "Rain.")],
            id="pairs of times (transformers)",
        ),
        pytest.param(
            {"Data": {"ResultDetail": [{"FinalSentence": "会涨。", "StartMs": 500, "SpeakerId": 3}]}},
            [("Speaker 3", 0.5, "会涨。")],
            id="other spellings of names (Tencent)",
        ),
        pytest.param(
            {"recognizedPhrases": [{"offset": "PT1M0.5S", "speaker": 1, "nBest": [{"display": "Hi."}]}]},
            [("Speaker 1", 60.5, "Hi.")],
            id="durations (Azure)",
        ),
    ],
)  # fmt: skip
def test_what_services_write_is_read_where_it_tells_most(
    values: object, expected: list[tuple[str | None, float, str]]
) -> None:
    for text in (json.dumps(values), json.dumps(values, ensure_ascii=False, indent=1)):
        read = document(text)
        times = [mark.seconds for mark in read.marks]
        assert [(a, t, b) for (a, b), t in zip(labels(read), times, strict=True)] == expected
        assert read.spoken


def test_signs_among_single_words_follow_them_without_a_space() -> None:
    words = [*(["it", "will", "rain", "all", "day"] * 5), "."]
    assert document(json.dumps([{"content": word} for word in words])).spoken.endswith("all day.")


def test_json_lines_are_read_as_a_list() -> None:
    lines = '{"speaker": "Ann", "text": "Hi."}\n{"speaker": "Bob", "text": "It rains."}\n'
    assert labels(document(lines)) == [("Ann", "Hi."), ("Bob", "It rains.")]
    with pytest.raises(BadInput, match=r"talk\.jsonl:2: is no JSON"):
        read_bytes(b'{"text": "Hi."}\n{"text": }\n', "talk.jsonl")


def test_facts_stand_beside_the_segments_or_one_step_down() -> None:
    facts = {"title": "Rain", "guests": ["Ann", "Bob"]}
    for values in (facts, {"metadata": facts}):
        known = document(json.dumps({**values, "segments": [{"text": "Hi."}]})).recording
        assert (known.title, known.guests) == ("Rain", ("Ann", "Bob"))
