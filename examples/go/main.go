package main

import "github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"

func main() {
	app := cdk8s.NewApp(nil)
	newMcpServer(app, "mcp-server", "mcp-server")
	newShop(app, "shop", "shop")
	newQuotes(app, "quotes", "quotes")
	newRooms(app, "rooms", "rooms")
	app.Synth()
}

