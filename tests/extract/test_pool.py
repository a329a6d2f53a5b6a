from __future__ import annotations

import os
import pickle

import pytest

from lawgraph import errors
from lawgraph.extract import pool
from lawgraph.extract.extractor import extract
from lawgraph.extract.pool import extract_all, jobs_for
from lawgraph.model import Article

ARTICLES = [Article(text=f"第{number}县司法局召开会议。包头市司法局局长张志刚出席。", source=str(number)) for number in range(7)]


class Deadly(Article):
    """An article that ends the process that it is sent to."""

    def __reduce__(self):
        return os._exit, (1,)


@pytest.fixture(autouse=True)
def small_shares(monkeypatch):
    monkeypatch.setattr(pool, "_SHARE", 3)


def test_several_processes_give_the_same_in_the_same_order():
    assert list(extract_all(ARTICLES, jobs=2)) == [extract(article) for article in ARTICLES]


def test_what_a_dead_process_leaves_is_done_here():
    articles = [*ARTICLES, Deadly(text="包头市司法局局长张志刚出席会议。")]
    assert list(extract_all(articles, jobs=2)) == [extract(article) for article in articles]


def test_an_error_in_a_process_comes_out_as_it_is():
    with pytest.raises(AttributeError, match="text"):
        list(extract_all([*ARTICLES, None], jobs=2))


def test_small_inputs_need_no_second_process(monkeypatch):
    assert jobs_for(ARTICLES) == 1
    assert jobs_for([]) == 1
    monkeypatch.setattr(pool, "_WORTH_A_PROCESS", 10)
    assert jobs_for(ARTICLES) >= 1
    if hasattr(os, "sched_getaffinity"):
        assert jobs_for(ARTICLES) <= len(os.sched_getaffinity(0))


def test_no_articles_are_no_extractions():
    assert list(extract_all([], jobs=4)) == []


@pytest.mark.parametrize("kind", [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LawgraphError)])
def test_our_errors_travel_between_processes(kind):
    error = pickle.loads(pickle.dumps(kind("a.txt", "it is empty", "Look again")))
    assert type(error) is kind
    assert (error.subject, error.problem, error.remedy, str(error)) == ("a.txt", "it is empty", "Look again", f"{kind.code} a.txt: it is empty. Look again.")
