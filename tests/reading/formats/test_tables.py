"""Transcripts in columns and in XML: words, times and speakers from where each kind has them."""

from __future__ import annotations

import pysubs2
import pytest

from ledger.errors import BadInput
from ledger.reading.formats import read_bytes
from ledger.reading.pipeline import turns_only
from tests.reading.formats.exact import document, labels

ASS = """[Script Info]
Title: a talk
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not said
Dialogue: 0,0:00:00.50,0:00:02.00,Default,Ann,0,0,0,,{\\an8}Hello\\Nthere, friend
Dialogue: 0,0:01:02.50,0:01:04.00,Default,Bob,0,0,0,,It {\\i1}will{\\i0}\\hrain.
"""


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("start\tend\ttext\n0\t2500\tHi, all.\n62500\t65000\tIt will rain.\n", "tsv"),
        ("0.000000\t2.500000\tHi, all.\n62.500000\t65.000000\tIt will rain.\n", "tsv"),
        ('start,end,text\n0,2500," Hi, all."\n62500,65000," It will rain."\n', "csv"),
        ("start;end;text\r\n00:00:00,000;00:00:02,500;Hi, all.\r\n00:01:02.5;;It will rain.\r\n", "csv"),
    ],
)
def test_the_words_of_a_table_stand_in_its_last_column(text: str, format: str) -> None:
    read = document(text)
    assert (read.format, read.spoken) == (format, "Hi, all.\nIt will rain.")
    assert [mark.seconds for mark in read.marks] == [0.0, 62.5]


def test_a_column_of_speakers_gives_labels_and_quotation_marks_are_undone() -> None:
    read = document('start,end,speaker,text\n0,900,Ann,"Hi ""all""."\n900,1000,Bob,"Rain."\n')
    assert labels(read) == [("Ann", 'Hi "all".'), ("Bob", "Rain.")]
    assert read.text[slice(*read.in_file(3, 4))] == '""'


def test_a_line_that_is_no_row_goes_on_with_the_one_before() -> None:
    assert document("start\tend\ttext\n0\t2500\tIt will\nrain.\n").spoken == "It will\nrain."


def test_prose_that_starts_with_the_word_start_is_no_table() -> None:
    assert document("start, end, text: three words.\nIt will rain.\n").format == "text"


def test_ass_gives_what_pysubs2_reads_and_who_says_it() -> None:
    read = document(ASS)
    theirs = [event for event in pysubs2.SSAFile.from_string(ASS) if not event.is_comment]
    assert read.format == "ass"
    assert labels(read) == [(event.name, event.plaintext) for event in theirs]
    assert [mark.seconds for mark in read.marks] == [event.start / 1000 for event in theirs]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<body>\n<w t="0" id="1"/>\n'
        '<p t="80" d="3000" w="1"><s ac="0">we&#39;re</s><s t="300" ac="0"> up &amp;amp; off</s></p>\n'
        '<p t="1500" d="1500" w="1" a="1">\n</p>\n<p t="9"/>\n'
        '<p t="61500" d="3000"><s>rain</s></p></body></timedtext>',
        '<transcript><text start="0.08" dur="3">we&amp;#39;re up &amp;amp; off</text>'
        '<text start="61.5" dur="3">rain</text></transcript>',
        '<?xml version="1.0"?><!-- made --><tt xmlns="http://www.w3.org/ns/ttml"><head><p/></head><body><div>'
        '<p begin="00:00:00.080" end="00:00:03">we\'re up &amp;amp; <span tts:color="red">off</span></p>'
        '<p begin="61.5s">rain</p></div></body></tt>',
    ],
    ids=("srv3", "srv1", "ttml"),
)
def test_captions_in_xml_are_read_with_their_times(text: str) -> None:
    read = document(text)
    assert read.spoken == "we're up & off\nrain"
    assert [mark.seconds for mark in read.marks] == [0.08, 61.5]


def test_lines_and_speakers_of_ttml_and_the_single_words_of_apple() -> None:
    read = document(
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        '<p begin="1:02.5" ttm:agent="SPEAKER_1"><span podcasts:unit="sentence">'
        '<span podcasts:unit="word">It</span><span podcasts:unit="word">rains.</span></span></p>'
        '<p begin="1:05" ttm:agent="SPEAKER_2">Two<br/>lines</p></div></body></tt>'
    )
    assert labels(read) == [("SPEAKER_1", "It rains."), ("SPEAKER_2", "Two\nlines")]
    assert [mark.seconds for mark in read.marks] == [62.5, 65.0]


def test_xml_that_breaks_off_is_read_as_far_as_it_goes_and_without_words_refused() -> None:
    assert document('<timedtext><p t="0">It will rain').spoken == "It will rain"
    with pytest.raises(BadInput, match="holds no words"):
        read_bytes(b"<timedtext><head/><body></body></timedtext>", "talk.srv3")


def test_a_turn_ends_with_its_words_and_has_nothing_of_the_markup_behind_them() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hi.</v>\n\n00:03.000 --> 00:04.000\n<v Bob>So.</v>\n"
    turns = turns_only(document(text)).turns
    assert [text[turn.start : turn.end] for turn in turns] == ["Hi.", "So."]
