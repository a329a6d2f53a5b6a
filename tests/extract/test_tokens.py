from pathlib import Path

import pytest

from lawgraph.extract import tokens as tokens_module
from lawgraph.extract.tokens import Tokens, plain_tagger, port_tagger
from lawgraph.read import read_paths

SEEDS = Path(__file__).parents[2] / "seeds"
SHARED = Path(__file__).parents[3] / "shared" / "articles"


def _boundaries(pairs):
    ends, end = set(), 0
    for word, _ in pairs:
        end += len(word)
        ends.add(end)
    return ends


def _agreement(folder):
    """Share of word ends that both taggers give, over all articles of a folder (Jaccard)."""
    pytest.importorskip("rjieba", reason="the Rust port has no wheel for this platform")
    both = either = 0
    for article in read_paths([folder]).articles:
        port, plain = _boundaries(port_tagger()(article.text)), _boundaries(plain_tagger()(article.text))
        both += len(port & plain)
        either += len(port | plain)
    assert either > 5000
    return both / either


def test_the_fallback_cuts_words_nearly_as_the_port_does():
    # Measured 0.99 on the seeds: the port guesses unknown words a little differently.
    assert _agreement(SEEDS) > 0.95


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not beside the project")
def test_the_fallback_cuts_words_nearly_as_the_port_does_on_real_articles():
    assert _agreement(SHARED) > 0.95


def test_a_word_has_the_tag_that_its_text_gives_it():
    pytest.importorskip("rjieba", reason="the Rust port has no wheel for this platform")
    text = "".join(article.text for article in read_paths([SEEDS]).articles) + "两国高达2021年3.5%的A股市场"
    assert [(token.word, token.tag) for token in Tokens(text)] == port_tagger()(text)


def test_without_the_port_words_and_tags_are_those_of_jieba(monkeypatch):
    plain = plain_tagger()
    monkeypatch.setattr(tokens_module, "tagger", lambda: plain)
    monkeypatch.setattr(tokens_module, "cutter", lambda: None)
    tokens_module._TAGS.clear()
    text = "包头市司法局局长张志刚出席会议。"
    assert [(token.word, token.tag) for token in Tokens(text)] == plain(text)
    tokens_module._TAGS.clear()


def test_tokens_are_found_by_position():
    tokens = Tokens("包头市司法局召开会议。")
    assert tokens.at(1).word == "包头市"
    assert tokens.starts_at(3)
    assert not tokens.starts_at(4)
    assert tokens.at(99) is None
    assert "".join(token.word for token in tokens) == "包头市司法局召开会议。"


def test_our_words_are_one_token():
    assert "警务部" in [token.word for token in Tokens("包头市司法局政治警务部主任")]
