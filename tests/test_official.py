from __future__ import annotations

import pytest

from flows.official import days_in_words, title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于2023年政府信息公开工作年度报告核查情况的通报", ("关于2023年政府信息公开工作年度报告", "核查情况的通报")),
        (
            "关于请核实清溪县医疗保障局2023年政府信息公开工作年度报告发布情况的函",
            ("关于请核实清溪县医疗保障局2023年", "政府信息公开工作年度报告发布情况的函"),
        ),
        ("整改情况反馈表", ("整改情况反馈表",)),
        (
            "关于请核实临沙市社会保险事业管理局2024年政府信息公开工作年度报告有关问题的函",
            ("关于请核实", "临沙市社会保险事业管理局2024年", "政府信息公开工作年度报告有关问题的函"),
        ),
    ],
)
def test_a_title_goes_on_in_a_new_line_where_no_word_is_torn(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


def test_a_title_with_a_name_too_long_for_a_line_is_left_to_word() -> None:
    title = f"关于请核实{'清溪' * 12}管理委员会2023年政府信息公开工作年度报告有关问题的函"
    assert title_lines(title) == (title,)


def test_days_are_put_in_words_and_numbers_and_addresses_are_left() -> None:
    text = "2024-02-02发布，期限2024-01-31，见http://x.example/2024-01-31/a，编号a-2024-01-31"
    assert days_in_words(text) == (
        "2024年2月2日发布，期限2024年1月31日，见http://x.example/2024-01-31/a，编号a-2024-01-31"
    )
