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
# Vectors are counted in sixteenths: a power of two changes no bit of what is added up.
GRID = 16
# What a recurrence remembers, between -1 and 1, goes into a product in sixty-fourths.
MEMORY = 64
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

    def times(self, factor: float, more: float = 0.0) -> "Product":
        """The same so many times, and something more."""
        scale, bias = np.float32(factor), np.float32(more)
        return Product(self.matrix, self.scale * scale, self.bias * scale + bias)

    def part(self, outputs: slice) -> "Product":
        """The product of some outputs alone."""
        matrix = np.ascontiguousarray(self.matrix[:, outputs])
        return Product(matrix, self.scale[outputs], self.bias[outputs])


class Layer(NamedTuple):
    """A convolution (``dilation`` > 0, one product) or a recurrence.

    A recurrence has a product for the way there and one for the way back, whose outputs are gates
    and, behind them, values; and one out.
    """

    dilation: int
    inner: tuple[Product, ...]
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
        left, right = left.times(GRID), right.times(GRID)
        return Linker(left, right, none, floats(f"{name}.near"), floats(f"{name}.between"))

    layers = []
    for at, dilation in enumerate(held["dilations"].tolist()):
        inner = product(f"layer{at}.inner")
        if dilation:
            layers.append(Layer(dilation, (inner.times(GRID),), None))
        else:
            layers.append(Layer(0, _ways(inner), product(f"layer{at}.outer").times(GRID)))
    columns = {name: held[name] for name in Tables._fields[:-1]}
    columns["static_scale"] = floats("static_scale") * np.float32(GRID)
    return Weights(
        tables=Tables(**columns, mix=product("mix").times(GRID)),  # type: ignore[arg-type]
        places=tuple(floats(f"places.{at}") * np.float32(GRID) for at in range(5)),
        layers=tuple(layers),
        tags=product("tags"),
        names=product("names"),
        moves=floats("moves"),
        cue=linker("cue"),
        source=linker("source"),
    )


def _ways(inner: Product) -> tuple[Product, Product]:
    """There and back; kept is a quarter of the gate and a half, cut off at nothing and at one."""
    half = len(inner.scale) // 4
    gates, values = inner.times(0.25, 0.5), inner.times(MEMORY)
    there, back = (
        _beside(gates.part(slice(a, a + half)), values.part(slice(a + 2 * half, a + 3 * half)))
        for a in (0, half)
    )
    return there, back


def _beside(one: Product, other: Product) -> Product:
    held = (np.concatenate(pair, axis=-1) for pair in zip(one, other, strict=True))
    return Product(*held)
