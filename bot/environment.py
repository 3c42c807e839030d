"""The environment and `.env`: the only file that reads them."""

import os
from pathlib import Path

from dotenv import dotenv_values


def read_environment(folder: Path | None = None) -> dict[str, str]:
    """The environment over the `.env` of the working folder, without empty values."""
    merged = {**dotenv_values((folder or Path()) / ".env"), **os.environ}
    return {name: value for name, value in merged.items() if value}
