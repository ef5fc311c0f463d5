"""The report as one HTML page that needs nothing else: no network, no second file.

What the templates show is made in `views`. Jinja escapes every value; only our own style sheet
and script are put in as they stand, and the page's policy (CSP) allows these two alone, by their
digests.
"""

from base64 import b64encode
from hashlib import sha256
from importlib import resources

from tellings.model.comparison import Comparison
from tellings.report.views import page_view

# In this order: each may use what stands in those before it.
PARTS = ("light", "columns", "place", "cite", "find")


def report(comparison: Comparison) -> str:
    """The whole page."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tellings.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = page_style(), page_script()
    page = environment.get_template("page.html")
    return page.render(
        page_view(comparison),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'",
    )


def page_script() -> str:
    """The script of a story's page: its parts, which share their names, in one function."""
    parts = "\n".join(_file(f"{name}.js") for name in PARTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def page_style() -> str:
    """The style sheet of a story's page."""
    return _file("page.css")


def _file(name: str) -> str:
    return (resources.files("tellings.report") / "templates" / name).read_text("utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
