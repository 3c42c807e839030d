"""Commands on a store in use: through the running server, or with none running, alone."""
