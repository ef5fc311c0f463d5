"""The nouns: what one stage hands to the next. No logic beyond what a noun knows."""
