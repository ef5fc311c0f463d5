"""Tests of the reports, over an invented comparison made by hand (`invented`)."""
