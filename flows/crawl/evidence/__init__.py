"""What was served, byte for byte: written, sealed, found again, checked, and let go when its time has come."""
