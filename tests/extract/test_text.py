from hypothesis import given
from hypothesis import strategies as st

from lawgraph.extract.text import Text, _folding, fold

COMMA, COLON, OPEN, CLOSE = "\uff0c", "\uff1a", "\uff08", "\uff09"


def test_fold_keeps_every_offset():
    text = f"東昌府區司法局{COMMA}「優秀」{OPEN}縣{CLOSE}"
    folded = fold(text)
    assert folded == "东昌府区司法局,“优秀”(县)"
    assert len(folded) == len(text)


def test_no_letter_is_folded_twice():
    twice = "".join(chr(code) for code, plain in _folding().items() if ord(plain) in _folding())
    assert twice
    assert fold(twice + "司法局") == twice.translate(_folding()) + "司法局"


@given(st.text())
def test_fold_is_one_letter_for_one(text):
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="司法局,。!?;:“”\n()《》甲乙 \uff0c\u3000\"'"))
def test_sentences_and_clauses_lie_in_order_inside_the_text(text):
    cut = Text.of(text)
    ends = [0]
    for sentence in cut.sentences:
        assert ends[-1] <= sentence.start < sentence.end <= len(text)
        ends.append(sentence.end)
        clause = cut.clause(sentence.start)
        assert sentence.start <= clause.start <= clause.end <= sentence.end


def test_straight_quotes_are_paired():
    assert fold('荣获"先进集体"称号') == "荣获“先进集体”称号"


def test_a_mark_inside_a_short_name_ends_no_sentence():
    cut = Text.of("甲局开展“我学法!我守法!”活动。乙局参加。")
    assert len(cut.sentences) == 2


def test_a_comma_inside_quotes_ends_no_clause():
    cut = Text.of("以“磨砺品质,锻造作风”为主题,上党课。")
    start, end = cut.clause(0)
    assert cut.folded[start:end] == "以“磨砺品质,锻造作风”为主题"


@given(st.text(alphabet="司法局,。!?;:“”\n甲乙 "))
def test_a_clause_runs_from_mark_to_mark_within_its_sentence(text):
    cut = Text(text)
    marks = [at for at, letter in enumerate(text) if letter in ",;:。!?\n" and not cut.in_quotes(at)]
    for position in range(len(text)):
        sentence = cut.sentence(position)
        start = max((mark + 1 for mark in marks if mark < position), default=0)
        end = min((mark for mark in marks if mark >= position), default=len(text))
        assert cut.clause(position) == (max(start, sentence.start), min(end, sentence.end))
        assert cut.sentence_index(position) == max((index for index, one in enumerate(cut.sentences) if one.start <= position), default=0)
