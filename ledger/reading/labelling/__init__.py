"""What is told of a claim from its words: its kind, certainty and topics, who predicts, how checkable it is."""
