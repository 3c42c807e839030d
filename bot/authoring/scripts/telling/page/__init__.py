"""A report that one reads in a browser: transcripts as chats on a phone, in one file."""
