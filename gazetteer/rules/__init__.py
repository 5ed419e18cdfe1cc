"""The rules that correct the dataset after all sources are read. Each rule is one function and reports its counts."""
