"""The review page: decide on conflicts and findings in a browser, saved at once."""
