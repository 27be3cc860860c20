"""The checker in a spaCy pipeline."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin, Span

from scriptcheck import LexiconError, ScriptcheckError
from scriptcheck.nlp import report_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return a pipeline that cuts characters and checks."""
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("scriptcheck", config={"variables": {"company": ["海尔"]}})
    return pipeline


def test_hits_are_spans(nlp: Language) -> None:
    doc = nlp("您好，海尔客服，请您稍候")
    found = {(span.label_, span.text) for span in doc.spans["scriptcheck"]}
    assert {("greeting", "您好"), ("hold_notice", "请您稍候")} <= found
    report = report_of(doc)
    assert report is not None
    assert len(report.cues) == len(doc.spans["scriptcheck"])


def test_turns_say_who_speaks(nlp: Language) -> None:
    doc = nlp.make_doc("您好我要投诉你们请您稍候")
    bounds = ((0, 2, "agent"), (2, 8, "customer"), (8, 12, "agent"))
    doc.spans["turns"] = [Span(doc, first, stop, label=who) for first, stop, who in bounds]
    doc = nlp(doc)
    found = {span.label_: span.text for span in doc.spans["scriptcheck"]}
    assert found["greeting"] == "您好"
    assert "投诉" in found["complaint"]
    assert found["hold_notice"] == "请您稍候"


def test_a_tokenizer_that_cuts_otherwise(nlp: Language) -> None:
    words = ["咱们", "再见面", "吧再", "见"]
    doc = nlp(spacy.tokens.Doc(nlp.vocab, words=words, spaces=[False] * 4))
    assert [span.text for span in doc.spans["scriptcheck"] if span.label_ == "closing"] == [
        "吧再见"
    ]


def test_displacy_shows_them(nlp: Language) -> None:
    html = displacy.render(
        nlp("请您稍候"), style="span", options={"spans_key": "scriptcheck"}, page=True
    )
    assert "hold_notice" in html


def test_an_empty_document(nlp: Language) -> None:
    assert list(nlp("").spans["scriptcheck"]) == []


def test_many_documents_in_processes(nlp: Language) -> None:
    docs = nlp.pipe(["您好", "请您稍候"])
    assert [
        span.label_
        for doc in docs
        for span in doc.spans["scriptcheck"]
        if span.label_ != "opening_sign"
    ] == [
        "greeting",
        "hold_notice",
    ]


def test_a_document_is_packed_and_unpacked_with_its_report(nlp: Language) -> None:
    doc = nlp("您好，请您稍候")
    packed = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (kept,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert report_of(packed) == report_of(kept) == report_of(doc)
    assert report_of(doc) is not None


def test_two_processes_give_the_same_reports(nlp: Language) -> None:
    texts = ["您好", "请您稍候", "不知道"]
    here = [report_of(doc) for doc in nlp.pipe(texts)]
    assert [report_of(doc) for doc in nlp.pipe(texts, n_process=2)] == here


def test_words_outside_the_turns_are_named(nlp: Language) -> None:
    doc = nlp.make_doc("您好不知道再见")
    doc.spans["turns"] = [Span(doc, 0, 2, label="agent")]
    with pytest.warns(UserWarning, match="5 tokens .* the first is '不'"):
        nlp(doc)


def test_spacy_knows_the_component_by_itself() -> None:
    code = "import spacy; spacy.blank('zh').add_pipe('scriptcheck')"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_code_in_the_docs_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(compile(code, "spacy.md", "exec"), names)  # noqa: S102  (our own page)
    assert "hold_notice 请您稍候" in capsys.readouterr().out


def test_a_label_that_is_no_speaker(nlp: Language) -> None:
    doc = nlp.make_doc("您好")
    doc.spans["turns"] = [Span(doc, 0, 2, label="nobody")]
    with pytest.raises(ValueError, match="nobody"):
        nlp(doc)


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises((ScriptcheckError, LexiconError)):
        spacy.blank("zh").add_pipe("scriptcheck", config={"profile": "nowhere"})


def test_documents_read_back_where_no_pipeline_was_made(nlp: Language, tmp_path: Path) -> None:
    checked = nlp("您好，海尔客服，请您稍候")
    checked.to_disk(tmp_path / "one.bin")
    DocBin(store_user_data=True, docs=[checked]).to_disk(tmp_path / "many.bin")
    code = (
        "import sys, spacy, scriptcheck.nlp\n"
        "from spacy.tokens import Doc, DocBin\n"
        "vocab = spacy.blank('zh').vocab\n"
        "docs = [Doc(vocab).from_disk(sys.argv[1])]\n"
        "docs += DocBin().from_disk(sys.argv[2]).get_docs(vocab)\n"
        "print([len(doc._.scriptcheck.cues) for doc in docs])\n"
    )
    files = [str(tmp_path / name) for name in ("one.bin", "many.bin")]
    done = subprocess.run(
        [sys.executable, "-c", code, *files], capture_output=True, text=True, check=False
    )
    report = report_of(checked)
    assert report is not None
    assert done.stdout.strip() == str([len(report.cues)] * 2), done.stderr
