"""A made world with known truth for the identity benchmark: bodies, officials and their careers.

Bodies stand in the real table of divisions, with its renamed and merged districts since 2005; whole
prefectures are drawn, since officials move between neighbours. Posts fall vacant and are filled by
promotion, transfer or newcomers. Nothing in it happened. The same seed gives the same world.
"""

from __future__ import annotations

import heapq
import random
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from lawgraph.lexicon.divisions import Division, Gazetteer

START, END = 2005.0, 2026.0  # years, as decimals
#: Organs by level of the division: id in the lexicon, full name, title of the head, title of a deputy.
ORGANS = {
    "province": (
        ("justice-department", "{}司法厅", "厅长", "副厅长"),
        ("public-security-department", "{}公安厅", "厅长", "副厅长"),
        ("high-court", "{}高级人民法院", "院长", "副院长"),
        ("procuratorate", "{}人民检察院", "检察长", "副检察长"),
        ("party-political-legal", "中共{}委政法委员会", "书记", "副书记"),
        ("discipline-committee", "中共{}纪律检查委员会", "书记", "副书记"),
    ),
    "prefecture": (
        ("justice-bureau", "{}司法局", "局长", "副局长"),
        ("public-security", "{}公安局", "局长", "副局长"),
        ("intermediate-court", "{}中级人民法院", "院长", "副院长"),
        ("procuratorate", "{}人民检察院", "检察长", "副检察长"),
        ("party-political-legal", "中共{}委政法委员会", "书记", "副书记"),
        ("discipline-committee", "中共{}纪律检查委员会", "书记", "副书记"),
    ),
    "county": (
        ("justice-bureau", "{}司法局", "局长", "副局长"),
        ("public-security", "{}公安局", "局长", "副局长"),
        ("court", "{}人民法院", "院长", "副院长"),
        ("procuratorate", "{}人民检察院", "检察长", "副检察长"),
        ("party-political-legal", "中共{}委政法委员会", "书记", "副书记"),
        ("discipline-committee", "中共{}纪律检查委员会", "书记", "副书记"),
    ),
}
#: The same line of work at each level: a court's judges move between courts.
LINES = {
    "justice-department": "justice", "justice-bureau": "justice", "public-security-department": "police", "public-security": "police",
    "high-court": "court", "intermediate-court": "court", "court": "court", "procuratorate": "procuratorate",
    "party-political-legal": "politics", "discipline-committee": "discipline",
}  # fmt: skip


@dataclass(frozen=True)
class Shares:
    """What the world is like. None of these was chosen with an eye on a method; the comments say where they come from."""

    moves_of_vacancies: float = 0.32  # heads' posts filled from another body; gives about 25 % of officials a transfer
    promoted: float = 0.4  # heads' posts filled by a deputy of the same body
    deputy_moves: float = 0.22
    head_years: float = 5.0  # terms are five years, many are cut short
    deputy_years: float = 9.0
    women: float = 0.22
    #: Where somebody who moves comes from: the same division, the same line in the prefecture, the same
    #: prefecture, the province and line, the province, anywhere.
    origins: tuple[float, ...] = (0.30, 0.30, 0.16, 0.13, 0.06, 0.05)
    region_missing: tuple[float, float] = (0.1, 0.3)  # of short forms, by source
    wrong_characters: float = 0.02
    private: float = 0.03
    former_stated: float = 0.45  # of articles on a move that name the former post
    resumes: float = 0.15  # of articles on an appointment that print the career, with sex and month of birth
    reprinted: float = 0.1  # of articles


@dataclass(frozen=True)
class Body:
    """One body for as long as its division had this code; ``line`` groups organs among which people move."""

    key: str
    name: str
    code: str
    organ: str
    head: str
    deputy: str
    level: str
    prefecture: str
    own: str  # the division's own name
    ambiguous: bool  # the division's name alone does not tell which it is
    since: float
    until: float

    @property
    def line(self) -> str:
        """The line of work that the organ belongs to."""
        return LINES[self.organ]


@dataclass
class Official:
    """One person; ``posts`` in order of time."""

    key: str
    name: str
    sex: str
    born: str
    posts: list[Post] = field(default_factory=list)


@dataclass
class Post:
    """Somebody in a post of a seat (a body over its renamings) for a time."""

    seat: int
    head: bool
    since: float
    until: float
    cause: str  # start, entered, promoted, moved


@dataclass
class World:
    """Seats, the bodies that each was in turn, and the officials."""

    seats: list[tuple[Body, ...]]
    officials: list[Official]

    def body(self, seat: int, when: float) -> Body:
        """Return what a seat's body was at a time; the last one after its end."""
        return next((body for body in self.seats[seat] if when < body.until), self.seats[seat][-1])


class Names:
    """Draws of names by real frequency."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        data = tomllib.loads(Path(__file__).with_name("identity_names.toml").read_text(encoding="utf-8"))
        shares: dict[str, float] = dict(data["surnames"])
        rest = [name for name in _in_order() if name not in shares]
        left = 100 - sum(shares.values())
        falling = [1 / (rank + 20) for rank in range(len(rest))]
        shares |= {name: left * share / sum(falling) for name, share in zip(rest, falling, strict=True)}
        self._surnames, self._shares = list(shares), list(shares.values())
        self.given = data["given"]

    def draw(self, sex: str) -> str:
        """Return a full name."""
        surname = self._chance.choices(self._surnames, self._shares)[0]
        given = self.given[sex]
        kind = self._chance.random()
        if kind < 0.22:
            # Any character can be a name by itself; the common ones are.
            return surname + self._falling("".join(dict.fromkeys(given["single"] + given["second"] + given["first"])))
        if kind < 0.3:
            return surname + self._falling(given["set"])
        return surname + self._falling(given["first"]) + self._falling(given["second"])

    def _falling(self, pool: str | list[str]) -> str:
        return self._chance.choices(pool, [1 / (rank + 10) for rank in range(len(pool))])[0]


def _in_order() -> list[str]:
    """Return our surnames, the commonest first."""
    text = resources.files("lawgraph.lexicon").joinpath("data", "surnames.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def make_world(bodies: int = 3_000, officials: int = 20_000, *, seed: int = 1, shares: Shares | None = None) -> World:
    """Return a world with about ``bodies`` bodies at any time and up to ``officials`` officials."""
    chance = random.Random(seed)
    seats = _seats(chance, bodies)
    return World(seats, _Careers(chance, seats, officials, shares or Shares()).run())


def _seats(chance: random.Random, wanted: int) -> list[tuple[Body, ...]]:
    """Return the seats of all provinces and of whole prefectures until there are enough."""
    gazetteer = Gazetteer.load()
    rows = sorted(
        {row for name in gazetteer.names() for row in gazetteer.named(name) if len(row.code) == 6 and row.code < "7" and (row.valid_to or 9999) >= START},
        key=lambda row: (row.code, row.valid_from or 0),
    )
    today = [row for row in rows if row.valid_to is None and not row.name.endswith("市辖区")]
    past: dict[str, list[Division]] = {}
    for row in rows:
        if row.valid_to is not None and row.successor:
            past.setdefault(row.successor, []).append(row)
    groups: dict[str, list[Division]] = {}
    for row in today:
        groups.setdefault(row.code[:2] if row.level == "province" else row.code[:4], []).append(row)
    order = sorted(groups)
    chance.shuffle(order)
    order.sort(key=len)  # provinces first
    seats: list[tuple[Body, ...]] = []
    for group in order:
        for row in groups[group]:
            lineages = _lineages(row, past)
            for organ in ORGANS[row.level]:
                seats += [tuple(_body(step, organ, gazetteer) for step in steps) for steps in lineages]
        if len(seats) >= wanted:
            break
    return seats[:wanted]


def _lineages(row: Division, past: dict[str, list[Division]]) -> list[list[tuple[Division, float, float]]]:
    """Return the rows that became this one in turn; of several that were merged, those that ended as well."""
    before = sorted(past.get(row.code, []), key=lambda one: (one.valid_to or 0, one.code))
    before = [one for one in before if one.level == row.level and one.name != row.name]
    if not before:
        return [[(row, START, 9999.0)]]
    *ended, last = before
    change = (last.valid_to or 0) + 1.5  # year-end tables: the change came in the year after, say in its middle
    found = [[(last, START, change), (row, change, 9999.0)]]
    return found + [[(one, START, (one.valid_to or 0) + 1.5)] for one in ended if one.code != last.code]


def _body(step: tuple[Division, float, float], organ: tuple[str, str, str, str], gazetteer: Gazetteer) -> Body:
    row, since, until = step
    identifier, pattern, head, deputy = organ
    return Body(
        key=f"{row.code}|{identifier}",
        name=pattern.format(row.name),
        code=row.code,
        organ=identifier,
        head=head,
        deputy=deputy,
        level=row.level,
        prefecture=row.code[:4],
        own=row.name,
        ambiguous=gazetteer.resolve(row.name) is None,
        since=since,
        until=until,
    )


class _Careers:
    """Posts filled as they fall vacant, from 2005 to 2026."""

    def __init__(self, chance: random.Random, seats: list[tuple[Body, ...]], wanted: int, shares: Shares) -> None:
        self._chance, self._seats, self._wanted, self._shares = chance, seats, wanted, shares
        self._names = Names(chance)
        self.people: list[Official] = []
        self._holders: dict[tuple[int, int], tuple[Official, Post]] = {}
        self._near = _neighbours(seats)
        self._queue: list[tuple[float, int, int]] = []

    def run(self) -> list[Official]:
        """Return all officials with their posts."""
        for seat, bodies in enumerate(self._seats):
            for place in range(_places(bodies)):
                if (who := self._newcomer(START)) is not None:
                    self._take(who, seat, place, START - self._chance.random(), "start")
        while self._queue:
            now, seat, place = heapq.heappop(self._queue)
            if now >= END:
                break
            held = self._holders.get((seat, place))
            if held is not None and held[1].until == now:  # else left earlier
                self._leave(seat, place, now)
                self._fill([(seat, place)], now)
        for _, post in self._holders.values():
            post.until = min(post.until, END)
        return self.people

    def _fill(self, vacant: list[tuple[int, int]], now: float) -> None:
        """Fill a post, and those that filling it leaves vacant."""
        chance, shares = self._chance, self._shares
        while vacant:
            seat, place = vacant.pop()
            if now >= self._seats[seat][-1].until:
                continue  # the body ended with its district
            draw = chance.random()
            gap = now + chance.random() * 0.3
            moves = shares.moves_of_vacancies if place == 0 else shares.deputy_moves
            deputies = [other for other in (1, 2) if (seat, other) in self._holders and self._holders[seat, other][1].since < now - 1]
            if place == 0 and draw < shares.promoted and deputies:
                other = chance.choice(deputies)
                self._take(self._leave(seat, other, now), seat, 0, gap, "promoted")
                vacant.append((seat, other))
            elif draw > 1 - moves and (found := self._mover(seat, place, now)) is not None:
                self._take(self._leave(*found, now), seat, place, gap, "moved")
                vacant.append(found)
            elif (who := self._newcomer(now)) is not None:
                self._take(who, seat, place, gap, "entered")

    def _newcomer(self, now: float) -> Official | None:
        if len(self.people) >= self._wanted:
            return None
        sex = "f" if self._chance.random() < self._shares.women else "m"
        born = f"{int(now) - self._chance.randint(34, 56)}-{self._chance.randint(1, 12):02}"
        self.people.append(Official(f"p{len(self.people)}", self._names.draw(sex), sex, born))
        return self.people[-1]

    def _take(self, who: Official, seat: int, place: int, now: float, cause: str) -> None:
        years = self._chance.expovariate(1 / (self._shares.head_years if place == 0 else self._shares.deputy_years))
        post = Post(seat, place == 0, now, min(now + 0.8 + years, self._seats[seat][-1].until), cause)
        who.posts.append(post)
        self._holders[seat, place] = (who, post)
        heapq.heappush(self._queue, (post.until, seat, place))

    def _leave(self, seat: int, place: int, now: float) -> Official:
        who, post = self._holders.pop((seat, place))
        post.until = now
        return who

    def _mover(self, seat: int, place: int, now: float) -> tuple[int, int] | None:
        """Return the post of somebody who moves here from another body, or None where nobody can."""
        chance = self._chance
        scopes, keys = self._near
        for _ in range(4):
            scope = chance.choices(range(len(scopes)), self._shares.origins)[0]
            other = chance.choice(scopes[scope][keys[seat][scope]])
            # A head becomes a deputy one time in three.
            spot = chance.choice((0, 1, 2)) if place == 0 or chance.random() < 0.33 else chance.choice((1, 2))
            if other != seat and (other, spot) in self._holders and self._holders[other, spot][1].since < now - 1:
                return other, spot
        return None


def _places(seat: tuple[Body, ...]) -> int:
    """Return how many posts of a body make the news: its head, one deputy, two above the county."""
    return 2 if seat[0].level == "county" else 3


_Near = tuple[list[dict[tuple[str, ...], list[int]]], list[list[tuple[str, ...]]]]


def _neighbours(seats: list[tuple[Body, ...]]) -> _Near:
    """Return the seats by each of the scopes that people move in, the narrowest first, and each seat's own scopes."""
    keys = [_scope_keys(bodies[0]) for bodies in seats]
    scopes: list[dict[tuple[str, ...], list[int]]] = [{} for _ in keys[0]]
    for seat, own in enumerate(keys):
        for scope, key in zip(scopes, own, strict=True):
            scope.setdefault(key, []).append(seat)
    return scopes, keys


def _scope_keys(body: Body) -> list[tuple[str, ...]]:
    province = body.code[:2]
    return [(body.code,), (body.prefecture, body.line), (body.prefecture,), (province, body.line), (province,), ()]
