"""Gold in, weights out."""
