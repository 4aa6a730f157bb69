"""A dose is told in the words of the screen, whatever was written in the report."""

import pytest

from pharos.medical.precheck.doses_told import dose_told


@pytest.mark.parametrize(
    ("line", "ru", "en"),
    [
        ({"dose": 400, "unit": "mg", "per_day": 2, "days": 5, "route": "oral"},
         "400 мг × 2, 5 дн., внутрь", "400 mg × 2, 5 days, by mouth"),
        ({"dose": 0.5, "unit": "г", "days": 1.0, "route": "в/м"}, "0,5 г, 1 дн., в/м", "0.5 g, 1 day, i.m."),
        ({"dose": "1/2", "unit": "tab", "per_day": "bid", "days": "5 дней"},
         "1/2 таб. × bid, 5 дней", "1/2 tab. × bid, 5 дней"),
        ({"unit": "scoop", "per_day": 3}, "scoop × 3", "scoop × 3"),
        ({"name": "Viferon"}, "", ""),
    ],
)  # fmt: skip
def test_a_dose_is_told_as_far_as_it_was_written(line, ru, en):
    told = [dose_told(line, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("ru", "en")]
    assert told == [ru, en]
