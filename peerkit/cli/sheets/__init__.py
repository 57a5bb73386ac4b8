"""What is printed: options and output of every sheet, the flyer, the booklet."""
