from __future__ import annotations

from checks.model import Agency
from flows.sharding import families, members, shards


def agency(agency_id: str, host: str = "a.example", parent: str | None = None, before: tuple[str, ...] = ()) -> Agency:
    return Agency(agency_id, "某局", "department", site_url=f"http://{host}/", parent_id=parent, predecessors=before)


def ids(parts: list[tuple[Agency, ...]]) -> list[list[str]]:
    return [[one.agency_id for one in part] for part in parts]


def test_hosts_take_turns_so_that_no_shard_is_one_hosts() -> None:
    agencies = [agency(f"a{n}", "a.example") for n in range(3)] + [agency(f"b{n}", "b.example") for n in range(3)]
    assert ids(shards(agencies, 2)) == [["a0", "b0"], ["a1", "b1"], ["a2", "b2"]]


def test_every_agency_is_in_one_shard_of_at_most_the_size() -> None:
    agencies = [agency(f"a{n}", f"{n % 7}.example") for n in range(100)]
    parts = shards(agencies, 30)
    assert sorted(one for part in ids(parts) for one in part) == sorted(one.agency_id for one in agencies)
    assert max(map(len, parts)) <= 30


def test_a_government_is_checked_with_its_members_and_a_body_with_those_it_continues() -> None:
    agencies = [
        agency("gov"),
        agency("lone"),
        agency("edu", parent="gov"),
        agency("data", before=("bigdata",)),
        agency("bigdata"),
        agency("town", parent="edu"),
    ]
    assert ids(families(agencies, 3)) == [["gov", "edu", "town"], ["lone", "data", "bigdata"]]


def test_a_government_and_its_own_members_are_not_parted_however_many() -> None:
    agencies = [agency("gov"), *(agency(f"m{n}", parent="gov") for n in range(9))]
    assert [len(part) for part in families(agencies, 4)] == [10]


def province() -> list[Agency]:
    """A province of two departments and three counties with three each."""
    counties = [f"county{n}" for n in range(3)]
    found = [agency("prov"), agency("prov-edu", parent="prov"), agency("prov-tax", parent="prov")]
    for county in counties:
        found += [agency(county, parent="prov"), *(agency(f"{county}-{n}", parent=county) for n in range(3))]
    return found


def test_a_province_is_parted_into_its_governments_with_their_own_members() -> None:
    parts = ids(families(province(), 4))
    assert parts == [
        ["prov", "prov-edu", "prov-tax"],
        *([f"county{n}", *(f"county{n}-{m}" for m in range(3))] for n in range(3)),
    ]
    assert ids(families(province(), 8)) == [[one.agency_id for one in province()]]


def test_a_government_is_a_member_where_it_is_added_up_and_a_head_where_it_adds_up() -> None:
    below = members(province())
    assert [one.agency_id for one in below["prov"]] == ["prov-edu", "prov-tax", "county0", "county1", "county2"]
    assert [one.agency_id for one in below["county1"]] == ["county1-0", "county1-1", "county1-2"]


def test_an_empty_night_has_no_parts() -> None:
    assert shards([], 5) == []
    assert families([], 5) == []
