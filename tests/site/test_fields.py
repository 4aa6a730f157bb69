"""Fields drawn quickly are the fields Django would have drawn."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from pharos.site.drawing.fields import Renderer


class Everything(forms.Form):
    name = forms.CharField(max_length=40, help_text="x")
    age = forms.IntegerField(min_value=0)
    mail = forms.EmailField(required=False)
    born = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    told = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), required=False)
    agreed = forms.BooleanField(required=False)
    country = forms.ChoiceField(choices=[("", "<all>"), ("Europe", [("GR", 'Greece "&"'), ("CY", "Cyprus")])])
    word = forms.CharField(widget=forms.PasswordInput)
    kept = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


DATA = {"name": '<script>"&', "age": "7", "told": "</textarea><b>", "agreed": "on", "country": "GR", "kept": "'"}


@pytest.mark.parametrize("name", Everything.base_fields)
@pytest.mark.parametrize("data", [None, {}, DATA])
def test_a_field_is_the_same_either_way(name, data):
    quick = Everything(data, renderer=Renderer())[name]
    slow = Everything(data, renderer=DjangoTemplates())[name]
    uncut = re.sub(r' maxlength="\d+"', "", str(slow))
    assert parse_html(str(quick)) == parse_html(uncut)


def test_no_field_has_the_browser_cut_off_what_is_pasted():
    assert "maxlength" in str(Everything(renderer=DjangoTemplates())["name"])
    assert "maxlength" not in str(Everything(renderer=Renderer()))


def test_nothing_typed_becomes_markup():
    drawn = str(Everything(DATA, renderer=Renderer())["name"]) + str(Everything(DATA, renderer=Renderer())["told"])
    assert "<script>" not in drawn
    assert "<b>" not in drawn
