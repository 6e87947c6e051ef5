"""Subtitle files: the words with their seconds, exactly as a subtitle library has them."""

from __future__ import annotations

import pysubs2
import pytest

from tests.reading.formats.exact import document, labels

SRT = """1
00:00:03,266 --> 00:00:04,966
今天聊聊<i>明年</i>

2
00:01:04,966 --> 00:01:07,400
{\\an8}你怎么看
两行字

3
01:00:00,000 --> 01:00:01,000
2016
"""


def test_srt_gives_the_times_and_words_that_pysubs2_reads() -> None:
    read = document(SRT)
    theirs = pysubs2.SSAFile.from_string(SRT)
    assert read.format == "srt"
    assert [mark.seconds for mark in read.marks] == [event.start / 1000 for event in theirs]
    assert read.spoken == "\n".join(event.plaintext for event in theirs)


def test_numbers_that_are_said_stay_and_numbers_of_cues_go() -> None:
    assert document(SRT).spoken.endswith("2016")
    assert "\n1\n" not in document(SRT).spoken


def test_subtitles_without_blank_lines_or_with_carriage_returns_are_read_too() -> None:
    tight = SRT.replace("\n\n", "\n")
    assert document(tight).spoken == document(SRT).spoken == document(SRT.replace("\n", "\r\n")).spoken


def test_webvtt_leaves_out_its_header_notes_styles_and_cue_names() -> None:
    read = document(
        "WEBVTT - a talk\nKind: captions\n\nNOTE\nchecked by hand\n\nSTYLE\n::cue { color: red }\n\n"
        "opening\n00:01.000 --> 00:04.000 align:start position:0%\n<v.loud Ann Lee>Up &amp; up.</v>\n\n"
        "00:04.000 --> 00:05.000\n<v Bob Low>Up? <v Ann Lee>Up.\n"
    )
    assert read.format == "vtt"
    assert labels(read) == [("Ann Lee", "Up & up."), ("Bob Low", "Up?"), ("Ann Lee", "Up.")]
    assert [mark.seconds for mark in read.marks] == [1.0, 4.0, None]


def test_an_entity_takes_its_whole_width_in_the_file() -> None:
    read = document("WEBVTT\n\n00:01.000 --> 00:04.000\nUp &amp; up\n")
    start, end = read.in_file(3, 4)
    assert (read.spoken[3], read.text[start:end]) == ("&", "&amp;")


def test_rolling_captions_are_said_once_and_repeated_words_of_others_stay() -> None:
    rolling = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nit<00:00:00.500><c> will</c><00:00:01.000><c> rain</c>\n\n"
        "00:02.000 --> 00:02.010\nit will rain\n\n"
        "00:02.010 --> 00:04.000\nit will rain\nall<00:00:02.500><c> day</c>\n"
    )
    assert document(rolling).spoken == "it will rain\nall day"
    assert document("对\n对\n对\n是的\n").spoken == "对\n对\n对\n是的"


def test_timing_lines_that_strayed_into_captions_part_no_paragraphs() -> None:
    read = document(
        "大家好\n欢迎收听\n今天聊\n\n12\n00:00:05,000 --> 00:00:07,000\n聊明年\n会怎样\n2030\n年\n"
    )
    assert read.spoken == "大家好\n欢迎收听\n今天聊\n聊明年\n会怎样\n2030\n年"
    assert [(read.spoken[mark.at], mark.seconds) for mark in read.marks] == [("聊", 5.0)]


def test_times_in_brackets_before_words_are_kept_beside_them() -> None:
    read = document("[00:00.000 --> 00:04.000]  Hello there\n[00:04.000 --> 00:08.000]  It will rain\n")
    assert read.spoken == "Hello there\nIt will rain"
    assert [mark.seconds for mark in read.marks] == [0.0, 4.0]


def test_sounds_that_are_no_words_are_left_out() -> None:
    assert (
        document("[Music]\nHello\n(Laughter)\n♪♪\nIt will rain.\n（掌声）\n").spoken == "Hello\nIt will rain."
    )


AUTOMATIC = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.310 align:start position:0%
\x20
hello<00:00:00.480><c> there</c><00:00:00.799><c> friends</c>

00:00:02.310 --> 00:00:02.320 align:start position:0%
hello there friends
\x20

00:00:02.320 --> 00:00:04.630 align:start position:0%
hello there friends
it<00:00:02.639><c> will</c><00:00:02.879><c> rain</c>

00:00:04.630 --> 00:00:04.640 align:start position:0%
it will rain
\x20
"""


def test_automatic_captions_of_youtube_are_said_once_with_the_time_they_are_first_heard() -> None:
    read = document(AUTOMATIC)
    assert read.spoken == "hello there friends\nit will rain"
    assert [mark.seconds for mark in read.marks] == [0.16, 2.32]


def numbered(*cues: str) -> str:
    return "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n" for n, cue in enumerate(cues, 1))


def test_captions_that_rolled_before_they_were_saved_as_srt_are_said_once() -> None:
    read = document(
        numbered("hello friends", "hello friends\nit will rain", "it will rain", "it will rain\nall day")
    )
    assert read.spoken == "hello friends\nit will rain\nall day"
    assert [mark.seconds for mark in read.marks] == [1.0, 2.0, 4.0]


def test_subtitles_that_mark_word_after_word_are_said_once() -> None:
    said = ["<u>It</u> will rain.", "It <u>will</u> rain.", "It will <u>rain.</u>", "<u>Soon.</u>"]
    assert document(numbered(*said)).spoken == "It will rain.\nSoon."


def test_what_is_said_twice_in_captions_that_do_not_roll_stays() -> None:
    said = ["对", "对", "对", "我想", "我想\n明年会好"]
    assert document(numbered(*said)).spoken == "\n".join(said)


def test_a_name_above_the_words_of_most_subtitles_is_their_label() -> None:
    read = document("0:0:3.449 --> 0:0:6.999\nAnn Lee\nUp.\n\n0:0:7.449 --> 0:0:9.999\nBob Low\nDown.\n")
    assert labels(read) == [("Ann Lee", "Up."), ("Bob Low", "Down.")]
    assert [mark.seconds for mark in read.marks] == [3.449, 7.449]
    plain = document(numbered("Ann Lee\nwas there.", "It rained.", "It will rain.", "All day."))
    assert plain.spoken.startswith("Ann Lee\nwas there.")


@pytest.mark.parametrize(
    "text",
    [
        "[0.00s -> 2.50s] Hello.\n[2.50s -> 65.00s] It will rain.\n",
        "[00:00.00]Hello.\n[00:02.50]It will rain.\n",
        "0:00\n0 seconds\nHello.\n0:02.5\n2 seconds\nIt will rain.\n1:05\n1 minute, 5 seconds\n",
    ],
)
def test_times_of_every_shape_before_words_are_kept_beside_them(text: str) -> None:
    read = document(text)
    assert read.spoken == "Hello.\nIt will rain."
    assert [mark.seconds for mark in read.marks] == [0.0, 2.5]


def test_a_mark_behind_the_words_tells_that_another_goes_on() -> None:
    read = document("[00:00.000 --> 00:02.000]  Hello. [SPEAKER_TURN]\n[00:02.000 --> 00:04.000]  Rain.\n")
    assert labels(read) == [(None, "Hello."), ("", "Rain.")]
