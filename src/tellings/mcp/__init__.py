"""What an assistant may ask: the tools of `tellings mcp`, over the Model Context Protocol.

`tools` holds what is asked, over a database and plain values; `server` tells it by the protocol.
Answers are records with the places they come from: no prose of ours, no verdict.
"""
