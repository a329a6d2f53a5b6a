import subprocess
import sys


def test_heavy_libraries_load_only_when_needed():
    modules = [
        "files",
        "knowledge",
        "literals",
        "names",
        "network",
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
