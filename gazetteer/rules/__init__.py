"""What is done to the draft once the sources are in: each rule small, named and counted."""
