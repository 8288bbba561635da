"""Documents on paper and for readers of PDF: tagged, titled, with their language (PDF/UA-1, ISO 14289-1)."""

from ict4society.foundation.pdf.render import PdfFailed, pdf_response, render_pdf

__all__ = ["PdfFailed", "pdf_response", "render_pdf"]
