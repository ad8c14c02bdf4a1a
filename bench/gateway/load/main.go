// Command load sends requests to a route as fast as it responds, on connections that each have their own session. It prints
// Fortio's figures as JSON, together with the processor time that the gateway used in that time.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"fortio.org/fortio/fhttp"
	"fortio.org/fortio/periodic"
	"fortio.org/log"
	"golang.org/x/sys/unix"
)

var sessionHeaders = []string{"Mcp-Session-Id", "X-Session-Pod"}

var call = []byte(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"hello"}}}`)

var (
	url         = flag.String("url", "", "where the gateway listens")
	pid         = flag.Int("pid", 0, "process of the gateway")
	host        = flag.String("host", "", "hostname of the route")
	connections = flag.Int("connections", 1, "clients that send at once")
	duration    = flag.Duration("duration", time.Second, "how long they send")
)

// client sends the same request again and again.
type client struct{ fhttp.Fetcher }

func (c client) Run(ctx context.Context, _ periodic.ThreadID) (bool, string) {
	status, _, _ := c.StreamFetch(ctx)
	return status == http.StatusOK, ""
}

func newClient(headers ...string) client {
	options := fhttp.NewHTTPOptions(*url)
	options.Payload = call
	for _, header := range append(headers, "Host: "+*host, "Content-Type: application/json") {
		if err := options.AddAndValidateExtraHeader(header); err != nil {
			log.Fatalf("%v", err)
		}
	}
	fetcher, err := fhttp.NewClient(options)
	if err != nil {
		log.Fatalf("%v", err)
	}
	return client{fetcher}
}

// newSession returns a client that sends back the session headers and the cookie of its first response.
func newSession() client {
	first := newClient()
	defer first.Close()
	_, answer, _ := first.Fetch(context.Background())
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(answer)), nil)
	if err != nil {
		log.Fatalf("no response in %q: %v", answer, err)
	}
	var headers []string
	for _, name := range sessionHeaders {
		if value := response.Header.Get(name); value != "" {
			headers = append(headers, name+": "+value)
		}
	}
	if cookie, _, isSet := strings.Cut(response.Header.Get("Set-Cookie"), ";"); isSet {
		headers = append(headers, "Cookie: "+cookie)
	}
	return newClient(headers...)
}

// processorTime returns the processor time that the gateway has used so far, by the clock of clock_getcpuclockid(3).
func processorTime() time.Duration {
	var used unix.Timespec
	if err := unix.ClockGettime(int32(^*pid<<3|2), &used); err != nil {
		log.Fatalf("processor time of %d: %v", *pid, err)
	}
	return time.Duration(used.Nano())
}

func main() {
	flag.Parse()
	log.SetLogLevelQuiet(log.Warning)
	runner := periodic.NewPeriodicRunner(&periodic.RunnerOptions{
		QPS:         -1, // no limit
		NumThreads:  *connections,
		Duration:    *duration,
		Percentiles: []float64{50, 99},
		Resolution:  time.Microsecond.Seconds(),
		Out:         io.Discard,
	})
	for i := range runner.Options().Runners {
		runner.Options().Runners[i] = newSession()
	}
	before := processorTime()
	results := runner.Run()
	figures := struct {
		periodic.RunnerResults
		ProcessorTime time.Duration
	}{results, processorTime() - before}
	if err := json.NewEncoder(os.Stdout).Encode(figures); err != nil {
		log.Fatalf("%v", err)
	}
}
