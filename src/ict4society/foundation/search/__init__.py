"""Full text over all that features call searchable, in each text's own language, for each reader what they may see."""
