"""Builds with something in doubt."""

import json

import pytest

import lawgraph

#: Two namesakes, a bureau without a division and the one that it may be, two programs of nearly one name.
PAGES = [
    ("丰台区召开部署会", "2019-03-04", "丰台区司法局局长张伟主持召开会议。丰台区司法局启动“法治惠民进万家”活动。"),
    ("丰台区启动活动", "2019-05-04", "丰台区司法局启动“法治惠民到万家”活动。"),
    ("成都市部署工作", "2020-01-01", "成都市司法局局长张伟讲话。"),
    ("走访企业", "2022-03-02", "鼓楼区司法局走访企业。"),
    ("南京市走访", "2022-02-02", "南京市鼓楼区司法局走访企业。"),
]


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages as JSON Lines."""
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl"
    write_pages(path, PAGES)
    return path


@pytest.fixture
def built(pages, tmp_path):
    """A folder of its own with the build of the pages."""
    lawgraph.build([pages]).write(tmp_path / "out")
    return tmp_path / "out"


def write_pages(path, pages):
    records = [{"title": title, "date": date, "text": text} for title, date, text in pages]
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
