from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def data() -> Path:
    return DATA


@pytest.fixture
def shared() -> Path:
    if not (SHARED / "articles").is_dir():
        pytest.skip("the five sample dumps (../shared/articles) are not on this machine")
    return SHARED
