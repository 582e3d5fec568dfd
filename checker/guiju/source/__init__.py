"""Files of the pack become a Catalogue, or every Problem with its place."""
