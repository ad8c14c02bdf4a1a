// cookiejar.go <url> <clients> <requests>
package main

import (
	"crypto/tls"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"os"
	"strconv"
)

type exchange struct {
	Client    int    `json:"client"`
	Protocol  string `json:"protocol"`
	Pod       string `json:"pod"`
	SetCookie string `json:"setCookie"`
}

func main() {
	url := os.Args[1]
	for number := range argument(2) {
		client := newClient()
		for range argument(3) {
			response, err := client.Get(url)
			check(err)
			_, err = io.Copy(io.Discard, response.Body)
			check(err)
			check(response.Body.Close())
			header := response.Header
			seen := exchange{number, response.Proto, header.Get("X-Pod"), header.Get("Set-Cookie")}
			check(json.NewEncoder(os.Stdout).Encode(seen))
		}
		client.CloseIdleConnections()
	}
}

func newClient() *http.Client {
	jar, err := cookiejar.New(nil)
	check(err)
	insecure := &tls.Config{InsecureSkipVerify: true}
	return &http.Client{Jar: jar, Transport: &http.Transport{TLSClientConfig: insecure, ForceAttemptHTTP2: true}}
}

func argument(index int) int {
	value, err := strconv.Atoi(os.Args[index])
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
