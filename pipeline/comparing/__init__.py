"""All papers' claims → groups of claims about one thing, and the pairs that can't both be true."""

from pipeline.comparing.grouping import compare_claims

__all__ = ["compare_claims"]
