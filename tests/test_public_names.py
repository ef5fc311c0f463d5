"""The names a user may import are the ones listed, and importing the package costs nothing."""

import pytest

import tellings
from command import python


@pytest.mark.parametrize("name", tellings.__all__)
def test_every_listed_name_can_be_imported(name: str) -> None:
    value = getattr(tellings, name)

    assert value is not None
    assert name == "__version__" or value.__doc__, f"{name} has no docstring"


def test_the_list_is_in_order_and_names_nothing_twice() -> None:
    names = [name for name in tellings.__all__ if not name.startswith("_")]

    assert names == sorted(set(names))


def test_the_list_is_what_the_package_gives() -> None:
    listed = set(tellings.__all__) - {"__version__"}

    assert listed == set(tellings._HOME)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="'summary'"):
        _ = tellings.summary


def test_importing_the_package_imports_no_stage() -> None:
    code = "import sys, tellings; print(*(m for m in sys.modules if m.startswith('tellings')))"

    printed = python("-c", code).stdout.decode()

    assert sorted(printed.split()) == ["tellings", "tellings.version"]
