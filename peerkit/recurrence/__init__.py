"""The days on which a group meets, read as people write them and worked out."""
