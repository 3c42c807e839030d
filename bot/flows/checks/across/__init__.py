"""What no agency's file shows by itself: agencies beside each other and beside the main menu."""
