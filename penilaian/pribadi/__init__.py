"""Personal data: keyed pseudonyms, masks, disclosure classes, and suppression of small cells."""
