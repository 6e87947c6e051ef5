"""What a title line says of who leads, who is invited, and where the video is."""

from __future__ import annotations

import pytest

from ledger.reading.programme import of_title

LONG = "春季大会 - P6：圆桌-主持人：林一-嘉宾：周 二-吴三 - 晚风电台 - BV1xx411c7mD"
CASES = [
    (LONG, "春季大会 - P6：圆桌", "林一", "周二 吴三"),
    ("圆桌论坛｜主持人：林一 嘉宾：周二、吴三", "圆桌论坛", "林一", "周二 吴三"),
    ("谈谈明年（嘉宾：周二 / Ann Lee）", "谈谈明年", "", "周二 Ann Lee"),
    ("The talk | Host: Ann Lee | Guests: Jean-Luc Roy, Bo Low", "The talk", "Ann Lee", "Jean-Luc Roy Bo Low"),
    ("Futures: Ann Lee in conversation with Bob Low (live)", None, "Bob Low", "Ann Lee"),
    ("【路口】过去一半了｜林一 对谈 周二老师（下）", None, "林一", "周二老师"),
    ("明年会更好吗？一次长谈", "明年会更好吗？一次长谈", "", ""),
    ("主持人：" * 500, None, "", ""),
]


@pytest.mark.parametrize(("line", "title", "host", "guests"), CASES)
def test_a_programme_is_read_from_a_title(line: str, title: str | None, host: str, guests: str) -> None:
    known = of_title(line)
    assert (known.host, " ".join(known.guests)) == (host, guests)
    assert title is None or known.title == title


def test_a_title_tells_publisher_and_the_part_of_the_video() -> None:
    known = of_title(LONG)
    assert (known.publisher, known.video) == ("晚风电台", "bilibili:BV1xx411c7mD?p=6")
