"""The browser that tests look at pages with, and why they cannot where it is missing."""

from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NPM = Path(__file__).parent.parent / "npm"
NO_NPM = "needs the programs of tests/npm: npm ci --prefix tests/npm"


def npm_file(name: str) -> Path:
    """A file of an installed npm package."""
    return NPM / "node_modules" / name
