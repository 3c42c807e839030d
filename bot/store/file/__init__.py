"""The SQLite file: made whole before use, used by one at a time, watched for its size."""
