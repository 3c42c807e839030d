"""Every mistake in flows and locales, found before a citizen meets it."""
