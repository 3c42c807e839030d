"""Every reachable screen, met with every kind of message: what must hold is proved of each."""
