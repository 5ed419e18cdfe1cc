"""The monitoring sidecar: probes the site's addresses, sends alerts by SMS, and counts nginx's access logs."""
