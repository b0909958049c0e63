"""What the method means: pure rules, standard library only."""
