"""What is asked and what came back; no Excel here."""
