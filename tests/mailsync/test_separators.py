"""Prefixes of subjects and lines above forwarded mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.separators import Says, names_a_forward, prefix, separator


@pytest.mark.parametrize(
    "subject",
    [
        "Fwd: x", "FW: x", "Fw : x", "WG: x", "TR : x", "RV: x", "I: x", "PD: x", "VS: x", "VB: x", "ENC: x", "İLT: x",
        "VL: x", "Doorst: x", "Redir.: x", "Továbbítás: x", "转发：x", "轉寄: x", "転送: x",
        "전달: x", "הועבר: x", "ΠΡΘ: x",
        "Fwd[2]: x", "FW: FW: x", "[club] Fwd: x", "EXTERNAL: FW: x", "[Fwd: x]", "Chuyển tiếp: x", "Fwd: Re: x",
    ],
)  # fmt: skip
def test_the_outermost_prefix_says_that_it_is_a_forward(subject):
    assert prefix(subject).says is Says.FORWARD


@pytest.mark.parametrize(
    "subject",
    ["Re: Fwd: x", "AW: WG: x", "SV: VB: x", "RE: FW: x", "Antw: x", "回复：Fwd: x", "[club] Re: x", "RIF: I: x"],
)
def test_an_answer_to_a_forward_is_an_answer(subject):
    assert prefix(subject).says is Says.REPLY


@pytest.mark.parametrize("subject", ["", "Lunch", "Fwd", "Meeting: Fwd: x", "Forwarding the plan", "fw"])
def test_a_subject_without_a_prefix_says_nothing(subject):
    assert prefix(subject).says is Says.NOTHING


@pytest.mark.parametrize(
    ("subject", "rest"), [("Fwd: Re: x", "Re: x"), ("[Fwd: x]", "x"), ("Lunch: x", "x"), ("y", "y")]
)
def test_what_follows_the_prefix_is_kept(subject, rest):
    assert prefix(subject).rest == rest


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------", "> Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "======== Forwarded message ========", "‐‐‐‐ Forwarded Message ‐‐‐‐", "Début du message transféré :",
        "---- Forwarded by Jane/Acme on 01/02/2024 10:00 AM ----", "以下是转发的邮件：",
        "-------- 转发邮件信息 --------",
        "İleti başlangıcı:", "----- İletilmiş Mesaj -----", "Välitetty viesti alkaa:", "----- Message transmis -----",
        "-------- Välitetty viesti / Fwd.Msg --------", "----- Forwarded message from Jane <jane@acme.test> -----",
        "תחילת ההודעה שהועברה:", "------ 전달된 메시지 ------",
    ],
)  # fmt: skip
def test_a_line_names_a_forward(line):
    found = separator(line)
    assert found is not None
    assert found.forward


@pytest.mark.parametrize(
    "line", ["-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-------- 원본 메일 --------"]
)
def test_an_original_message_is_above_answers_too(line):
    found = separator(line)
    assert found is not None
    assert not found.forward


@pytest.mark.parametrize(
    "line",
    [
        "",
        "----",
        "Forwarded message attached, please read",
        "I forwarded message two",
        "-- forwarded message center --",
    ],
)
def test_prose_is_no_separator(line):
    assert separator(line) is None


def test_what_stands_behind_the_words_is_kept():
    found = separator("----- Weitergeleitete Nachricht ----- Von: Jörg Weiß <j@acme.test>")
    assert found is not None
    assert found.rest == "Von: Jörg Weiß <j@acme.test>"


def test_a_text_is_looked_through_line_by_line():
    assert names_a_forward("See below.\n\n---- Forwarded message ----\nFrom: Jane")
    assert not names_a_forward("I look forward to what you forwarded.\nJane")


@given(st.text(max_size=300))
def test_nothing_breaks_them(text):
    assert prefix(text).says in Says
    separator(text)
    names_a_forward(text)
