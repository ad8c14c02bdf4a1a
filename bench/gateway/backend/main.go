// Command backend treats sessions as MCP servers do: it names one in its first answer, and repeats it in every other.
package main

import (
	"crypto/rand"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
)

const sessionHeader = "Mcp-Session-Id"

var answer = []byte(`{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"` + strings.Repeat("x", 227) + `"}]}}`)

func answerRequest(response http.ResponseWriter, request *http.Request) {
	session := request.Header.Get(sessionHeader)
	if session == "" {
		session = rand.Text()
	}
	response.Header().Set("Content-Type", "application/json")
	response.Header().Set(sessionHeader, session)
	response.Header().Set("X-Pod", os.Getenv("POD"))
	response.Write(answer)
}

func main() {
	listener, err := net.Listen("tcp", net.JoinHostPort(os.Getenv("ADDRESS"), os.Getenv("PORT")))
	if err != nil {
		log.Fatal(err)
	}
	log.Print("listening")
	log.Fatal(http.Serve(listener, http.HandlerFunc(answerRequest)))
}
