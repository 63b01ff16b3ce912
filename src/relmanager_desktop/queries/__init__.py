"""What a screen can ask: one function a question, answered in frozen dataclasses."""
