"""The demonstration community: invented, labelled so, and built through the same actions as everything else."""
