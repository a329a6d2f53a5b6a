import dataclasses
import random

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph.knowledge import Knowledge
from lawgraph.model import Article, Entity, Kind, Property


def test_knowledge_has_one_order_whatever_order_it_comes_in(knowledge):
    for seed in range(5):
        parts = [list(knowledge.articles), list(knowledge.entities), list(knowledge.claims)]
        for part in parts:
            random.Random(seed).shuffle(part)
        again = Knowledge(*(tuple(part + part[:2]) for part in parts), knowledge.inferred_edges * 2)
        assert again == knowledge


def test_knowledge_takes_in_the_entities_at_the_ends_of_claims(knowledge):
    bare = Knowledge(knowledge.articles, (), knowledge.claims, knowledge.inferred_edges)
    assert bare.entities == knowledge.entities


def test_knowledge_counts_nodes_and_edges_by_kind(knowledge):
    counts = knowledge.counts()
    assert counts["Institution"] == 5
    assert counts["Place"] == 0
    assert counts["partOf"] == 2  # one stated, one inferred
    assert counts["nodes"] == 14
    assert counts["edges"] == sum(counts[prop.value] for prop in Property) == 13


def test_knowledge_tells_entities_of_one_id_and_two_kinds_apart():
    same = (Entity("x", Kind.PROGRAM, "甲", "甲"), Entity("x", Kind.EVENT, "乙", "乙"))
    knowledge = Knowledge(entities=same)
    assert knowledge.entity_by_id(Kind.PROGRAM, "x").label == "甲"
    assert knowledge.entity_by_id(Kind.EVENT, "x").label == "乙"


def test_knowledge_joins_cooperation_told_from_either_side(knowledge):
    claim = next(c for c in knowledge.claims if c.claim.property is Property.COOPERATES_WITH)
    turned = dataclasses.replace(
        claim,
        id="turned",
        subject=claim.object,
        object=claim.subject,
        claim=dataclasses.replace(claim.claim, subject=claim.claim.object, object=claim.claim.subject),
    )
    both = Knowledge(knowledge.articles, knowledge.entities, (claim, turned))
    assert [(edge[1], len(claims)) for edge, claims in both.edges()] == [(Property.COOPERATES_WITH, 2)]


def test_knowledge_leaves_out_an_inferred_edge_that_an_article_states(knowledge):
    claim = next(c for c in knowledge.claims if c.claim.property is Property.PART_OF)
    told = Knowledge(knowledge.articles, (), (claim,), ((claim.subject, Property.PART_OF, claim.object),))
    assert told.inferred_edges == ()
    assert len(told.edges()) == 1


def test_knowledge_keeps_one_of_two_articles_with_one_text():
    twins = (Article("同文。", title="乙"), Article("同文。", title="甲"))
    assert Knowledge(twins).articles == Knowledge(twins[::-1]).articles
    assert len(Knowledge(twins).articles) == 1


def test_knowledge_refuses_a_claim_without_its_article(knowledge):
    with pytest.raises(OutputError, match=r"its article .* is not here"):
        Knowledge((), (), knowledge.claims)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (0, 10_000)])
def test_knowledge_refuses_evidence_outside_the_text(knowledge, start, end):
    claim = knowledge.claims[0]
    wrong = dataclasses.replace(claim, claim=dataclasses.replace(claim.claim, start=start, end=end))
    with pytest.raises(OutputError, match="outside the text"):
        Knowledge(knowledge.articles, (), (wrong,))


def test_knowledge_refuses_one_id_for_two_claims(knowledge):
    first, second = knowledge.claims[:2]
    with pytest.raises(OutputError, match="two different claims"):
        Knowledge(knowledge.articles, (), (first, dataclasses.replace(second, id=first.id)))
