"""What workbooks need beside the program; CSV files need nothing."""

MISSING = (
    "workbooks need two more libraries: .venv/bin/python -m pip install "
    "'xlsxwriter>=3.2.5' 'python-calamine>=0.6' (or name a .csv file)"
)
