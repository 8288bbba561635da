from ict4society.foundation.files.models.stored_file import Reading, StoredFile

__all__ = ["Reading", "StoredFile"]
