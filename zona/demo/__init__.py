"""The demo city: fills an empty database with believable, clearly marked data from `data/demo/`.

`city.fill_city` does it, `cast.accounts` tells who can sign in. It uses the product's own deeds, so a demo city shows
nothing that a real one could not have.
"""
