"""The console: what operators and flow authors want to know of a running bot, behind a token."""
