"""What waits on the disk comes back as it was, in the order that is asked for, and may stand inside a script."""

from __future__ import annotations

import json
from io import BytesIO

from flows.publish.spool import Rows, Sorted, object_text


def test_rows_come_back_in_their_order_however_many_there_are() -> None:
    for count in (0, 1, 499, 500, 501, 1000, 1203):
        rows, told = Rows(BytesIO()), [[number, "局"] for number in range(count)]
        for row in told:
            rows.add(row)
        assert len(rows) == count
        assert json.loads("".join(rows.text())) == told


def test_nothing_among_the_rows_can_end_the_script_that_they_stand_in() -> None:
    rows = Rows(BytesIO())
    rows.add(["</script><!--\u2028\ud800"])
    assert not set("<>&\u2028\ud800") & set("".join(rows.text()))


def test_rows_are_a_member_of_an_object_beside_words() -> None:
    rows = Rows(BytesIO())
    rows.add([1])
    text = "".join(object_text({"words": {"a": "甲"}, "rows": rows, "first": True}))
    assert text == '{"words":{"a":"甲"},"rows":[[1]],"first":true}'


def test_texts_come_back_by_their_keys() -> None:
    lines = Sorted(BytesIO())
    for key, text in (("b", "乙\n"), ("a-1", ""), ("a", "甲\ud800\n丙\n")):
        lines.add(key, text)
    assert [line.decode() for line in lines] == ["甲?\n丙\n", "", "乙\n"]
