import subprocess
import sys

import pytest

from lawgraph.lexicon.pinyin import pinyin


@pytest.mark.parametrize(
    ("text", "person", "spelt"),
    [
        ("包头市司法局", False, "bao tou shi si fa ju"),
        ("重庆市长寿区", False, "chong qing shi chang shou qu"),
        ("石家庄市长安区司法局", False, "shi jia zhuang shi chang an qu si fa ju"),
        ("市长热线", False, "shi zhang re xian"),
        ("单志刚", True, "shan zhi gang"),
        ("单位", False, "dan wei"),
        ("曾丽", True, "zeng li"),
        ("尉迟恭", True, "yu chi gong"),
        ("12348热线", False, "12348 re xian"),
        ("", False, ""),
    ],
)
def test_pinyin(text, person, spelt):
    assert pinyin(text, person=person) == spelt


def test_heavy_libraries_load_only_when_needed():
    modules = [
        "files",
        "knowledge",
        "literals",
        "names",
        "network",
        "pinyin",
        "queries",
        "records",
        "refusal",
        "store",
        "turtle",
    ]
    code = f"import sys, importlib; [importlib.import_module('lawgraph.graph.' + m) for m in {modules}]; "
    code += "print([m for m in ('rdflib', 'pyoxigraph', 'networkx', 'pypinyin') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
