"""Which tellings carry a claim surely, and which may tell what a quotation says."""

from tellings.model.comparison import AlignedClaim, Comparison


def surely(claim: AlignedClaim) -> set[str]:
    """The articles that surely carry a claim."""
    return {each.article for each in claim.readings if each.sure}


def may_tell(comparison: Comparison) -> dict[tuple[str, str], tuple[str, ...]]:
    """For a quotation, by article and id, the other articles that have its claims or may."""
    said = {
        (telling.id, claim.id): claim.quotation
        for telling in comparison.articles
        for claim in telling.claims
        if claim.quotation
    }
    every = [each.article for each in comparison.tellings]
    found: dict[tuple[str, str], set[str]] = {}
    for claim in comparison.claims:
        others = set(every).difference(claim.not_found_in)
        for each in claim.readings:
            if quotation := said.get((each.article, each.claim)):
                held = found.setdefault((each.article, quotation), set())
                held.update(others - {each.article})
    return {key: tuple(name for name in every if name in names) for key, names in found.items()}
