"""What is wrong with an instance, and how to mend it: `ict4society doctor`."""
