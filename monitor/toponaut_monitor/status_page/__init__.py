"""The status page: what the checks of 90 days found, as static files that stand when the site does not.

`uptime_rows` reads the checks, `history` says what they mean, `page` and `status_json` write it down, and `publish`
puts the files into a folder and a bucket.
"""
