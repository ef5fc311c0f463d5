"""The page of a revision shows each change that the printed report has, with both wordings."""

from tellings.annotate import annotate
from tellings.report.changes import changes_view
from tellings.report.revision import sections
from tellings.revise import revise
from told import told

OLD = ("Fourteen homes in the valley were flooded.", "The dam was built in 1958.")
NEW = ("Sixteen homes in the valley were flooded.", "The dam was built in 1958.", "It rained.")


def test_every_change_of_every_section_is_there() -> None:
    revision = revise(annotate(told(*OLD, name="old")), annotate(told(*NEW, name="new")))

    view = changes_view(revision)

    sizes = [(title, len(changes)) for title, changes in sections(revision) if changes]
    assert [(each["title"], len(each["changes"])) for each in view["sections"]] == sizes != []
    text = next(each for each in view["sections"] if each["title"] == "Text")
    steps = [
        (step.base, step.other)
        for change in text["changes"]
        for step in change["steps"]
        if step.op == "changed"
    ]
    assert steps == [("Fourteen", "Sixteen")]
    assert not view["unchanged"]
