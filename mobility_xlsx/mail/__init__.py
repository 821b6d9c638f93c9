"""What arrives and what leaves by email."""
