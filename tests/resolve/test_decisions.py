"""What a decision may say, and which of many are in force."""

import itertools

import pytest

from lawgraph.errors import DecisionError
from lawgraph.model import Anchor, Claim, Effect, Kind, Mention, Property
from lawgraph.resolve.decisions import ClaimAnchor, Decision, Verdict, is_about, settle

ONE = Anchor(Kind.OFFICIAL, "a0000000000000001", 0, 2, "张伟")
TWO = Anchor(Kind.OFFICIAL, "a0000000000000002", 5, 7, "张伟")
BODY = Anchor(Kind.INSTITUTION, "a0000000000000001", 2, 7, "丰台区司法局")
SAID = ClaimAnchor("c0", Property.LEADS, 0, 9, "局长")
SAME = Decision(Verdict.SAME, ONE, TWO, who="王芳", when="2026-11-22")
WRONG = Decision(Verdict.WRONG, ONE, BODY, claim=SAID)


def undo(decision, **more):
    return Decision(Verdict.UNDO, undoes=decision.id, **more)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"verdict": Verdict.SAME, "left": ONE}, "lacks the field right"),
        ({"verdict": Verdict.SAME, "left": ONE, "right": TWO, "name": "张伟"}, "takes no field name"),
        ({"verdict": Verdict.SAME, "left": ONE, "right": ONE}, "the same mention"),
        ({"verdict": Verdict.DIFFERENT, "left": ONE, "right": BODY}, "an? Official and an? Institution are never one"),
        ({"verdict": Verdict.WRONG, "left": ONE, "right": BODY}, "lacks the field claim"),
        ({"verdict": Verdict.WRONG, "left": TWO, "right": BODY, "claim": SAID}, "lie in one article"),
        ({"verdict": Verdict.RENAME, "left": ONE, "name": "  "}, "the name is empty"),
        ({"verdict": Verdict.RENAME, "left": ONE, "name": "\u202e伟张"}, "marks that no screen shows"),
        ({"verdict": Verdict.RENAME, "left": ONE, "name": "张" * 121}, "longer than 120"),
        ({"verdict": Verdict.RENAME, "left": ONE, "name": "\ud800"}, "half of a surrogate pair"),
        ({"verdict": Verdict.UNDO, "undoes": "the last one"}, "no id of a decision"),
        ({"verdict": Verdict.UNDO, "undoes": SAME.id, "when": "yesterday"}, "not ISO 8601"),
        ({"verdict": Verdict.RENAME, "left": Anchor(Kind.PLACE, "a1", 5, 3, "x"), "name": "y"}, r"the span \[5, 3\)"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(fields, problem):
    with pytest.raises(DecisionError, match=problem):
        Decision(**fields)


def test_the_id_is_one_of_content():
    again = Decision(Verdict.SAME, ONE, TWO, who="王芳", when="2026-11-22")
    assert again.id == SAME.id
    assert len({SAME.id, Decision(Verdict.DIFFERENT, ONE, TWO).id, Decision(Verdict.SAME, ONE, TWO).id}) == 3


def effects(*decisions):
    applied, others = settle(decisions)
    return [one.verdict for one in applied], {one.decision: one.effect for one in others}


def test_an_undo_takes_a_decision_back_and_its_own_undo_brings_it_again_in_any_order():
    first, second = undo(SAME), undo(undo(SAME), who="李明")
    for order in itertools.permutations([SAME, first]):
        assert effects(*order) == ([], {SAME.id: Effect.UNDONE, first.id: Effect.APPLIED})
    for order in itertools.permutations([SAME, first, second]):
        assert effects(*order) == ([Verdict.SAME], {first.id: Effect.UNDONE, second.id: Effect.APPLIED})


def test_one_of_two_undos_that_is_undone_leaves_the_other():
    one, two = undo(SAME, who="王芳"), undo(SAME, who="李明")
    assert effects(SAME, one, two, undo(one))[0] == []
    assert effects(SAME, one, two, undo(one), undo(two))[0] == [Verdict.SAME]


def test_a_chain_of_undos_longer_than_the_stack_is_followed():
    chain = [SAME]
    for _ in range(5001):
        chain.append(undo(chain[-1]))
    assert effects(*chain)[0] == []
    assert effects(*reversed(chain[:-1]))[0] == [Verdict.SAME]


def test_an_undo_of_nothing_is_told():
    lost = Decision(Verdict.UNDO, undoes="d" + "0" * 16)
    _, (outcome,) = settle([lost])
    assert (outcome.effect, outcome.detail) == (Effect.UNMATCHED, "there is no decision d0000000000000000")


def test_the_later_of_two_decisions_on_one_pair_holds_whichever_side_is_named_first():
    other = Decision(Verdict.DIFFERENT, TWO, ONE)
    assert effects(SAME, other) == ([Verdict.DIFFERENT], {SAME.id: Effect.OVERRULED})
    assert effects(other, SAME) == ([Verdict.SAME], {other.id: Effect.OVERRULED})
    assert effects(SAME, other, undo(other))[0] == [Verdict.SAME]
    names = [Decision(Verdict.RENAME, ONE, name=name) for name in ("张玮", "张炜")]
    assert settle(names)[0] == (names[1],)


def test_a_line_that_stands_twice_counts_once():
    assert effects(SAME, SAME) == ([Verdict.SAME], {})


def claim(**changes):
    ends = {
        "subject": Mention(0, 2, Kind.OFFICIAL, "张伟"),
        "property": Property.LEADS,
        "object": Mention(2, 7, Kind.INSTITUTION, "丰台区司法局"),
    }
    return Claim(**(ends | {"start": 0, "end": 9, "rule": "leads.x/1", "confidence": 0.9, "role": "局长"} | changes))


def test_a_wrong_claim_is_known_by_its_ends_its_property_and_its_role():
    assert is_about(WRONG, claim())
    assert is_about(WRONG, claim(rule="leads.y/2", end=12))
    assert not is_about(WRONG, claim(role="党委书记"))
    assert not is_about(WRONG, claim(property=Property.HOLDS_POST))
    assert not is_about(WRONG, claim(subject=Mention(20, 22, Kind.OFFICIAL, "张伟")))
    assert not is_about(SAME, claim())
