"""Every format in and out, one file each."""
