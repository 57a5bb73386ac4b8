"""What turns a document into a format. Each of these knows every kind of block, and no sheet."""
