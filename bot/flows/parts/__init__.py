"""The files of a folder one by one: each agency's part of the library, beside what all share."""
