"""What is told of a claim from its words: small made-up talks and tables of sentences."""

from __future__ import annotations

import pytest

from ledger.model import CERTAINTIES, KINDS, TOPICS, Labels
from ledger.reading.labelling.subjects import subjects
from ledger.reading.labels import label, talk_of
from ledger.reading.lexicon import LANGUAGES, load
from ledger.reading.lexicon.scanner import scanner


def labels_of(claim: str, before: str = "", after: str = "", title: str = "", question: str = "") -> Labels:
    return label(
        talk_of(before + claim + after, title), len(before), len(before) + len(claim), question=question
    )


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("明年航空业会恢复增长", "forecast"),
        ("随着技术成熟，成本会越来越低", "forecast"),
        ("如果油价继续下跌，航空公司的利润就会回升", "conditional"),
        ("一旦工厂建成，产能会翻倍", "conditional"),
        ("当所有人都用上电动车的时候，加油站就消失了", "conditional"),
        ("谁先做出来谁就占领市场", "conditional"),
        ("我们希望看到更多年轻人加入", "expectation"),
        ("我特别看好明年的旅游市场", "expectation"),
        ("我们必须有自己的供应链", "need"),
        ("行业需要有统一的标准", "need"),
        ("我们计划明年开两百家店", "plan"),
        ("這個行業未來必須要有統一的標準", "need"),
        ("Sales will double next year", "forecast"),
        ("If rates fall, housing will recover", "conditional"),
        ("I hope the price comes down", "expectation"),
        ("We need to build more houses", "need"),
        ("We plan to open forty stores by the end of the year", "plan"),
        ("無論如何，房價會上漲", "forecast"),
    ],
)
def test_the_cue_that_governs_a_claim_tells_its_kind(claim: str, kind: str) -> None:
    assert labels_of(claim).kind == kind


@pytest.mark.parametrize(
    ("before", "claim", "certainty", "hedge"),
    [
        ("", "明年航空业会恢复增长", "high", ""),
        ("", "明年航空业一定会恢复增长", "high", "一定会"),
        ("", "明年航空业可能会恢复增长", "low", "可能会"),
        ("", "明年航空業或許會恢復增長", "low", "或許"),
        ("", "明年航空业大概率会恢复增长", "medium", "大概率会"),
        ("", "明年航空业不太可能恢复增长", "medium", "不太可能"),
        ("", "我觉得明年航空业会恢复增长", "medium", "我觉得"),
        ("我觉得", "明年航空业会恢复增长", "medium", "我觉得"),
        ("我觉得很难。", "明年航空业会恢复增长", "high", ""),
        ("", "我觉得明年航空业可能会恢复增长", "low", "可能会"),
        ("", "我觉得明年航空业肯定会恢复增长", "high", "肯定会"),
        ("", "可能最早能用上的，应该是在医院", "medium", "应该是"),
        ("", "社会会更开放，这不会有更多的可能性", "high", ""),
        ("", "行业需要有统一的标准", "medium", ""),
        ("", "Sales will double next year", "high", ""),
        ("", "Sales might double next year", "low", "might"),
        ("", "We expect sales to double next year", "medium", "We expect"),
        ("I think ", "sales will double next year", "medium", "i think"),
        ("", "Sales will definitely double", "high", "definitely"),
    ],
)
def test_the_hedge_that_outweighs_the_others_tells_how_sure_the_speaker_is(
    before: str, claim: str, certainty: str, hedge: str
) -> None:
    found = labels_of(claim, before)
    assert (found.certainty, found.hedge) == (certainty, hedge)


def test_a_hedge_is_told_across_a_line_break() -> None:
    assert labels_of("明年航空业可\n能会恢复增长").hedge == "可能会"


@pytest.mark.parametrize(
    ("claim", "topic"),
    [
        ("模型的评测需要新的榜单", "evaluation"),
        ("结果的可控性会大幅提升", "controllability"),
        ("训练算力会是现在的一百倍", "scaling"),
        ("人形机器人会走进工厂", "embodied"),
        ("很多岗位会被裁员", "jobs"),
        ("這些崗位會被裁員", "jobs"),
        ("美联储明年会降息两次", "other"),
        ("海平面会继续上升", "other"),
        ("监管会越来越严", "safety"),
        ("开源模型会追上闭源模型", "open-source"),
        ("新的芯片会更便宜", "hardware"),
        ("A robot will do the dishes", "embodied"),
        ("Unemployment will rise", "jobs"),
        ("Inflation will fall to two percent", "other"),
    ],
)
def test_the_words_of_a_claim_tell_what_it_is_about(claim: str, topic: str) -> None:
    assert labels_of(claim).topics[0] == topic


def test_where_a_claim_names_no_subject_the_words_around_it_do() -> None:
    assert labels_of("这个明年会有很大变化", before="下面说说人形机器人。").topics == ("embodied",)
    assert labels_of("这个明年会有很大变化", question="失业率会怎么走？").topics == ("jobs",)
    assert labels_of("这个明年会有很大变化", title="芯片年会").topics == ("hardware",)
    assert labels_of("这个明年会有很大变化").topics == ("other",)


def test_a_claim_has_at_most_three_topics_the_best_first() -> None:
    found = labels_of("机器人、芯片、监管、翻译和评测明年都会变").topics
    assert len(found) == 3
    assert set(found) <= set(TOPICS)


@pytest.mark.parametrize(
    ("before", "claim", "who"),
    [
        ("", "高盛预计明年金价会到三千", "高盛"),
        ("高盛的分析师认为，", "明年金价会到三千", "高盛的分析师"),
        ("", "有一些机构预测明年金价会涨", "一些机构"),
        ("王小明强调，", "明年金价会涨", "王小明"),
        ("高盛上个月发了报告。", "高盛他们预计明年金价会涨", "高盛"),
        ("高盛认为今年平平。", "他们预计明年金价会涨", "高盛"),
        ("", "明年的增长会比市场预期好", ""),
        ("", "我认为明年金价会涨", ""),
        ("", "今年的资本支出预计会翻倍", ""),
        ("", "Analysts expect prices to fall", "Analysts"),
        ("", "We expect prices to fall", ""),
        ("", "I believe prices will fall", ""),
    ],
)
def test_a_reported_forecast_is_attributed_to_whoever_made_it(before: str, claim: str, who: str) -> None:
    assert labels_of(claim, before).attributed_to == who


def test_a_forecaster_named_in_another_turn_is_not_meant() -> None:
    talk = talk_of("高盛预计，明年金价会涨")
    assert label(talk, 5, 11, turn_start=5).attributed_to == ""


@pytest.mark.parametrize(
    ("claim", "checkable"),
    [
        ("明年销量会增长百分之二十", 2),
        ("公司明年会上市", 2),
        ("公司会改名", 1),
        ("未来的空间非常大", 0),
        ("Sales will grow 20 percent", 2),
        ("There will be great opportunities", 0),
    ],
)
def test_an_amount_or_a_dated_event_can_be_settled_as_worded(claim: str, checkable: int) -> None:
    assert labels_of(claim).checkable == checkable


def test_every_subject_belongs_to_a_topic_of_the_ledger() -> None:
    known = {*TOPICS, "hidden"}
    for language in LANGUAGES:
        assert {name.partition("/")[0] for name in load("topics", language)} <= known


@pytest.mark.parametrize("name", ["hedges", "kinds", "topics", "measures"])
def test_no_word_stands_in_a_file_twice(name: str) -> None:
    for language in LANGUAGES:
        words = [word.lower() for listed in load(name, language).values() for word in listed]
        assert sorted({word for word in words if words.count(word) > 1}) == [], language


def test_labels_stay_within_the_vocabularies_whatever_the_words() -> None:
    for claim in ("会", "…", "12345", "if", "   \n ", "可能" * 50):
        found = labels_of(claim)
        assert found.kind in KINDS
        assert found.certainty in CERTAINTIES
        assert set(found.topics) <= set(TOPICS)


def test_a_longer_word_hides_the_shorter_ones_within_it() -> None:
    assert [cue.text for cue in scanner("hedges").find("社会不太可能停下")] == ["不太可能"]


def test_a_latin_word_is_found_only_whole() -> None:
    assert [cue.text for cue in scanner("hedges").find("a mighty company might win")] == ["might"]


def test_subjects_stand_in_the_order_of_the_talk_however_they_were_found() -> None:
    named = subjects("视频的质量会提高，显卡会便宜，图像这个质量也会提高")
    assert len(named.starts) > 2
    assert list(named.starts) == sorted(named.starts)
