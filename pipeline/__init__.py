"""unspin: clean scraped or machine-spun health articles."""
