"""The output folder as a collection of papers: what is new or changed, files replaced whole or not at all."""
