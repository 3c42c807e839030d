"""Playing a conversation: what the citizen does as webhooks, what comes back as outcomes."""
