"""The monitoring sidecar: tries the site's addresses, tells people by SMS, and counts what nginx's logs hold."""
