"""The tabs of the account page, one file each."""
