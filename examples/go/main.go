package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	defer exitOnError()
	app := cdk8s.NewApp(nil)
	newMcpServer(app, "mcp-server", "mcp-server")
	newShop(app, "shop", "shop")
	newQuotes(app, "quotes", "quotes")
	newRooms(app, "rooms", "rooms")
	app.Synth()
}

// exitOnError prints an error of the constructs without the stack of this program.
func exitOnError() {
	problem := recover()
	if bug, isBug := problem.(runtime.Error); isBug {
		panic(bug)
	}
	if problem != nil {
		fmt.Fprintln(os.Stderr, problem)
		os.Exit(1)
	}
}
