"""One file a form: what is asked before something is written."""
