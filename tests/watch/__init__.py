"""What is watched, and when: feeds, pages and a clock that are made up."""
