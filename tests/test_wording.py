import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.wording import excluding, jargon, labels, prompts, safe, sentences
from peerkit.wording.check import check_spoken, check_words


def words(found):
    return [each.word for each in found]


LABELLED = {
    "She suffers from depression.": "suffers from",
    "A group for sufferers": "sufferers",
    "every victim of abuse": "victim of",
    "the mentally ill": "the mentally ill",
    "He is a schizophrenic.": "schizophrenic",
    "No addicts.": "addicts",
    "a junkie": "junkie",
    "Our patients meet weekly.": "patients",
    "You are a patient here.": "a patient",
    "each service user": "service user",
    "Compliance matters.": "Compliance",
    "who committed suicide": "committed suicide",
    "That is attention-seeking.": "attention-seeking",
    "How long have you had your illness?": "your illness",
}
KIND = [
    "Be patient with each other.",
    "A patient ear is worth a lot.",
    "Nobody here is a patient.",
    "You're not a service user here.",
    "Alcoholics Anonymous meets upstairs, and alcoholic drinks stay outside.",
    "We can talk about suicide, and about addiction.",
    "The client chooses the contract.",
    "Crazed paving",
    "The disabled toilet is on the left.",
]
SHUTTING_OUT = {
    "Members must attend every week.": "must attend",
    "Attendance is compulsory.": "Attendance is compulsory",
    "Everyone has to participate fully.": "has to participate fully",
    "You are expected to share.": "expected to share",
    "Mind your personal hygiene.": "personal hygiene",
    "There is a dress code.": "dress code",
    "You will be banned for good.": "banned for good",
    "You may not come back.": "may not come back",
    "Only for people with bipolar.": "Only for people with",
    "A diagnosis is needed.": "diagnosis is needed",
    "You need a diagnosis.": "need a diagnosis",
    "Referral needed.": "Referral needed",
    "Bring a doctor's letter.": "doctor's letter",
    "Cameras must be on.": "Cameras must be on",
    "Everybody stands up.": "Everybody stands up",
    "No latecomers.": "No latecomers",
    "Please keep eye contact with whoever speaks.": "Please keep eye contact",
    "Look each other in the eye.": "Look each other in the eye",
    "No tears, please.": "No tears",
    "We sit still while others speak.": "sit still",
    "Please remain seated.": "Please remain seated",
    "English only.": "English only",
    "Everyone speaks English.": "Everyone speaks English",
    "You must take your medication.": "must take your medication",
    "No one under the influence, ever again.": "No one under the influence",
    "Never come drunk.": "Never come drunk",
    "No talk of suicide.": "No talk of suicide",
    "Talk of suicide is not allowed.": "Talk of suicide is not allowed",
    "Everyone must look at the speaker.": "must look at the speaker",
    "Crying is not allowed.": "Crying is not allowed",
    "Everyone stays seated.": "Everyone stays seated",
    "No alcohol or drugs, ever again.": "No alcohol or drugs, ever",
    "We don't talk about self-harm.": "don't talk about self-harm",
    "Suicide is not to be mentioned.": "Suicide is not to be mentioned",
}
OPEN = [
    "You don't need a diagnosis.",
    "You don\u2019t need a diagnosis.",
    "No diagnosis needed.",
    "No referral needed, and no referral required.",
    "Nobody has to speak.",
    "Nobody is ever banned for good.",
    "Somebody has to speak first.",
    "There is no need to attend every week.",
    "You can stand or sit.",
    "Cameras can be on, off, or pointed at the cat.",
    "You don't have to make eye contact.",
    "Nobody has to sit still.",
    "You don't need to speak English.",
    "Nobody must take medication to come.",
    "We don't describe methods.",
    "We don't talk about suicide methods.",
    "You can speak of suicide. We leave out how it is done.",
    "If you have been drinking, we would rather see you next time.",
    "Tears, laughter and silence are all fine here.",
]
ASKING = {
    "Say your name and your diagnosis.": "your diagnosis",
    "Tell us what medication you take.": "medication",
    "What is your surname?": "your surname",
    "Give your full name, please.": "your full name",
    "Who here takes tablets?": "tablets",
    "If you don't mind, share your diagnosis.": "your diagnosis",
    "Introduce yourself: say your first name, and add any medication.": "any medication",
}
NOT_ASKING = [
    "You don't need a diagnosis.",
    "We give no advice on medication.",
    "Say your first name, never your surname.",
    "Say your name, and leave your surname at home.",
    "Nobody asks for a diagnosis here.",
    "Whatever your diagnosis, you are welcome.",
    "You can talk about medication, or not.",
    "First names only.",
]


@pytest.mark.parametrize(("text", "word"), LABELLED.items())
def test_a_label_is_found(text, word):
    assert words(labels.find(text)) == [word]


@pytest.mark.parametrize("text", KIND)
def test_a_kind_sentence_holds_no_label(text):
    assert labels.find(text) == []


@pytest.mark.parametrize(("text", "word"), SHUTTING_OUT.items())
def test_a_rule_that_shuts_people_out_is_found(text, word):
    assert words(excluding.find(text)) == [word]


@pytest.mark.parametrize("text", OPEN)
def test_an_open_door_is_no_rule_that_shuts_people_out(text):
    assert excluding.find(text) == []


@pytest.mark.parametrize(("text", "word"), ASKING.items())
def test_a_prompt_that_asks_too_much_is_found(text, word):
    assert words(prompts.find(text)) == [word]


@pytest.mark.parametrize("text", NOT_ASKING)
def test_a_text_that_asks_for_nothing_private_passes(text):
    assert prompts.find(text) == []


@pytest.mark.parametrize(
    "word",
    [
        "leverage", "outcomes", "stakeholders", "restorative practice", "holding space", "cross-talk",
        "psychoeducation", "step up, step back", "active listening", "going forward",
    ],
)  # fmt: skip
def test_jargon_is_found_whatever_its_case(word):
    assert words(jargon.find(f"Let us have {word.upper()} here.")) == [word.upper()]


def test_plain_words_are_no_jargon():
    assert jargon.find("We listen, make room for each other, keep the space tidy, and check in once a week.") == []


def test_a_denial_in_another_clause_does_not_hide_a_rule():
    assert words(excluding.find("We give no advice, and members must attend.")) == ["must attend"]


def test_a_phrase_that_runs_over_a_line_is_found():
    assert words(labels.find("people who suffer\nfrom it")) == ["suffer from"]


def test_the_same_word_is_found_once_in_the_order_of_the_text():
    assert words(labels.find("A junkie, a sufferer, a JUNKIE.")) == ["junkie", "sufferer"]


def test_every_suggestion_is_a_sentence():
    tables = (labels.LABELS, labels.ROLES, excluding.EXCLUDING, jargon.JARGON)
    suggestions = [suggestion for table in tables for suggestion in table]
    assert all(suggestion[0].isupper() and suggestion[-1] == "." for suggestion in suggestions)


@given(st.text(max_size=300))
def test_what_is_found_stands_in_the_text(text):
    line = " ".join(text.replace("\u2019", "'").split())
    for find in (labels.find, excluding.find, jargon.find, prompts.find):
        assert all(found.word in line for found in find(text))


def test_sentences_end_where_a_voice_would_stop():
    text = 'Hello. Come in, e.g. at 7.30 p.m. today. Ask Dr. Lee! "Pass." Is that all?'
    assert sentences.split(text) == [
        "Hello.",
        "Come in, e.g. at 7.30 p.m. today.",
        "Ask Dr. Lee!",
        '"Pass."',
        "Is that all?",
    ]


def test_a_line_end_inside_a_sentence_is_a_space():
    assert sentences.split("Find somebody\nto talk with.\nThen swap.") == ["Find somebody to talk with.", "Then swap."]


def test_an_empty_line_or_a_bullet_ends_a_sentence():
    assert sentences.split("Bring\n- tea\n- milk\n\n1. Sit\n2. Talk") == ["Bring", "tea", "milk", "Sit", "Talk"]


def test_a_quotation_inside_a_sentence_does_not_end_it():
    assert sentences.split('Say "Pass." or nothing. Well... we wait.') == [
        'Say "Pass." or nothing.',
        "Well... we wait.",
    ]


def test_a_sentence_may_end_with_a_short_form():
    assert sentences.split("Bring tea, milk etc. Then sit. We meet at 7 p.m. Nobody minds.") == [
        "Bring tea, milk etc.", "Then sit.", "We meet at 7 p.m.", "Nobody minds.",
    ]  # fmt: skip


@given(st.text("aB .!?\n\"'\u2026", max_size=200))
def test_splitting_loses_no_spoken_word(text):
    spoken = sum(sentences.words_in(sentence) for sentence in sentences.split(text))
    assert spoken == sentences.words_in(text)


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=40))
def test_plain_sentences_come_back_whole(parts):
    made = [part.capitalize() + " goes." for part in parts]
    assert sentences.split("\n".join(made)) == made


def test_a_word_is_what_a_voice_says():
    assert sentences.words_in("Well-known words - and, say, 7.30 …") == 5


def test_twenty_words_can_be_read_aloud_and_one_more_is_too_long():
    assert list(check_spoken("script", " ".join(["word"] * 20) + ".")) == []
    (problem,) = check_spoken("script", " ".join(["word"] * 21) + ".")
    assert (problem.code, problem.severity) == ("long-sentence", "advice")


def test_words_are_errors_and_jargon_is_advice():
    text = "Say your diagnosis. Sufferers must attend. Leverage it."
    found = [(problem.code, problem.severity) for problem in check_words("title", text)]
    assert found == [("asks-too-much", "error"), ("label", "error"), ("shuts-out", "error"), ("jargon", "advice")]


def test_a_number_before_a_full_stop_is_no_bullet_in_the_middle_of_a_line():
    assert sentences.split("Tuesdays at 10. Doors open at 9.30.") == ["Tuesdays at 10.", "Doors open at 9.30."]


@given(st.text())
def test_lines_of_sentences_leave_nothing_out(text):
    assert "".join("".join(sentences.in_lines(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "sign", [0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x200D, 0xFEFF, 0xE0100, 0xE01EF]
)
def test_a_sign_that_nobody_sees_and_that_means_nothing_is_left_out(sign):
    assert safe.clean(f"We{chr(sign)} listen.") == "We listen."


@pytest.mark.parametrize("sign", [0x202E, 0x2066, 0x2028, 0xE000, 0xE0001, 0xE0041])
def test_a_sign_that_nobody_sees_and_that_could_deceive_is_refused_with_the_word_it_stands_in(sign):
    word = re.escape(f'here: "lis[U+{sign:04X}]ten.". ')
    with pytest.raises(ValueError, match=f"an invisible character .*{word}Take it out"):
        safe.clean(f"We lis{chr(sign)}ten.")


@given(st.text())
def test_what_is_left_of_a_text_holds_nothing_more_that_means_nothing(text):
    assert safe.seen(safe.seen(text)) == safe.seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u0dbd\u0d82\u0d9a\u0dcf \u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\u0d05\u0d35\u0d30\u0d4d\u200d",
    ],
)
def test_a_joiner_between_letters_that_need_it_is_text(text):
    assert safe.clean(text) == text


@pytest.mark.parametrize("text", ["We \u2665\ufe0f tea.", "\u1820\u180b", "Caf\u00e9", "e\u0302\u0303", "\u1780\u17b6"])
def test_a_heart_and_letters_with_their_marks_are_text(text):
    assert safe.clean(text) == text


WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize(
    "text", ["\U0001f3f3\ufe0f\u200d\U0001f308", WALES, "\U0001f469\U0001f3fd\u200d\U0001f9bd", "\u2764\ufe0f"]
)
def test_a_picture_made_of_several_signs_hides_nothing(text):
    assert safe.clean(text) == text


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("a\u200db", 'an invisible character (U+200D), here: "a[U+200D]b"'),
        ("\U0001f308\u200d", 'an invisible character (U+200D), here: "\U0001f308[U+200D]"'),
        (f"{WALES}\U000e0061", 'an invisible character (U+E0067), here: "\U0001f3f4[U+E0067]"'),
        ("x\U000e0061\U000e0062", 'an invisible character (U+E0061), here: "x[U+E0061]"'),
        ("at \x07 once", 'a control character (U+0007), here: "[U+0007]"'),
    ],
)
def test_what_hides_in_a_text_is_refused_by_its_one_cause_and_leaves_nothing_behind(text, cause):
    assert safe.hidden_in(text) == cause
    assert safe.hidden_in(safe.replaced(text, "")) == ""


@pytest.mark.parametrize("text", ["mr. ", "e.g. ", "no. ", '("a. ', ".", "?!", "a...", "- a\n", "A. "])
def test_a_text_as_long_as_a_file_may_be_is_split_as_a_short_one_is(text):
    many = sentences.split(text * 60_000 + "the end.")
    few = sentences.split(text * 3 + "the end.")
    assert many[-1][-8:] == few[-1][-8:]
    assert (len(many) == 1) == (len(few) == 1)
