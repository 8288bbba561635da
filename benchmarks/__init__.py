"""`make bench`: what a request costs, measured on the real server."""
