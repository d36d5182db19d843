// A vCenter or ESXi of govmomi's simulator, for tests. It serves until its standard input ends, and takes orders there, one per line,
// words separated by tabs; each is answered by one line, "ok" with JSON or "error" with a reason. The orders are carried out by a client
// of its own, as another user of the same vCenter would.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"crypto/tls"

	"github.com/vmware/govmomi/simulator"
)

var (
	listen   = flag.String("listen", "127.0.0.1:0", "address to listen on")
	user     = flag.String("user", "", "the only user")
	password = flag.String("password", "", "the user's password")
	esx      = flag.Bool("esx", false, "an ESXi and no vCenter")
	vms      = flag.Int("vms", 4, "number of virtual machines, an even one for a vCenter")
	idle     = flag.Duration("idle", 0, "how long an unused session lives, if not for ever")
	identity = flag.String("identity", "", "file with certificate and key; made if it does not exist")
)

func main() {
	flag.Parse()
	log.SetOutput(io.Discard)
	simulator.SessionIdleTimeout = *idle
	model := newModel()
	if err := model.Create(); err != nil {
		fail(err)
	}
	defer model.Remove()
	pair, fingerprint, err := loadIdentity(*identity)
	if err != nil {
		fail(err)
	}
	model.Service.Listen = &url.URL{Host: *listen, User: url.UserPassword(*user, *password)}
	model.Service.TLS = &tls.Config{Certificates: []tls.Certificate{pair}}
	calls := &counter{counts: map[string]int{}}
	server := model.Service.NewServer()
	server.Config.Handler = calls.around(server.Config.Handler)
	fmt.Printf("ready\t%s\t%s\n", server.URL.Host, fingerprint)
	serveOrders(&orders{calls: calls, server: &url.URL{Scheme: "https", Host: server.URL.Host, Path: "/sdk",
		User: url.UserPassword(*user, *password)}})
}

func newModel() *simulator.Model {
	if *esx {
		model := simulator.ESX()
		model.Machine = *vms
		return model
	}
	model := simulator.VPX() // a host and a cluster, each with so many machines
	model.Machine = *vms / 2
	return model
}

func serveOrders(o *orders) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		answer, err := o.carryOut(strings.Split(lines.Text(), "\t"))
		if err != nil {
			fmt.Printf("error\t%s\n", strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		text, err := json.Marshal(answer)
		if err != nil {
			fail(err)
		}
		fmt.Printf("ok\t%s\n", text)
	}
}

// counter counts the calls of the clients by the names of their methods; those of the simulator's own client are marked and left out.
type counter struct {
	mu     sync.Mutex
	counts map[string]int
}

const ownAgent = "orders"

func (c *counter) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.UserAgent() != ownAgent {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			c.add(methodOf(body))
		}
		next.ServeHTTP(w, r)
	})
}

func (c *counter) add(method string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counts[method]++
}

func (c *counter) snapshot() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	copied := make(map[string]int, len(c.counts))
	for method, count := range c.counts {
		copied[method] = count
	}
	return copied
}

// methodOf is the name of the first element in the SOAP body.
func methodOf(message []byte) string {
	decoder := xml.NewDecoder(bytes.NewReader(message))
	inBody := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return "unreadable"
		}
		if start, ok := token.(xml.StartElement); ok {
			if inBody {
				return start.Name.Local
			}
			inBody = start.Name.Local == "Body"
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// patience is how long an order may take.
const patience = 30 * time.Second
