"""Documents of what WhatsApp itself is told."""
