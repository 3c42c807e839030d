"""Values: what is said and by whom, in no channel's dialect."""
