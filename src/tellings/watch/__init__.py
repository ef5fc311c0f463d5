"""Follow feeds: what they bring goes into the database, and what is changed is seen.

`schedule` says when to look, `turns` whose turn it is, `opml` reads and writes lists of feeds.
"""
