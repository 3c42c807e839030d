"""What changed flows do to conversations under way: random catalogues, random changes of them."""
