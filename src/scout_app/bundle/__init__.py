"""What offices exchange: one `.scoutsync` file ↔ transactions and pictures, checked before use."""
