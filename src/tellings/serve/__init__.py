"""The page and the HTTP API: the stories of a database, and comparisons of what is pasted.

Around the line and the database, which know nothing of it. `serving.Serving` holds what is served,
`running.run` serves it on an address of this machine. Nothing is imported here: the processes
that compare need no web server.
"""
