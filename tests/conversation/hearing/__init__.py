"""What is heard before all else."""
