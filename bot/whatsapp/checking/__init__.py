"""An independent reading of the platform's rules, for the emulated Graph API and the checker."""
