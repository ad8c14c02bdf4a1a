// Command backend treats sessions as MCP servers do: it names a session in its first response, and repeats the id in all
// others. The query says how long the ids are.
package main

import (
	"crypto/rand"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
)

const sessionHeader = "Mcp-Session-Id"

var answer = []byte(`{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"` + strings.Repeat("x", 227) + `"}]}}`)

// newID returns an id with as many characters as the request asks for.
func newID(length string) string {
	characters, err := strconv.Atoi(length)
	if err != nil {
		log.Fatalf("length %q: %v", length, err)
	}
	id := ""
	for len(id) < characters {
		id += rand.Text()
	}
	return id[:characters]
}

func answerRequest(response http.ResponseWriter, request *http.Request) {
	session := request.Header.Get(sessionHeader)
	if session == "" {
		session = newID(request.URL.Query().Get("length"))
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
