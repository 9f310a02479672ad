"""The devices at the door: protocols, the real drivers, and a simulated stand-in that ships."""
