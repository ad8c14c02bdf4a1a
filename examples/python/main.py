import sys

from cdk8s import App
from jsii.errors import JavaScriptError

from mcp_server import McpServer
from quotes import Quotes
from rooms import Rooms
from shop import Shop


def main():
    app = App()
    McpServer(app, "mcp-server", namespace="mcp-server")
    Shop(app, "shop", namespace="shop")
    Quotes(app, "quotes", namespace="quotes")
    Rooms(app, "rooms", namespace="rooms")
    app.synth()


try:
    main()
except RuntimeError as error:
    if not isinstance(error.__cause__, JavaScriptError):
        raise
    sys.exit(str(error))  # an error of the constructs, without its stacks
