"""Splink 5 on DuckDB as the identity benchmark runs it: parsed columns, term frequencies, models trained on the records."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING, Any

import pandas as pd
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

if TYPE_CHECKING:
    from collections.abc import Hashable

    from identity_methods import Clusters, Row

THRESHOLDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99)
logging.getLogger("splink").setLevel(logging.ERROR)


def cluster_people(rows: list[Row]) -> dict[str, Clusters]:
    """Link officials: name, place, organ, post and year."""
    frame = pd.DataFrame(
        {
            "unique_id": range(len(rows)),
            "name": [row.name for row in rows],
            "surname": [row.name[0] for row in rows],
            "given": [row.name[1:] for row in rows],
            "code": [row.code or None for row in rows],
            "city": [row.code[:4] or None for row in rows],
            "province": [row.code[:2] or None for row in rows],
            "organ": [row.organ or None for row in rows],
            "head": [str(row.head) if row.body else None for row in rows],
            "year": [row.year or None for row in rows],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.CustomComparison(
                output_column_name="name",
                comparison_levels=[
                    cll.NullLevel("name"),
                    cll.ExactMatchLevel("name", term_frequency_adjustments=True),
                    cll.LevenshteinLevel("name", 1),
                    cll.ElseLevel(),
                ],
            ),
            _place(),
            cl.ExactMatch("organ").configure(term_frequency_adjustments=True),
            cl.ExactMatch("head"),
            cl.CustomComparison(
                output_column_name="year",
                comparison_levels=[
                    cll.NullLevel("year"),
                    cll.CustomLevel("abs(year_l - year_r) <= 1", "within a year"),
                    cll.CustomLevel("abs(year_l - year_r) <= 5", "within five years"),
                    cll.ElseLevel(),
                ],
            ),
        ],
        blocking_rules_to_generate_predictions=[block_on("name"), block_on("surname", "code", "organ")],
        retain_intermediate_calculation_columns=False,
    )
    return _clusters(frame, rows, settings, [block_on("name", "organ")], [block_on("name"), block_on("code", "organ", "year")])


def cluster_bodies(rows: list[Row]) -> dict[str, Clusters]:
    """Link institutions: name, place and organ. Records with one code and alike in every column are one record."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault((row.name, row.code, row.organ) if row.code else row.spot, []).append(row)
    first = [group[0] for group in groups.values()]
    frame = pd.DataFrame(
        {
            "unique_id": range(len(first)),
            "name": [row.name for row in first],
            "code": [row.code or None for row in first],
            "city": [row.code[:4] or None for row in first],
            "province": [row.code[:2] or None for row in first],
            "organ": [row.organ or None for row in first],
            "opening": [row.name[:2] for row in first],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.CustomComparison(
                output_column_name="name",
                comparison_levels=[
                    cll.ExactMatchLevel("name", term_frequency_adjustments=True),
                    cll.LevenshteinLevel("name", 1),
                    cll.JaroWinklerLevel("name", 0.85),
                    cll.ElseLevel(),
                ],
            ),
            _place(),
            cl.ExactMatch("organ").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[block_on("name"), block_on("city", "organ"), block_on("opening", "organ", "province")],
        retain_intermediate_calculation_columns=False,
    )
    members = list(groups.values())
    return _clusters(frame, members, settings, [block_on("code", "organ")], [block_on("name", "organ"), block_on("city", "organ")])


def _place() -> Any:
    return cl.CustomComparison(
        output_column_name="place",
        comparison_levels=[
            cll.NullLevel("code"),
            cll.ExactMatchLevel("code", term_frequency_adjustments=True),
            cll.ExactMatchLevel("city", term_frequency_adjustments=True),
            cll.ExactMatchLevel("province"),
            cll.ElseLevel(),
        ],
    )


def _clusters(frame: pd.DataFrame, rows: list[Any], settings: SettingsCreator, sure: list[Any], blocks: list[Any]) -> dict[str, Clusters]:
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
        linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for block in blocks:
            linker.training.estimate_parameters_using_expectation_maximisation(block)
        pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
        out: dict[str, Clusters] = {}
        for threshold in THRESHOLDS:
            found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=threshold).as_pandas_dataframe()
            out[str(threshold)] = {
                row.spot: f"{threshold}-{cluster}"
                for number, cluster in zip(found["unique_id"], found["cluster_id"], strict=True)
                for row in (rows[number] if isinstance(rows[number], list) else [rows[number]])
            }
    return out
