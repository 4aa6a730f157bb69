"""The site: settings, addresses, frames, and what starts and joins the rooms."""
