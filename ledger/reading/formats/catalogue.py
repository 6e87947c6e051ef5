"""The kinds of transcripts that are read, each with a few lines as it is met.

What a file is, its content tells; the suffix only decides that a broken `.json` is refused as such.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A kind of transcript: `format` is what `Document.format` says of it, `example` a small whole file."""

    name: str
    format: str
    description: str
    example: str


FORMATS = (
    Format(
        "plain text",
        "text",
        "paragraphs, or one very long line; UTF-8, UTF-16 with a byte order mark, GB18030",
        "大家好，欢迎收听。\n\n我觉得明年会更好。\n",
    ),
    Format(
        "captions",
        "text",
        "a fragment a line, with or without punctuation; stray timing lines do no harm",
        "大家好\n欢迎收听\n3\n00:00:05,000 --> 00:00:07,000\n今天聊聊明年\n",
    ),
    Format(
        "Markdown",
        "text",
        "front matter, headings, lists of facts, emphasis and links are told from the words",
        "---\ntitle: 年终对话\ndate: 2025-12-15\n---\n\n# 年终对话\n\n- **Channel:** 某播客\n\n大家好，**欢迎**收听。\n",
    ),
    Format(
        "title line",
        "text",
        "who leads and who is invited, from the title",
        "# 2024大会 - P6：圆桌论坛-主持人：王小明-嘉宾：李 雷-韩梅梅 - 某频道 - BV1xx411c7mD\n\n我们开始吧。\n",
    ),
    Format(
        "SRT",
        "srt",
        "subtitles with their times",
        "1\n00:00:03,266 --> 00:00:04,966\n咱们这次讲泡沫\n\n2\n00:00:04,966 --> 00:00:07,400\n我也常被问到\n",
    ),
    Format(
        "WebVTT",
        "vtt",
        "subtitles with their times; <v Name> is the speaker; echoes of rolling captions are dropped",
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Lee>It will take years.\n\n00:04.000 --> 00:05.000\n<v Bob Ray>Years?\n",
    ),
    Format(
        "labels before words",
        "text",
        "Name: words; also [Speaker 2]: words, and Q: and A:",
        "[Speaker 0]: 欢迎回来，\n[Speaker 0]: 今天聊明年。\n[Speaker 1]: 好的。\n",
    ),
    Format(
        "labels on their own line",
        "text",
        "Name: alone, its words below",
        "Ray:\n欢迎回来\nYu:\n谢谢邀请\nRay:\n今天聊明年\n",
    ),
    Format(
        "labels in bold",
        "text",
        "**Name**: words, **[Name]**: words, **Name (host)**: words; other bold is emphasis",
        "**王小明（Ming Wang，以下简称明）**：欢迎。\n\n**李雷**：谢谢，**一定**会的。\n\n**李雷**：是的。\n",
    ),
    Format(
        "labels with times",
        "text",
        "Name (00:01:10): words, (00:01:10): words, Name 00:01 with the words below",
        "Ann Lee (00:00:00):\nWelcome back.\n\n(00:01:10):\nLet us begin.\n\nBob Ray (00:01:20):\nThank you.\n",
    ),
    Format(
        "turn marks",
        "text",
        ">> or a dash where the voice changes",
        ">> Welcome back.\n>> Thank you.\n>> Let us begin.\n",
    ),
    Format(
        "whisper JSON",
        "whisper",
        "segments with start, end, text and perhaps speaker; whisper.cpp's transcription too",
        '{"segments": [{"start": 0.0, "end": 2.5, "text": "\\u5927\\u5bb6\\u597d"}], "language": "zh"}',
    ),
    Format(
        "Bilibili CC JSON",
        "bilibili",
        "body with from, to and content",
        '{"body": [{"from": 0.0, "to": 2.5, "content": "大家好"}, {"from": 2.5, "to": 4, "content": "欢迎"}]}',
    ),
    Format(
        "Podcasting 2.0 JSON",
        "podcast",
        "segments with speaker, startTime, endTime and body",
        '{"version": "1.0.0", "segments": [{"speaker": "Ann", "startTime": 0.5, "endTime": 2, "body": "Hello"}]}',
    ),
)
