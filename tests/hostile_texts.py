"""Texts that would run in a page that prints them as they are, for every place of one.

Those that run set ``window.hit``: a browser can be asked whether one did.
"""

from collections.abc import Callable
from itertools import product

TEXTS = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><style>@import '//evil.example';</style>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><input name=q autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>more</a>",
    "<a href=' &#1; javascript:alert(1)'>more</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "` onmouseover=alert(1) `",
    "x onfocus=alert(1) autofocus",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "/\\evil.example",
    'https://evil.example/"onclick=alert(1)',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "&amp;lt;script&amp;gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "{{ 7*7 }}{{ config }}{% raw %}",
    "${7*7} #{7*7} <%= 7*7 %> @(7*7)",
    "{{constructor.constructor('alert(1)')()}}",
    "'; alert(1); //",
    '"; alert(1); //',
    "\\'; alert(1); //",
    "*/ alert(1) /*",
    "]]> ]]&gt; -->",
    "\u202e<tpircs>\u202c",
    "line\u2028break\u2029here",
    "' OR 1=1 --",
    "Robert'); DROP TABLE articles;--",
    "../../../../etc/passwd",
    "a\r\nset-cookie: a=b",
    "<p",
    "<a/b c='d\"e`f",
    "<x/<y onclick=alert(1)//>",
    "<b><i></b></i></div></main></body></html>",
)

# What ends the place a text may stand in, what then runs, and how it may be written.
_ENDS = ("", '"', "'", '">', "'>", "</title>", "</textarea>", "</script>", "</style>", "-->", "]]>")
_RUNS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<iframe src='javascript:parent.hit=1'></iframe>",
    "<body onpageshow=window.hit=1>",
    "<link rel=stylesheet href=//evil.example/x>",
)
_WAYS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.swapcase,
    lambda text: text.replace(" ", "/"),
    lambda text: text.replace(" ", "\t"),
    lambda text: text.replace("<", "<<"),
)


def made() -> list[str]:
    """All endings with all that runs, written in every way; each once, in order."""
    every = (end + way(run) for end, run, way in product(_ENDS, _RUNS, _WAYS))
    return list(dict.fromkeys(every))
