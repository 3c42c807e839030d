"""Pages and their small APIs: simulator and emulated platform."""
