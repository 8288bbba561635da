"""The running server: one supervisor over web workers, job workers and the embedded database. Imports no Django."""
