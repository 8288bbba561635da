"""From what was sent to answers: which questions are asked, what is right about an answer, and how it reads."""
