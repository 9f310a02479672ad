"""What is for whoever sets the counter up, or tries it out."""
