"""Whether files of all formats come out byte for byte where there is nothing to fix."""
