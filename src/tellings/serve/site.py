"""The templates of the site, which are those of the reports and some around them.

Jinja escapes every value. The style sheets and scripts are files that the server gives; their
addresses hold a digest, so that a browser may keep them for good.
"""

from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any
from urllib.parse import quote

import jinja2

from tellings.report.html import page_script, page_style
from tellings.report.plain import harmless, line

# The files the server gives; those of a story's page are the reports' own.
STATIC = ("page.css", "page.js", "site.css", "site.js", "embed.js", "icon.svg")


@cache
def static(name: str) -> bytes:
    """A style sheet or a script."""
    if name == "page.css":
        return page_style().encode("utf-8")
    if name == "page.js":
        return page_script().encode("utf-8")
    return (resources.files("tellings.serve") / "static" / name).read_bytes()


@cache
def address(name: str) -> str:
    """Where the server gives it: another address for other content."""
    return f"/static/{sha256(static(name)).hexdigest()[:12]}/{name}"


@cache
def digest() -> str:
    """The digest of all templates and files: what was made with others is to be made again."""
    found = sha256()
    for package in ("tellings.report", "tellings.serve"):
        for folder in ("templates", "static"):
            there = resources.files(package) / folder
            names = sorted(each.name for each in there.iterdir()) if there.is_dir() else []
            for name in names:
                found.update((there / name).read_bytes())
    return found.hexdigest()


@cache
def environment() -> jinja2.Environment:
    """The templates."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader("tellings.serve"), jinja2.PackageLoader("tellings.report")]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = address
    made.filters["line"] = line
    made.filters["harmless"] = harmless
    made.filters["part"] = lambda text: quote(text, safe="")
    return made


def page(template: str, view: dict[str, Any]) -> bytes:
    """A page, whole."""
    return environment().get_template(template).render(view).encode("utf-8", "replace")
