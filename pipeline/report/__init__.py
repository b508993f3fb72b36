"""The report: one self-contained HTML page that shows what conflicts, and where it stands."""

from pipeline.report.cards import Unshown
from pipeline.report.page import ReviewMode, render_report

__all__ = ["ReviewMode", "Unshown", "render_report"]
