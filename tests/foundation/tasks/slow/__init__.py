"""An app with jobs that show what a worker does when it is killed."""
