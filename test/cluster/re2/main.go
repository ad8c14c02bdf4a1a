// Reads expressions, one JSON string a line, and prints for each whether Go's regexp, which has the syntax of RE2, compiles it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var expression string
		if err := json.Unmarshal(lines.Bytes(), &expression); err != nil {
			panic(err)
		}
		_, err := regexp.Compile(expression)
		fmt.Println(err == nil)
	}
}
