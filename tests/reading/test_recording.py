"""What is known of a recording: sidecars, their errors, and what wins over what."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.dates import PartialDate
from ledger.errors import BadInput
from ledger.model import Recording
from ledger.reading.recording import load, merge, of_transcript, sidecar_of


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_json_and_a_yaml_sidecar_say_the_same(tmp_path: Path) -> None:
    json = (
        '{"title": "圆桌", "date": "2023-06", "host": "林一", "guests": ["周二"], '
        '"bvid": "BV1xx411c7mD", "part": 6}'
    )
    yaml = "title: 圆桌\ndate: 2023-06\nhost: 林一\nguests: [周二]\nbvid: BV1xx411c7mD\npart: 6\nmood: good\n"
    expected = Recording(
        title="圆桌",
        date=PartialDate(2023, 6),
        host="林一",
        guests=("周二",),
        video="bilibili:BV1xx411c7mD?p=6",
    )
    assert load(written(tmp_path, "a.json", json)) == load(written(tmp_path, "a.yml", yaml)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("host: null\nguests:\n", Recording()),
        ("guests: 林一、周二, Ann Lee\n", Recording(guests=("林一", "周二", "Ann Lee"))),
        ("host: [林一, 周二]\nguests: [吴三]\n", Recording(host="林一", guests=("周二", "吴三"))),
        ("upload_date: 20230615\n", Recording(date=PartialDate(2023, 6, 15))),
        ("date: 2023-06-15\n", Recording(date=PartialDate(2023, 6, 15))),
        ("date: 2023-06-15T08:00:00Z\n", Recording(date=PartialDate(2023, 6, 15))),
        ("date: 2023\n", Recording(date=PartialDate(2023))),
        ("日期: 2023年6月\n主持人: 林一\n", Recording(date=PartialDate(2023, 6), host="林一")),
        ("published: 2023-07-01\ndate: 2023-06-15\n", Recording(date=PartialDate(2023, 6, 15))),
        ("video_id: abcdefghijk\n", Recording(video="youtube:abcdefghijk")),
        ("video: bilibili:BV1xx411c7mD?p=2\n", Recording(video="bilibili:BV1xx411c7mD?p=2")),
        ("date: June 2023\n", Recording(date=PartialDate(2023, 6))),
        ("date: Sept. 5th, 2023\n", Recording(date=PartialDate(2023, 9, 5))),
        ("published: Thu, 15 Jun 2023 08:00:00 +0000\n", Recording(date=PartialDate(2023, 6, 15))),
        ("guests:\n- name: 林一\n  role: 教授\n- 周二\n", Recording(guests=("林一", "周二"))),
        ("title: 2024\n", Recording(title="2024")),
    ],
)
def test_fields_are_read_under_the_names_files_give_them(
    text: str, expected: Recording, tmp_path: Path
) -> None:
    assert load(written(tmp_path, "talk.yml", text)) == expected


def test_the_address_tells_the_video(tmp_path: Path) -> None:
    known = load(written(tmp_path, "talk.yml", "url: https://youtu.be/abcdefghijk\n"))
    assert (known.url, known.video) == ("https://youtu.be/abcdefghijk", "youtube:abcdefghijk")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.yml", "title: x\ndate: last year\n", r"a.yml:2: date: 'last year' is no date: a date is YYYY"),
        ("a.yml", "title: x\ndate: 2023-02-30\n", r"a.yml:2: date: '2023-02-30' is no date"),
        ("a.yml", "date: 12/06/2023\n", r"a.yml:1: date: '12/06/2023' is no date"),
        ("a.yml", "date: June\n", r"a.yml:1: date: 'June' is no date"),
        ("a.yml", "date: on\n", r"a.yml:1: date: 'True' is no date"),
        ("a.yml", "guests: [{role: host}]\n", r"a.yml:1: guests: .* is no name or list of names"),
        ("a.yml", "guests: {a: b}\n", r"a.yml:1: guests: '{'a': 'b'}' is no name or list of names"),
        ("a.yml", "title: [a, b]\n", r"a.yml:1: title: .* is a list; text is accepted"),
        ("a.yml", "part: first\n", r"a.yml:1: part: 'first' is no part"),
        ("a.yml", "title: x\nhost: [a\n", r"a.yml:3: is no YAML"),
        ("a.yml", "- a\n- b\n", r"a.yml: holds a list; fields with values are accepted"),
        ("a.yml", "a: &a x\nb: *a\n", r"a.yml:2: is no YAML: aliases are not accepted"),
        ("a.json", '{"title": "x",\n "date": "soon"}', r"a.json:2: date: 'soon' is no date"),
        ("a.json", '{"title": "x",\n}', r"a.json:2: is no JSON"),
        ("a.json", '{"a":' * 9999, r"a.json: is no JSON that can be used"),
        ("a.json", "3", r"a.json: holds a number"),
        ("a.yml", "title: " + "x" * 300_000, r"a.yml: is too large"),
    ],
)
def test_a_sidecar_that_cant_be_used_is_refused_with_its_line(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=message):
        load(written(tmp_path, name, text))


def test_a_sidecar_has_the_stem_of_its_transcript_and_is_no_transcript(tmp_path: Path) -> None:
    talk = written(tmp_path, "talk.txt", "大家好")
    assert sidecar_of(talk) is None
    written(tmp_path, "talk.json", '{"text": "大家好", "segments": [{"text": "大家好"}]}')
    assert sidecar_of(talk) is None
    facts = written(tmp_path, "talk.yaml", "title: x\n")
    assert sidecar_of(talk) == facts
    assert sidecar_of(facts) is None
    assert sidecar_of(written(tmp_path, "other.json", '{"title": "x"}')) is None


def test_a_folder_has_no_facts_beside_it() -> None:
    assert sidecar_of(Path()) is None


def test_each_field_is_taken_from_the_first_that_knows_it() -> None:
    options = Recording(host="林一")
    sidecar = Recording(title="圆桌", host="周二", date=PartialDate(2023))
    assert merge(options, sidecar, Recording(guests=("吴三",))) == Recording(
        title="圆桌", host="林一", date=PartialDate(2023), guests=("吴三",)
    )


def test_options_win_over_the_named_sidecar_and_that_over_the_one_beside(tmp_path: Path) -> None:
    talk = written(tmp_path, "talk.txt", "大家好")
    assert of_transcript(talk) == Recording()
    written(tmp_path, "talk.yml", "title: beside\n")
    assert of_transcript(talk) == Recording(title="beside")
    meta = written(tmp_path, "other.json", '{"title": "named", "host": "林一"}')
    assert of_transcript(talk, meta, Recording(host="周二")) == Recording(title="named", host="周二")
