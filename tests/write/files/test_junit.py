"""JUnit XML: well formed whatever is in it, and of the shape that pipelines read."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from scriptcheck.text.visible import visible
from scriptcheck.write.files.junit import JUnitWriter
from tests.write.conftest import HOSTILE, full_report

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="said" mixed="true">
    <xs:attribute name="type" type="xs:string"/>
    <xs:attribute name="message" type="xs:string"/>
  </xs:complexType>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="tests" type="xs:nonNegativeInteger"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence>
      <xs:element name="properties" minOccurs="0"><xs:complexType><xs:sequence>
        <xs:element name="property" maxOccurs="unbounded"><xs:complexType>
          <xs:attribute name="name" type="xs:string" use="required"/>
          <xs:attribute name="value" type="xs:string" use="required"/>
        </xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:choice minOccurs="0">
          <xs:element name="skipped" type="said"/>
          <xs:element name="failure" type="said"/>
        </xs:choice>
        <xs:attribute name="name" type="xs:string" use="required"/>
        <xs:attribute name="classname" type="xs:string"/>
      </xs:complexType></xs:element>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
  </xs:complexType></xs:element>
</xs:schema>
"""
"""What the JUnit schemas of Jenkins and Maven's Surefire have in common, as far as it is used."""


def written(path: Path, *texts: str) -> ET.Element:
    with JUnitWriter(path) as writer:
        for text in texts:
            writer.write(*full_report(text))
    return ET.fromstring(path.read_bytes())  # noqa: S314  (this test wrote it)


def test_a_suite_a_call_and_a_case_a_rule(tmp_path: Path) -> None:
    root = written(tmp_path / "j.xml", "不知道", "乙")
    assert root.attrib == {"tests": "12", "failures": "6", "errors": "0"}
    first, second = root
    assert (first.get("name"), second.get("name")) == ("不知道", "乙")
    assert (first.get("tests"), first.get("skipped")) == ("6", "2")
    cases = {case.get("name"): case for case in first.iter("testcase")}
    assert list(cases) == [
        *("a.rule", "b.missed", "c.waited"),
        *("d.pass", "d.not_applicable", "d.undecidable"),
    ]
    assert {case.get("classname") for case in cases.values()} == {"不知道"}
    assert len(cases["d.pass"]) == 0
    failure = cases["a.rule"].find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "major", "message": "不知道"}
    assert failure.text == "不知道 (-5)\nturn 1: 不知道\n不知道"
    missed = cases["b.missed"].find("failure")
    assert missed is not None
    assert missed.text is not None
    assert "searched: turns 1-2\nnearest: turn 1: 不知道" in missed.text
    waited = cases["c.waited"].find("failure")
    assert waited is not None
    assert waited.text is not None
    assert "longest_hold_ms: 61500" in waited.text
    skipped = cases["d.undecidable"].find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "undecidable: 不知道"
    properties = {each.get("name"): each.get("value") for each in first.iter("property")}
    assert properties == {
        "source": "不知道",
        "score": "45",
        "passed": "false",
        "profile": "test 1",
    }


def test_no_calls_at_all(tmp_path: Path) -> None:
    root = written(tmp_path / "j.xml")
    assert (root.tag, len(root), root.get("tests")) == ("testsuites", 0, "0")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str, tmp_path: Path) -> None:
    (suite,) = written(tmp_path / "j.xml", text)
    shown = visible(text, keep=frozenset())
    assert suite.get("name") == shown
    case = suite.find("testcase")
    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == shown
    assert failure.text is not None
    assert f"turn 1: {shown}" in failure.text


def test_it_fits_the_schema(tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    path = tmp_path / "j.xml"
    written(path, *HOSTILE)
    schema = etree.XMLSchema(etree.fromstring(SCHEMA.encode()))
    schema.assertValid(etree.fromstring(path.read_bytes()))


def test_none_is_left_of_a_run_that_failed(tmp_path: Path) -> None:
    written(tmp_path / "j.xml", "x")

    def fail() -> None:
        with JUnitWriter(tmp_path / "j.xml") as writer:
            writer.write(*full_report())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert os.listdir(tmp_path) == []  # noqa: PTH208
