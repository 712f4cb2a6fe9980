### Where we stand.
