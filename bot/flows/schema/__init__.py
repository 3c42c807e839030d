"""What each key of a flow file may hold: typed documents, and their faults in authors' words."""
