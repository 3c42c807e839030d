"""The walk and what it must find."""
