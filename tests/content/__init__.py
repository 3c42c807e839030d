"""What citizens read: the rules that the texts themselves must keep."""
