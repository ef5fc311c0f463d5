"""Round a trained tagger to whole numbers and write what is shipped."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sequences import vectors

Arrays = dict[str, np.ndarray]


def product(name: str, weight: np.ndarray, bias: np.ndarray, unit: float) -> Arrays:
    """A matrix (outputs, inputs) whose inputs count in ``unit``, column by column on its grid."""
    scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
    return {
        f"{name}.matrix": np.rint(weight / scale[:, None]).T.astype(np.int8),
        f"{name}.scale": (scale * unit).astype(np.float32),
        f"{name}.bias": bias.astype(np.float32),
    }


def linear(name: str, state: dict[str, Any], key: str, unit: float = 1 / 16) -> Arrays:
    """The product of a layer of the trained network."""
    weight = state[f"{key}.weight"].numpy()
    bias = state[f"{key}.bias"].numpy() if f"{key}.bias" in state else np.zeros(len(weight))
    return product(name, weight, bias, unit)


def form_table(rows: dict[int, int]) -> Arrays:
    """Hashes of forms in order, and the row of each."""
    forms = np.array(sorted(rows), np.uint32)
    return {"forms": forms, "rows": np.array([rows[int(form)] for form in forms], np.uint16)}


def static_table(table: np.ndarray, project: np.ndarray) -> Arrays:
    """The static vectors as the network sees them, a scale for each channel."""
    seen = table @ project.T
    scale = np.abs(seen).max(0) / 127
    return {
        "static": np.rint(seen / scale).astype(np.int8),
        "static_scale": scale.astype(np.float32),
    }


def small_tables(state: dict[str, Any]) -> tuple[Arrays, float]:
    """The learned tables on one grid, and what one step of it is worth."""
    names = {
        "word": "word",
        "ending": "ending",
        "short": "short_ending",
        "beginning": "beginning",
        "shape": "shape",
    }
    held = {ours: state[f"lexicon.{theirs}.weight"].numpy() for theirs, ours in names.items()}
    unit = max(float(np.abs(each).max()) for each in held.values()) / 127
    return {name: np.rint(each / unit).astype(np.int8) for name, each in held.items()}, unit


def arrays(saved: dict[str, Any], table: np.ndarray, rows: dict[int, int]) -> Arrays:
    """Everything that is shipped, by name."""
    state = saved["model"]
    small, unit = small_tables(state)
    found = {
        **form_table(rows),
        **static_table(table, state["lexicon.project.weight"].numpy()),
        **small,
    }
    found["words"] = np.array(sorted(saved["words"]), np.uint32)
    found |= linear("mix", state, "lexicon.mix", unit)
    for at, name in enumerate(("inside", "since", "until", "opens", "kind")):
        found[f"places.{at}"] = state[f"lexicon.places.{name}.weight"].numpy().astype(np.float32)
    found["dilations"] = np.array(
        [0 if each == "r" else int(each) for each in saved["layers"]], np.int64
    )
    for at, each in enumerate(saved["layers"]):
        found |= linear(f"layer{at}.inner", state, f"layers.{at}.inner")
        if each == "r":
            found |= linear(f"layer{at}.outer", state, f"layers.{at}.out")
    found |= linear("tags", state, "heads.tags") | linear("names", state, "heads.helpers.2")
    found["moves"] = (
        (state["heads.chain.edges"] + state["heads.chain.never"]).numpy().astype(np.float32)
    )
    for name in ("cue", "source"):
        for part in ("left", "right", "none"):
            found |= linear(f"{name}.{part}", state, f"heads.{name}.{part}")
        for part in ("near", "between"):
            found[f"{name}.{part}"] = (
                state[f"heads.{name}.{part}.weight"][:, 0].numpy().astype(np.float32)
            )
    return found


def main() -> None:
    """Read, round, write."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("trained", type=Path)
    given.add_argument("--vectors", type=Path, required=True)
    given.add_argument("--out", type=Path, required=True)
    asked = given.parse_args()
    table, rows = vectors(asked.vectors)
    saved = torch.load(asked.trained, weights_only=False)
    found = arrays(saved, table.numpy(), rows)
    np.savez(asked.out, **found)
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB, {len(found)} arrays")


if __name__ == "__main__":
    main()
