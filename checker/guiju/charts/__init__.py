"""What report and handbook both draw and say: numbers in words, places in a drawing, control limits. No markup."""
