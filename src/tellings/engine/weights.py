"""The numbers of the network, as they are shipped: whole numbers and the scales they stand for.

A matrix product of whole numbers between -127 and 127 is exact in 32-bit floats up to 1,040
inputs, so it gives the same bits on every processor, with any library and any number of threads.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE = "attributions.npz"


class Product(NamedTuple):
    """A matrix of whole numbers (inputs, outputs), the scale of each output, and the bias."""

    matrix: Floats
    scale: Floats
    bias: Floats

    def of(self, x: Floats) -> Floats:
        """The product with rows of whole numbers."""
        # In place: fresh memory for each step costs as much as the step.
        y = x @ self.matrix
        y *= self.scale
        y += self.bias
        return cast(Floats, y)


class Layer(NamedTuple):
    """A convolution (``dilation`` > 0, one product) or a recurrence (0; a product in and out)."""

    dilation: int
    inner: Product
    outer: Product | None


class Linker(NamedTuple):
    """What says how well a chunk hangs on another, or on none."""

    left: Product
    right: Product
    none: Product
    near: Floats
    between: Floats


class Tables(NamedTuple):
    """What a token is looked up in: static vectors by form, and the learned small ones."""

    forms: NDArray[np.uint32]
    rows: NDArray[np.uint16]
    static: NDArray[np.int8]
    static_scale: Floats
    words: NDArray[np.uint32]
    word: NDArray[np.int8]
    ending: NDArray[np.int8]
    short_ending: NDArray[np.int8]
    beginning: NDArray[np.int8]
    shape: NDArray[np.int8]
    mix: Product


class Weights(NamedTuple):
    """All of it."""

    tables: Tables
    places: tuple[Floats, ...]
    layers: tuple[Layer, ...]
    tags: Product
    names: Product
    moves: Floats
    cue: Linker
    source: Linker


@cache
def weights() -> Weights:
    """The shipped numbers; read once, some 5 MB."""
    with files(__package__).joinpath(FILE).open("rb") as stream, np.load(stream) as held:
        return _built({name: held[name] for name in held.files})


def _built(held: dict[str, NDArray[np.generic]]) -> Weights:
    def floats(name: str) -> Floats:
        return held[name].astype(np.float32)

    def product(name: str) -> Product:
        return Product(floats(f"{name}.matrix"), floats(f"{name}.scale"), floats(f"{name}.bias"))

    def linker(name: str) -> Linker:
        left, right, none = (product(f"{name}.{each}") for each in ("left", "right", "none"))
        return Linker(left, right, none, floats(f"{name}.near"), floats(f"{name}.between"))

    layers = []
    for at, dilation in enumerate(held["dilations"].tolist()):
        outer = None if dilation else product(f"layer{at}.outer")
        layers.append(Layer(dilation, product(f"layer{at}.inner"), outer))
    names = Tables._fields[:-1]
    columns = {name: floats(name) if name == "static_scale" else held[name] for name in names}
    return Weights(
        tables=Tables(**columns, mix=product("mix")),  # type: ignore[arg-type]
        places=tuple(floats(f"places.{at}") for at in range(5)),
        layers=tuple(layers),
        tags=product("tags"),
        names=product("names"),
        moves=floats("moves"),
        cue=linker("cue"),
        source=linker("source"),
    )
