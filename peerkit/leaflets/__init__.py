"""The words of a flyer and of the booklet for founding a group, as TOML files say them."""
