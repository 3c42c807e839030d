"""The platform's dialect: webhooks in, payloads out, limits and errors."""
