"""requests_session.py <url> <clients> <requests>"""

import json
import sys

import requests
import urllib3

urllib3.disable_warnings()
url, clients, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

for client in range(clients):
    with requests.Session() as session:
        for _ in range(count):
            response = session.get(url, verify=False)
            response.raise_for_status()
            pod, cookie = response.headers["x-pod"], response.headers.get("set-cookie", "")
            protocol = f"HTTP/{response.raw.version / 10}"
            print(json.dumps({"client": client, "protocol": protocol, "pod": pod, "setCookie": cookie}))
