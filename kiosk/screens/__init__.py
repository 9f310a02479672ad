"""The touchscreen: draws the view that it is sent, and sends requests. Owns nothing."""
