"""What comes to the public door: forged, odd, slow, too much; and secrets that change."""
