"""Subtitle files: the words with their seconds, exactly as a subtitle library has them."""

from __future__ import annotations

import pysubs2

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
