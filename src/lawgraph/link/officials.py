"""Splink over the officials of a graph: which two nodes are probably one person.

The model is fixed (:data:`MODEL`) and its weights are told below, so that a graph of five articles and one
of a hundred thousand are judged alike; how common each name is comes from the graph. One thread and no
sampling: the same graph gives the same links.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lawgraph.errors import LinkError
from lawgraph.link.profiles import Profile, profiles_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.model import ResolvedClaim

#: Name and version of the model: changed with every weight.
MODEL: Final = "officials/1"
#: Links below this probability are not written: one in two of them is wrong.
THRESHOLD: Final = 0.5
#: The prior, as pairs of one person for each official: not what was counted (0.2) but what makes scores honest.
#: Columns of one person agree together more than the model's independence has it, and with the count two
#: in three of the links scored 0.05 were right.
_PAIRS: Final = 4.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two officials, by id and in order, who are one person with a probability of ``score``."""

    left: str
    right: str
    score: float


def link_officials(claims: Iterable[ResolvedClaim], *, threshold: float = THRESHOLD) -> tuple[Link, ...]:
    """Return the probable links between the officials of claims, by their ids, from ``threshold`` up.

    Raises LinkError where Splink is not installed.
    """
    try:
        from splink import Linker  # noqa: PLC0415 - of an extra
        from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415
    except ImportError as error:
        raise LinkError("splink", f"cannot be imported ({error})", "Install it: pip install 'lawgraph[link]'") from error
    profiles = profiles_of(claims)
    if len(profiles) < 2:
        return ()
    import duckdb  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    with warnings.catch_warnings(), _quiet():
        warnings.simplefilter("ignore")
        connection = duckdb.connect(":memory:")
        connection.execute("SET threads = 1")
        api = DuckDBAPI(connection)
        frame = pd.DataFrame(profiles, columns=Profile._fields).astype({"first": "float64", "last": "float64"})
        linker: Any = Linker(api.register(frame), _settings(len(profiles)))
        found = linker.inference.predict(threshold_match_probability=threshold).as_pandas_dataframe()
    pairs = zip(found["id_l"], found["id_r"], found["match_probability"], strict=True)
    links = (Link(min(left, right), max(left, right), round(float(score), 4)) for left, right, score in pairs)
    return tuple(sorted(links, key=lambda one: (one.left, one.right)))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Splink from telling on the terminal how long its steps take."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(level)


def _settings(officials: int) -> Any:
    """Return the model. Each level has the share of pairs of one person, and of two, that it holds for.

    Counted on the pairs that the first tier leaves apart in a made world (benchmarks/identity_data.py, 600
    bodies, seed 7) and rounded; of birth and gender, which few texts state, from how people are born.
    """
    import splink.comparison_level_library as cll  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import SettingsCreator, block_on  # noqa: PLC0415
    from splink.blocking_rule_library import CustomRule  # noqa: PLC0415

    def level(what: Any, one_person: float, two_people: float, **more: Any) -> Any:
        return what.configure(m_probability=one_person, u_probability=two_people, **more)

    def comparison(name: str, *levels: Any) -> Any:
        return cl.CustomComparison(output_column_name=name, comparison_levels=list(levels))

    def condition(sql: str, label: str) -> Any:
        return cll.CustomLevel(sql, label_for_charts=label)

    name = comparison(
        "name",
        level(cll.ExactMatchLevel("name"), 0.83, 2.5e-5, tf_adjustment_column="name"),
        level(condition("sound_l = sound_r", "sounds alike"), 0.07, 2e-5),
        level(condition("levenshtein(name_l, name_r) <= 1", "one character"), 0.09, 3.5e-3),
        level(cll.ElseLevel(), 0.01, 0.9964),
    )
    place = comparison(
        "place",
        condition("len(codes_l) = 0 or len(codes_r) = 0", "no place").configure(is_null_level=True),
        level(condition("len(list_intersect(codes_l, codes_r)) > 0", "one division"), 0.6, 0.01),
        level(condition("len(list_intersect(cities_l, cities_r)) > 0", "one prefecture"), 0.17, 0.03),
        level(condition("len(list_intersect(provinces_l, provinces_r)) > 0", "one province"), 0.04, 0.03),
        level(cll.ElseLevel(), 0.19, 0.93),
    )
    work = comparison(
        "line",
        level(condition("len(list_intersect(lines_l, lines_r)) > 0", "one line of work"), 0.85, 0.2),
        level(cll.ElseLevel(), 0.15, 0.8),
    )
    time = comparison(
        "time",
        condition("first_l is null or first_r is null", "no date").configure(is_null_level=True),
        level(condition("greatest(first_l - last_r, first_r - last_l) between -0.3 and 1.5", "within eighteen months"), 0.6, 0.15),
        level(condition("greatest(first_l - last_r, first_r - last_l) between 1.5 and 4", "within four years"), 0.12, 0.17),
        level(condition("greatest(first_l - last_r, first_r - last_l) > 4", "after more than four years"), 0.12, 0.37),
        level(cll.ElseLevel(), 0.16, 0.31),
    )
    born = comparison(
        "born",
        cll.NullLevel("born"),
        level(cll.ExactMatchLevel("born"), 0.98, 4e-3),
        level(cll.ElseLevel(), 0.02, 0.996),
    )
    gender = comparison(
        "gender",
        cll.NullLevel("gender"),
        level(cll.ExactMatchLevel("gender"), 0.995, 0.65),
        level(cll.ElseLevel(), 0.005, 0.35),
    )
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        probability_two_random_records_match=min(0.5, 2 * _PAIRS / (officials - 1)),
        comparisons=[name, place, work, time, born, gender],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            CustomRule("l.sound = r.sound and len(list_intersect(l.cities, r.cities)) > 0"),
            CustomRule("l.surname = r.surname and len(list_intersect(l.codes, r.codes)) > 0"),
        ],
        retain_intermediate_calculation_columns=False,
    )
