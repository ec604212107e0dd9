"""Where things are on the ground: distances, projections, the sun, and the bundled map."""
