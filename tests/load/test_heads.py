"""The keys themselves: each can be told from every other, however it is spelled."""

import pickle

import pytest

from pipeline.diagnostics import Place
from pipeline.load.heads import SYNONYMS, ContactSource, MeetingHead, PersonSource, SetupSource
from pipeline.load.mandate_models import FENCES, MandateHead
from pipeline.load.register_models import RegisterHead
from pipeline.load.yaml_values import keys_of, known_keys
from pipeline.schema.placed import Text, folded
from pipeline.schema.source_model import SourceModel


def models() -> list[type[SourceModel]]:
    found: list[type[SourceModel]] = []
    waiting = [SourceModel]
    while waiting:
        children = waiting.pop().__subclasses__()
        found += children
        waiting += children
    return found


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_no_two_keys_of_a_mapping_are_read_alike(model: type[SourceModel]) -> None:
    assert len(keys_of(model)) == len(model.model_fields)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_is_explained(model: type[SourceModel]) -> None:
    assert [name for name, info in model.model_fields.items() if not info.description] == []


def test_synonyms_lead_to_keys_there_are() -> None:
    models = (SetupSource, PersonSource, ContactSource, MeetingHead, MandateHead, RegisterHead, *FENCES.values())
    known = set(known_keys(*models).values())
    assert {key for key in SYNONYMS.values() if key not in known} == set()
    assert {word for word, key in SYNONYMS.items() if folded(word) == folded(key)} == set()


def test_only_the_time_of_a_meeting_must_be_typed() -> None:
    assert [key.name for key in keys_of(MeetingHead).values() if key.required] == ["tid"]


def test_a_text_keeps_its_place_when_it_is_cut_and_sent_elsewhere() -> None:
    text = Text("berg, moen", Place("f", 3, 10))
    part = text.part(5, 10)
    assert (part, part.place) == ("moen", Place("f", 3, 16))
    assert (part.at(2), part.part(1, 3).place) == (Place("f", 3, 18), Place("f", 3, 17))
    sent = pickle.loads(pickle.dumps(part))
    assert (sent, sent.place) == (part, part.place)
