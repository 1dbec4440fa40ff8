"""The polite session: whose permission, how often, at what hours, and what need not be asked again."""
