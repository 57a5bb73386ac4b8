"""What turns a value into a document. Each of these knows one sheet, and no format."""
