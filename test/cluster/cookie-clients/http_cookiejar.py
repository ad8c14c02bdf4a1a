"""http_cookiejar.py <url> <clients> <requests>"""

import json
import ssl
import sys
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, HTTPSHandler, build_opener

url, clients, requests = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
insecure = ssl._create_unverified_context()

for client in range(clients):
    opener = build_opener(HTTPSHandler(context=insecure), HTTPCookieProcessor(CookieJar()))
    for _ in range(requests):
        with opener.open(url) as response:
            response.read()
            pod, cookie = response.headers["x-pod"], response.headers.get("set-cookie", "")
            protocol = f"HTTP/{response.version / 10}"
            print(json.dumps({"client": client, "protocol": protocol, "pod": pod, "setCookie": cookie}))
