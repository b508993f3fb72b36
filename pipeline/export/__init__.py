"""What an output folder holds, for other tools: typed pandas frames, and files made of them."""

from pipeline.export.files import write_frames
from pipeline.export.frames import columns, frames

__all__ = ["columns", "frames", "write_frames"]
