"""What the answers add up to: statistics, the daily, achievements."""
