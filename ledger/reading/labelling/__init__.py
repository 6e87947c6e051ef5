"""What is told of a claim from its words: kind, certainty, topics, who predicts, how checkable it is."""
