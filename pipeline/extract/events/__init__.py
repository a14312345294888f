"""What exercises and agreements share: who takes part, when and where."""
