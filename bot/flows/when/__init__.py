"""When something is shown: a closed language, parsed once, never evaluated as code."""
