"""Train the tagger, or its teacher, on the attribution gold; score it on the dev articles."""

import argparse
import pickle
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from gold import articles, paragraphs
from linking import link_scores
from network import TAGS, Tagger, grid
from scoring import attributions, predicted, report
from sequences import Place, Ready, Vocabulary, batch, learned, parsed, vectors
from teacher import Teacher
from torch import Tensor
from torch.nn.functional import cross_entropy

# The tags of a token that nobody is asked for.
NOT_ASKED = -100
WARM = 200  # steps until the learning rate is full


def loss_of(model: Tagger, held: list[Ready], helper_weight: float) -> Tensor:
    """A token's share of what is wrong: tags, links, and the helper tasks by their weight."""
    b = batch(held)
    x = model(b)
    scores = model.heads.tags(grid(x))
    tags, soft = _wanted(held, b.mask.shape[1])
    chain = model.heads.chain
    likely = chain.gold(scores, tags, soft, b.mask)
    weight = torch.tensor([each.weight for each in held])
    total = ((chain.logz(scores, b.mask) - likely) * weight).sum()
    total = total + _link_loss(model, x, held, "content", "cue")
    total = total + _link_loss(model, x, held, "cue", "source")
    for k, head in enumerate(model.heads.helpers):
        asked = _helpers(held, k, b.mask.shape[1]).flatten()
        missed = cross_entropy(
            head(grid(x)).flatten(0, 1), asked, ignore_index=NOT_ASKED, reduction="sum"
        )
        total = total + helper_weight * missed
    return total / b.mask.sum()


def _wanted(held: list[Ready], longest: int) -> tuple[Tensor, Tensor]:
    """The tags of each token, and how sure they are: all of it, or as a teacher says."""
    tags = np.zeros((len(held), longest), np.int64)
    soft = np.zeros((len(held), longest, TAGS), np.float32)
    for at, each in enumerate(held):
        tags[at, : each.size] = each.paragraph.tags
        sure = np.eye(TAGS)[each.paragraph.tags] if each.marginals is None else each.marginals
        soft[at, : each.size] = sure
    return torch.from_numpy(tags), torch.from_numpy(soft)


def _helpers(held: list[Ready], task: int, longest: int) -> Tensor:
    asked = np.full((len(held), longest), NOT_ASKED, np.int64)
    for at, each in enumerate(held):
        if each.helpers is not None:
            column = each.helpers[:, task]
            asked[at, : each.size] = np.where(column < 0, NOT_ASKED, column)
    return torch.from_numpy(asked)


def _link_loss(model: Tagger, x: Tensor, held: list[Ready], left: str, right: str) -> Tensor:
    scores = link_scores(model, x, [each.paragraph.chunks for each in held], left, right)
    asked = np.full(scores.shape[:2], NOT_ASKED, np.int64)
    none = scores.shape[2] - 1
    for k, each in enumerate(held):
        links = each.paragraph.cue_of if left == "content" else each.paragraph.source_of
        asked[k, : len(links)] = [none if link < 0 else link for link in links]
    if (asked == NOT_ASKED).all():
        return scores.sum() * 0
    wanted = torch.from_numpy(asked).flatten()
    return cross_entropy(scores.flatten(0, 1), wanted, ignore_index=NOT_ASKED, reduction="sum")


def batches(ready: list[Ready], tokens: int, chance: random.Random) -> list[list[Ready]]:
    """Paragraphs of about the same length together, in an order by chance."""
    made: list[list[Ready]] = [[]]
    for each in sorted(ready, key=lambda each: each.size + chance.random() * 12):
        if made[-1] and (len(made[-1]) + 1) * each.size > tokens:
            made.append([])
        made[-1].append(each)
    chance.shuffle(made)
    return made


def taught(
    asked: argparse.Namespace, words: Vocabulary, helpers: dict[Place, np.ndarray]
) -> list[Ready]:
    """News that nobody annotated, as the teacher reads it (``label.py``)."""
    labels = {}
    for path in asked.labels:
        labels.update(pickle.loads(path.read_bytes()))
    found = []
    for each in (p for record in articles(asked.more) for p in paragraphs(record)):
        one = Ready(each, words, helpers.get((each.article, each.tokens[0][0])))
        tags, held, cues, sources, one.marginals = labels[one.place]
        one.paragraph = each._replace(tags=tags, chunks=held, cue_of=cues, source_of=sources)
        found.append(one)
    return found


def softened(ready: list[Ready], asked: argparse.Namespace, share: float) -> None:
    """Let a teacher's doubts into the gold: so much of each tag's sureness is the teacher's."""
    labels = {}
    for path in asked.soft:
        labels.update(pickle.loads(path.read_bytes()))
    for one in ready:
        if one.place in labels:
            sure = np.eye(TAGS)[one.paragraph.tags]
            one.marginals = ((1 - share) * sure + share * labels[one.place][4]).astype(np.float16)


def train(
    model: Tagger, ready: list[Ready], dev: list[Ready], gold: list, asked: argparse.Namespace
) -> None:
    """All passes, the learning rate falling to nothing; figures every third."""
    slow = [p for name, p in model.named_parameters() if name.startswith("encoder.model")]
    quick = [p for name, p in model.named_parameters() if not name.startswith("encoder.model")]
    groups = [{"params": quick, "full": asked.rate}, {"params": slow, "full": asked.teacher_rate}]
    groups = [{**g, "params": [p for p in g["params"] if p.requires_grad]} for g in groups]
    optimiser = torch.optim.Adam([g for g in groups if g["params"]], betas=(0.9, 0.98))
    chance, began, done = random.Random(asked.seed), time.process_time(), 0
    steps = asked.passes * len(batches(ready, asked.tokens, random.Random(0)))
    for turn in range(1, asked.passes + 1):
        total, count = 0.0, 0
        for held in batches(ready, asked.tokens, chance):
            done, count = done + 1, count + 1
            for group in optimiser.param_groups:
                group["lr"] = group["full"] * min(1, done / WARM) * max(0.02, 1 - done / steps)
            loss = loss_of(model, held, asked.helpers)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
        print(
            f"pass {turn}: loss {total / count:.4f}, {time.process_time() - began:.0f} s",
            flush=True,
        )
        if turn % 3 == 0 or turn == asked.passes:
            print("  " + report(gold, attributions(dev, predicted(model, dev))), flush=True)


def options() -> argparse.Namespace:
    """What is asked for."""
    given = argparse.ArgumentParser(description=__doc__)
    add = given.add_argument
    add("--train", type=Path, nargs="+", required=True, help="gold to train on")
    add("--dev", type=Path, nargs="+", required=True, help="gold to score on")
    add("--eval", type=Path, required=True, help="folder of the evaluators")
    add("--vectors", type=Path, required=True, help="folder of spaCy's medium model")
    add("--parsed", type=Path, nargs="*", default=[], help="a parser's answers (parsed.py)")
    add("--more", type=Path, nargs="*", default=[], help="news without annotation")
    add("--labels", type=Path, nargs="*", default=[], help="what the teacher says of it (label.py)")
    add("--soft", type=Path, nargs="*", default=[], help="what the teacher says of the gold")
    add("--share", type=float, default=0.5, help="how much of it counts")
    add("--teacher", type=Path, help="folder of a language model: train the teacher on it")
    add("--teacher-rate", type=float, default=1e-4)
    add("--begin", type=Path, help="a trained tagger to go on from")
    add("--out", type=Path, required=True)
    add("--width", type=int, default=128)
    add("--layers", default="13r1r", help="a convolution by its dilation, or r for a recurrence")
    add("--passes", type=int, default=12)
    add("--rate", type=float, default=0.003)
    add("--tokens", type=int, default=4000, help="tokens a batch")
    add("--helpers", type=float, default=0.2, help="weight of the helper tasks")
    add("--seed", type=int, default=1)
    return given.parse_args()


def main() -> None:
    """Read, train, keep."""
    asked = options()
    sys.path.insert(0, str(asked.eval))
    torch.manual_seed(asked.seed)
    torch.set_num_threads(1)
    table, rows = vectors(asked.vectors)
    helpers, parts, dependencies = parsed(asked.parsed)
    known = [each for record in articles(asked.train) for each in paragraphs(record)]
    words = learned(Counter(piece.word for each in known for piece in each.pieces))
    vocabulary = Vocabulary(rows, words)
    ready = [Ready(p, vocabulary, helpers.get((p.article, p.tokens[0][0]))) for p in known]
    softened(ready, asked, asked.share)
    ready += taught(asked, vocabulary, helpers)
    gold = list(articles(asked.dev))
    dev = [Ready(each, vocabulary, None) for record in gold for each in paragraphs(record)]
    shape = (table, len(words), asked.width, asked.layers, parts, dependencies)
    model = Teacher(asked.teacher, *shape) if asked.teacher else Tagger(*shape)
    if asked.begin:
        model.load_state_dict(torch.load(asked.begin, weights_only=False)["model"])
    print(len(ready), "paragraphs,", len(words), "words", flush=True)
    train(model, ready, dev, gold, asked)
    kept = {"words": words, "width": asked.width, "layers": asked.layers, "parts": parts}
    torch.save({"model": model.state_dict(), "dependencies": dependencies, **kept}, asked.out)


if __name__ == "__main__":
    main()
