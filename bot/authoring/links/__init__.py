"""The ways in from outside: links, posters, codes, and what WhatsApp itself offers."""
