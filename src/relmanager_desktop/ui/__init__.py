"""The windows; nothing outside this room and app knows Qt."""
